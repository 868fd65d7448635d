extension Steps {
    /// A line for each step, nested steps indented below.
    ///
    /// - Parameter defaults: the samplers' defaults of group and plan.
    func lines(indent: String, _ defaults: SamplerDefaults) -> [String] {
        nodes.flatMap { $0.lines(indent: indent, defaults) }
    }
}

extension StepNode {
    fileprivate func lines(indent: String, _ defaults: SamplerDefaults) -> [String] {
        if case .sequence(let steps) = self { return steps.lines(indent: indent, defaults) }
        return ["\(indent)\(line(defaults))"] + inside(indent: indent + "  ", defaults)
    }

    private func line(_ defaults: SamplerDefaults) -> String {
        switch self {
        case .sample(let sampler): sampler.line(defaults)
        case .pause(let time): "pause \(time)"
        case .pace(let pace): "every \(pace.cycle.text)"
        case .rendezvous(let point): "meet \(NumberText.grouped(point.users)) users"
        case .feed(let feed): "feed {\(feed.slotName)}"
        case .sequence: ""
        case .loop(let loop): "\(NumberText.grouped(loop.count)) times"
        case .repeatWhile(let loop): "while {\(loop.condition.slot.name)} meets a condition"
        case .during(let during): "for \(during.time.text)"
        case .branch(let branch): "if {\(branch.condition.slot.name)} meets a condition"
        case .forEach(let loop): "for each {\(loop.slot.name)}"
        case .once: "once"
        case .mix(let mix): "one of \(mix.shares.count) shares"
        case .randomOrder: "in random order"
        case .retry(let retry): "at most \(retry.attempts) attempts"
        case .transaction(let transaction): "transaction \"\(transaction.name.printable)\""
        case .parallel: "at once"
        case .stopUser: "stop the user"
        case .stopTest: "stop the test"
        case .opaque(let step): "scenario \"\(step.name.printable)\""
        }
    }

    private func inside(indent: String, _ defaults: SamplerDefaults) -> [String] {
        switch self {
        case .parallel(let parallel): parallel.samplers.map { "\(indent)\($0.line(defaults))" }
        case .mix(let mix):
            mix.shares.flatMap {
                ["\(indent)share \($0.weight)"] + $0.body.lines(indent: indent + "  ", defaults)
            }
        case .branch(let branch) where !branch.otherwise.nodes.isEmpty:
            branch.body.lines(indent: indent, defaults) + ["\(indent.dropLast(2))else"]
                + branch.otherwise.lines(indent: indent, defaults)
        default: children.flatMap { $0.lines(indent: indent, defaults) }
        }
    }
}

extension PauseTime: CustomStringConvertible {
    /// The text for messages and reports.
    public var description: String {
        switch self {
        case .uniform(let range):
            range.lowerBound == range.upperBound
                ? range.lowerBound.text : "\(range.lowerBound.text) to \(range.upperBound.text)"
        case .gaussian(let mean, let deviation): "\(mean.text) ± \(deviation.text)"
        case .exponential(let mean): "\(mean.text) on average"
        }
    }
}
