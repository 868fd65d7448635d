import LoadTestingMacrosFree

extension RunProblem {
    /// The sentence about the run.
    var text: String {
        switch self {
        case .exhausted(let cause, let times):
            "the load generator ran out of \(cause == .generatorPorts ? "ports" : "open files")"
                + " \(NumberText.grouped(times)) times (\(cause)); nothing can be said about"
                + " the server: use fewer users, or raise the limit"
        case .server(let event):
            "the server failed at \(NumberText.duration(nanoseconds: event.nanoseconds)):"
                + " \(event.text)"
        case .ended(let end): Self.text(of: end)
        case .unasked(let asked, let errors, let all, let causes):
            "\(asked.text), and \(NumberText.grouped(errors)) of \(NumberText.grouped(all)) failed:"
                + " \(causes.list)"
        case .dryRun(let label, let causes):
            "dry run: \(label.printable) failed: \(causes.list)"
        case .aborted(let abort): abort.text
        case .event(let event): "not done: \(event.text)"
        }
    }

    private static func text(of end: RunEnd) -> String {
        switch end {
        case .stoppedByError: "stopped: a sample failed in a group with onError(.stopTest)"
        case .outOfRows:
            "stopped: a feeder in the order queueOrFail had no row left; give it more rows,"
                + " or the order circular"
        case .cancelled: "cancelled: the task was cancelled"
        case .unresponsive:
            "stopped: every request of the last 10 s failed; stopsWhenDead: false continues"
        case .limit:
            "stopped: the run reached its limit; LoadTest(…, limit:) sets a longer one"
        case .interrupted, .terminated, .hungUp, .complete, .stopped, .aborted, .serverEnded:
            end.text
        }
    }
}

extension RunProblem.Unasked {
    fileprivate var text: String {
        switch self {
        case .nothing: "nothing was asked"
        case .nothingJudged: "no budget was judged"
        case .otherThings: "no budget looks at failures"
        }
    }
}

extension RunProblem.Abort {
    fileprivate var text: String {
        let figure = value?.description ?? "without value"
        let causes = failed > 0 ? ": \(causes.list)" : ""
        return "stopped at \(second) s by abortWhen: \(condition.metric) was \(figure), limit"
            + " \(condition.limit(as: bound)) (\(NumberText.grouped(requests)) requests,"
            + " \(span?.text ?? "")\(causes))"
    }
}
