import Foundation
import LoadTestingMacrosFree

/// Turns a plan into a program, or says everything that is wrong with it.
package struct ProgramCompiler {
    let plan: LoadTest
    private let environment: [String: String]
    var problems: [LoadTestError.Problem] = []
    private var labels: [String] = []
    private var origins: [TargetAddress] = []
    private var requests: [ProgramRequest] = []
    private var instructions: [Instruction] = []

    /// Compiles a plan.
    ///
    /// - Parameters:
    ///   - plan: what was written.
    ///   - environment: where targets of the environment are read from.
    /// - Throws: `LoadTestError` with all problems of the plan.
    package static func compile(
        _ plan: LoadTest, environment: [String: String]
    ) throws(LoadTestError) -> Program {
        var compiler = ProgramCompiler(plan: plan, environment: environment)
        let program = compiler.compile()
        guard compiler.problems.isEmpty else {
            throw LoadTestError(test: plan.name, problems: compiler.problems)
        }
        return program
    }

    private init(plan: LoadTest, environment: [String: String]) {
        self.plan = plan
        self.environment = environment
    }

    private mutating func compile() -> Program {
        let target = compileTarget()
        checkRun()
        var groups: [ProgramGroup] = []
        var firstUser: Int64 = 0
        for (index, group) in plan.groups.enumerated() {
            check(group, named: group.displayName(number: index + 1))
            groups.append(
                compile(group, number: index + 1, firstUser: firstUser, target: target))
            firstUser = firstUser.addingReportingOverflow(Int64(max(0, group.users))).partialValue
        }
        for budget in plan.budgets { check(budget, labels: labels) }
        return Program(
            name: plan.name, requests: requests, labels: labels, groups: groups,
            instructions: instructions, origins: origins, policy: plan.policy,
            seed: plan.seed.value, limitNanoseconds: plan.limit.wholeNanoseconds,
            drainNanoseconds: plan.drain.wholeNanoseconds, stopsWhenDead: plan.stopsWhenDead)
    }

    private mutating func compileTarget() -> TargetAddress? {
        switch plan.target.source {
        case .url(let text): return parse(text)
        case .environment(let name, let fallback):
            let value = environment[name].flatMap { $0.isEmpty ? nil : $0 }
            guard let text = value ?? fallback else {
                report(
                    .invalidTarget, "the environment variable \(name) is not set",
                    "set it to the target's URL, or give .environment a default")
                return nil
            }
            return parse(text)
        }
    }

    private mutating func parse(_ text: String) -> TargetAddress? {
        do {
            let address = try TargetAddress(parsing: text)
            if !origins.contains(address) { origins.append(address) }
            return address
        } catch {
            report(.invalidTarget, error.message, error.remedy)
            return nil
        }
    }

    private mutating func compile(
        _ group: ThreadGroup, number: Int, firstUser: Int64, target: TargetAddress?
    ) -> ProgramGroup {
        let entry = Int32(instructions.count)
        for node in group.steps.nodes { compile(node, target: target) }
        instructions.append(.endIteration)
        let start = group.startAfter.wholeNanoseconds
        let end = group.duration.map { start.saturatingAdd($0.wholeNanoseconds) }
        return ProgramGroup(
            name: group.displayName(number: number), users: max(1, group.users),
            rampNanoseconds: max(0, group.rampUp.wholeNanoseconds), startNanoseconds: start,
            firstUser: firstUser, iterations: group.iterations.map(Int64.init) ?? .max,
            endNanoseconds: min(end ?? .max, plan.limit.wholeNanoseconds), entry: entry)
    }

    private mutating func compile(_ node: StepNode, target: TargetAddress?) {
        switch node {
        case .exchange(let sampler):
            check(sampler)
            guard let request = compile(sampler, target: target) else { return }
            instructions.append(.exchange(request: Int32(requests.count)))
            requests.append(request)
        case .pause(let range):
            check(range)
            instructions.append(
                .pause(
                    shortest: range.lowerBound.wholeNanoseconds,
                    longest: range.upperBound.wholeNanoseconds))
        }
    }

    private mutating func compile(
        _ sampler: HTTPSampler, target: TargetAddress?
    ) -> ProgramRequest? {
        let label = number(of: sampler.label)
        let text = RequestText(sampler)
        let body: [UInt8]?
        do {
            body = try text.body
        } catch {
            report(
                .invalidPlan,
                "the body of \"\(sampler.label.printable)\" can't be encoded as JSON: \(error)",
                "make its values encodable")
            return nil
        }
        guard let (origin, path) = place(of: sampler, target: target) else { return nil }
        return ProgramRequest(
            label: label, method: sampler.method, url: origin.url(path: text.target(of: path)),
            headers: text.headers, body: body,
            timeoutMilliseconds: Int(
                max(1, sampler.effectiveTimeout.wholeNanoseconds / 1_000_000)),
            origin: Int32(origins.firstIndex(of: origin) ?? 0))
    }

    /// The server and path of a request: below the target, or a whole URL of its own.
    private mutating func place(
        of sampler: HTTPSampler, target: TargetAddress?
    ) -> (TargetAddress, String)? {
        let path = sampler.path.text
        guard let separator = path.firstRange(of: "://"),
            !path[..<separator.lowerBound].contains(where: { "/?#".contains($0) })
        else { return target.map { ($0, path) } }
        let pathStart =
            path[separator.upperBound...].firstIndex { "/?#".contains($0) } ?? path.endIndex
        return parse(String(path[..<pathStart])).map { ($0, String(path[pathStart...])) }
    }

    private mutating func number(of label: String) -> Int32 {
        if let index = labels.firstIndex(of: label) { return Int32(index) }
        labels.append(label)
        return Int32(labels.count - 1)
    }

    mutating func report(_ code: LoadTestError.Code, _ message: String, _ remedy: String) {
        let problem = LoadTestError.Problem(code, message, remedy: remedy)
        if !problems.contains(problem) { problems.append(problem) }
    }
}

extension Int64 {
    /// The sum, cut off at the largest value.
    fileprivate func saturatingAdd(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
