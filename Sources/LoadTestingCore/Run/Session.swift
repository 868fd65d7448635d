import LoadTestingMacrosFree

/// Set-up, load and tear-down of one plan, one after the other.
struct Session: Sendable {
    /// The measurements to report.
    struct Measured: Sendable {
        var snapshot: RunSnapshot
        var notes: [String]
        /// The rule of the plan that ended the load, when one did.
        var abort: Finding?
    }

    private let program: Program
    private var settings: RunSettings
    private let console: Console?
    private let watched: WatchedServer?

    init(
        _ program: Program, settings: RunSettings, console: Console?,
        watched: WatchedServer? = nil
    ) {
        self.program = program
        self.settings = settings
        self.console = console
        self.watched = watched
    }

    /// Opens the files that follow the load.
    ///
    /// - Parameter run: the number of the run, of several, from 1.
    mutating func open(_ files: ListenerFiles, run: Int) throws(LoadTestError) {
        settings.listeners = try files.open(program, loops: settings.loops, run: run)
    }

    /// Opens the ways to backends that follow the load.
    mutating func open(_ backends: [BackendOutput]) {
        settings.listeners += backends.compactMap {
            $0.listener(of: program.name, console: console)
        }
    }

    /// Shows the load in the live view.
    ///
    /// - Parameter budgets: those that it is going to be held to.
    mutating func show(in view: LiveView, _ budgets: [Budget]) {
        settings.live = LiveObserver(view, settings.facts, budgets)
    }

    /// Writes a line of progress each second.
    mutating func write(progress: ProgressOutput) { settings.progress = progress }

    /// Runs all parts; the tear-down also after a load that was aborted.
    ///
    /// - Throws: `LoadTestError` when the set-up fails, or the system has no descriptor left.
    func run() async throws(LoadTestError) -> Measured {
        var measured: Measured
        do {
            measured = try await runParts()
        } catch {
            _ = await finishListeners()
            throw error
        }
        measured.notes += await finishListeners()
        return measured
    }

    /// Completes the files that followed the load, and returns notes for the report.
    private func finishListeners() async -> [String] {
        var notes: [String] = []
        for listener in settings.listeners { notes += await listener.finish() }
        return notes
    }

    private func runParts() async throws(LoadTestError) -> Measured {
        var state = SharedState(program)
        for part in program.setUps {
            state = SharedState(part, after: state, slots: state.slots)
            let outcome: Run.Outcome
            do {
                outcome = try await self.run(part, with: state, as: .setUp)
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
            outcome = try await self.run(program, with: load, as: .load)
        } catch {
            _ = await tearDown(after: load)
            throw error
        }
        var measured = Measured(
            snapshot: outcome.snapshot, notes: await tearDown(after: load), abort: outcome.abort)
        // A signal that came in the tear-down: the measurements are complete, and nothing follows.
        if measured.snapshot.end == .complete, let number = InterruptSignal.arrived {
            measured.snapshot.end = RunEnd(signal: number)
        }
        return measured
    }

    private func run(
        _ part: Program, with state: SharedState, as role: Run.Role
    ) async throws(LoadTestError) -> Run.Outcome {
        var settings = settings
        // A set-up has one user; its slots are those of the first loop's first user.
        let isLoad = role == .load
        if !isLoad { settings.loops = 1 }
        let run = try Run(
            part, settings: settings, shared: state, console: console,
            watched: isLoad ? watched : nil, as: role)
        return await run.outcome()
    }

    /// The reason that the load can't begin after this set-up.
    private func problem(of snapshot: RunSnapshot) -> LoadTestError.Problem? {
        // A failure that no retry repaired has ended it.
        guard snapshot.end != .complete else { return nil }
        let example = snapshot.examples.first.map {
            ": \($0.label) failed: \($0.causeAndReason)"
        }
        let what =
            switch snapshot.end {
            case .cancelled: "SetUp was aborted"
            case .interrupted, .terminated, .hungUp: "SetUp was \(snapshot.end.text)"
            case .limit: "SetUp took too long"
            default: "SetUp failed\(example ?? "")"
            }
        return LoadTestError.Problem(
            .setUpFailed, what.printable,
            remedy: "the load was not started; run(as: .dryRun) prints requests and replies")
    }

    /// Runs the tear-down, whatever happened before; returns its failures.
    private func tearDown(after state: SharedState) async -> [String] {
        var notes: [String] = []
        for part in program.tearDowns {
            let shared = SharedState(part, after: state, slots: state.slots)
            // A task of its own: this one may be cancelled.
            let note = await Task.detached { await self.failure(ofTearDown: part, shared) }.value
            if let note { notes.append("TearDown failed: \(note.printable)") }
        }
        return notes
    }

    /// The failure of a tear-down; never thrown, since the load is measured already.
    private func failure(ofTearDown part: Program, _ state: SharedState) async -> String? {
        do throws(LoadTestError) {
            let snapshot = try await run(part, with: state, as: .tearDown).snapshot
            let failed = snapshot.total()?.errors ?? 0
            guard failed > 0 || snapshot.end != .complete else { return nil }
            let example = snapshot.examples.first.map { "\($0.label) \($0.causeAndReason)" }
            return example ?? snapshot.end.text
        } catch {
            return "\(error)"
        }
    }
}

extension FailedExchange {
    fileprivate var causeAndReason: String {
        explanation.isEmpty ? "\(cause)" : "\(cause) \(explanation)"
    }
}
