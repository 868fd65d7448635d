import LoadTestingMacrosFree

extension LoadTestRunner {
    /// Has a session tell backends, the live view and the place of progress of its load.
    ///
    /// - Throws: `LoadTestError` for a place of progress that can't be written to.
    func follow(
        _ session: inout Session, _ environment: RunEnvironment
    ) throws(LoadTestError) {
        session.open(plan.listeners.compactMap(\.backend))
        if let port = environment.livePort,
            let view = LiveView.open(port: port, console: console ?? .standard)
        {
            session.show(in: view, plan.budgets)
        }
        if let output = try progressOutput(environment) { session.write(progress: output) }
    }

    /// Tells who follows the test from elsewhere how it ended.
    func tell(_ result: LoadTestResult) async {
        guard let environment = try? RunEnvironment(variables, test: plan.name, scale: scale)
        else { return }
        if environment.livePort != nil { await LiveView.current?.end(result) }
        let output = try? progressOutput(environment)
        output?.write(line: "\(plan.name.printable): \(result.verdict.rawValue)")
    }

    private func progressOutput(
        _ environment: RunEnvironment
    ) throws(LoadTestError) -> ProgressOutput? {
        guard let place = environment.progress else { return nil }
        do throws(ProgressOutput.Failure) {
            return try ProgressOutput(place)
        } catch {
            throw LoadTestError(
                test: plan.name,
                problems: [
                    .init(
                        .invalidEnvironment,
                        "LOADTESTING_PROGRESS is \"\(place.printable(upTo: 120))\":"
                            + " \(error.reason)",
                        remedy: "name a file in a folder that exists, or fd: and the number of a"
                            + " descriptor, such as fd:3")
                ])
        }
    }
}
