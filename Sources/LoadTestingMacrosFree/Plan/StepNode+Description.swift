extension Steps {
    /// A line for each step, what is inside indented below.
    ///
    /// - Parameter settings: what group and plan say of requests.
    func lines(indent: String, _ settings: HTTPSettings) -> [String] {
        nodes.flatMap { $0.lines(indent: indent, settings) }
    }
}

extension StepNode {
    fileprivate func lines(indent: String, _ settings: HTTPSettings) -> [String] {
        if case .sequence(let steps) = self { return steps.lines(indent: indent, settings) }
        return ["\(indent)\(line(settings))"] + inside(indent: indent + "  ", settings)
    }

    private func line(_ settings: HTTPSettings) -> String {
        switch self {
        case .exchange(let sampler): sampler.line(settings)
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

    private func inside(indent: String, _ settings: HTTPSettings) -> [String] {
        switch self {
        case .parallel(let parallel): parallel.samplers.map { "\(indent)\($0.line(settings))" }
        case .mix(let mix):
            mix.shares.flatMap {
                ["\(indent)share \($0.weight)"] + $0.body.lines(indent: indent + "  ", settings)
            }
        case .branch(let branch) where !branch.otherwise.nodes.isEmpty:
            branch.body.lines(indent: indent, settings) + ["\(indent.dropLast(2))else"]
                + branch.otherwise.lines(indent: indent, settings)
        default: children.flatMap { $0.lines(indent: indent, settings) }
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

extension HTTPSampler {
    fileprivate func line(_ settings: HTTPSettings) -> String {
        label.printable + (name == nil ? "" : " = \(wire)")
            + (body.contentType.map { ", \($0)" } ?? "")
            + ", time-out \(self.settings.over(settings).effectiveTimeout.text)"
            + checks.map { ", check \($0.name)" }.joined()
            + captures.map { ", capture {\($0.name)}" }.joined()
    }

    /// Method and path of a request whose label says something else.
    private var wire: String { "\(method) \(LoadTarget.withoutCredentials(path.text))" }
}
