import LoadTestingMacrosFree

/// The place where kinds of samplers are distinguished: a new kind is one more case in each
/// function, and a folder beside `HTTP`.
extension ProgramCompiler {
    /// Reports problems of the defaults of a group or plan.
    mutating func check(_ defaults: SamplerDefaults, of place: String) {
        requests.check(defaults.http, of: place)
    }

    /// The instruction that takes a sample; `nil` with problems reported when it can't be taken.
    mutating func sample(_ sampler: any Sampler, defaults: SamplerDefaults) -> Instruction? {
        let label = row(sampler.label, tags: sampler.tags)
        switch sampler {
        case let sampler as HTTPSampler:
            return request(sampler, label: label, defaults: defaults)
                .map { .exchange(request: $0) }
        default:
            report(
                .invalidPlan, "\"\(sampler.label.printable)\" is a sampler that nothing can run",
                "use the requests of this library, or a Scenario")
            return nil
        }
    }

    /// The instruction that takes samples at once, those left out that can't be taken.
    mutating func samples(of samplers: [any Sampler], defaults: SamplerDefaults) -> Instruction {
        let first = Int32(program.requests.count)
        for sampler in samplers { _ = sample(sampler, defaults: defaults) }
        return .parallel(first: first, count: Int32(program.requests.count) - first)
    }

    private mutating func request(
        _ sampler: HTTPSampler, label: Int32, defaults: SamplerDefaults
    ) -> Int32? {
        guard let request = requests.compile(sampler, label: label, defaults: defaults) else {
            return nil
        }
        program.requests.append(request)
        return Int32(program.requests.count - 1)
    }
}
