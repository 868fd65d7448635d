import LoadTestingMacrosFree

/// Set-up, load and tear-down of one plan, one after the other.
struct Session: Sendable {
    /// What there is to report.
    struct Measured: Sendable {
        var snapshot: RunSnapshot
        var notes: [String]
    }

    private let program: Program
    private let settings: EngineSettings
    private let console: Console?

    init(_ program: Program, settings: EngineSettings, console: Console?) {
        self.program = program
        self.settings = settings
        self.console = console
    }

    /// Runs all parts; the tear-down also after a load that was broken off.
    ///
    /// - Throws: `LoadTestError` when the set-up fails, or the system has no descriptor left.
    func run() async throws(LoadTestError) -> Measured {
        var state = SharedState(program)
        for part in program.setUps {
            state = SharedState(part, after: state, slots: state.slots)
            let outcome: Run.Outcome
            do {
                outcome = try await self.run(part, with: state, isLoad: false)
            } catch {
                _ = await tearDown(after: state)
                throw error
            }
            if let problem = problem(of: outcome.snapshot) {
                _ = await tearDown(after: state)
                throw LoadTestError(test: program.name, problems: [problem])
            }
            state = SharedState(part, after: state, slots: outcome.slots)
        }
        let load = SharedState(program, after: state, slots: state.slots)
        let outcome: Run.Outcome
        do {
            outcome = try await self.run(program, with: load, isLoad: true)
        } catch {
            _ = await tearDown(after: load)
            throw error
        }
        return Measured(snapshot: outcome.snapshot, notes: await tearDown(after: load))
    }

    private func run(
        _ part: Program, with state: SharedState, isLoad: Bool
    ) async throws(LoadTestError) -> Run.Outcome {
        var settings = settings
        // A set-up has one user; its slots are those of the first loop's first user.
        if !isLoad { settings.loops = 1 }
        let console = console
        let run = try Run(
            part, settings: settings, shared: state, console: isLoad ? console : nil
        ) {
            console?.write(line: TranscriptReport($0, style: console?.style ?? .plain).text)
        }
        return await run.outcome()
    }

    /// Why the load can't begin after this set-up.
    private func problem(of snapshot: RunSnapshot) -> LoadTestError.Problem? {
        // A failure that no retry made good has ended it.
        guard snapshot.end != .complete else { return nil }
        let example = snapshot.examples.first.map {
            ": \($0.label) failed: \($0.causeAndReason)"
        }
        let what =
            switch snapshot.end {
            case .cancelled, .interrupted: "SetUp was broken off"
            case .limit: "SetUp took too long"
            default: "SetUp failed\(example ?? "")"
            }
        return LoadTestError.Problem(
            .setUpFailed, what.printable,
            remedy: "the load was not started; run(as: .dryRun) prints requests and replies")
    }

    /// Runs the tear-down, whatever happened before; returns what went wrong in it.
    private func tearDown(after state: SharedState) async -> [String] {
        var notes: [String] = []
        for part in program.tearDowns {
            let shared = SharedState(part, after: state, slots: state.slots)
            // Of its own: the task may be cancelled.
            let result = await Task.detached { () -> Result<Run.Outcome, LoadTestError> in
                do throws(LoadTestError) {
                    return .success(try await self.run(part, with: shared, isLoad: false))
                } catch {
                    return .failure(error)
                }
            }.value
            let snapshot: RunSnapshot
            switch result {
            case .success(let outcome): snapshot = outcome.snapshot
            case .failure(let error):
                // What the load has measured is not thrown away for it.
                notes.append("TearDown did not start: \(error)".printable)
                continue
            }
            let failed = snapshot.total()?.errors ?? 0
            guard failed > 0 || snapshot.end != .complete else { continue }
            let example = snapshot.examples.first
            notes.append(
                "TearDown failed"
                    + (example.map { ": \($0.label) \($0.causeAndReason)" }
                    ?? ": \(snapshot.end.rawValue)").printable)
        }
        return notes
    }
}

extension FailedExchange {
    fileprivate var causeAndReason: String {
        explanation.isEmpty ? "\(cause)" : "\(cause) \(explanation)"
    }
}
