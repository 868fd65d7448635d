import LoadTestingMacrosFree

/// Turns a plan into a program, or reports all its problems.
package struct ProgramCompiler {
    let plan: LoadTest
    private let environment: [String: String]
    /// The part of the plan that is being compiled: set-up, load, or tear-down.
    var program: Program
    var requests = RequestCompiler(target: nil)
    private var feederNumbers: [FeederKey: Int32] = [:]
    private var feeders: [ProgramFeeder] = []
    /// The number of registers that the group uses so far.
    private var groupRegisters = 0
    /// The number of parts beside the load so far.
    private var partCount: Int64 = 0

    /// Compiles a plan.
    ///
    /// - Parameters:
    ///   - plan: the plan as written.
    ///   - environment: the variables that targets of the environment are read from.
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
        program = Program(name: plan.name)
    }

    /// All problems so far.
    ///
    /// The compiler of requests holds it, and the numbers of slots: while the load runs it compiles
    /// scenarios' requests alone.
    var problems: [Problem] {
        get { requests.problems }
        set { requests.problems = newValue }
    }

    // MARK: - Parts

    private mutating func compile() -> Program {
        let target = compileTarget()
        let refusals = problems
        requests = RequestCompiler(target: target)
        problems = refusals
        validate { $0.checkRun() }
        check(plan.defaults, of: "the plan")
        let before = plan.setUps.map { part($0.body, named: "SetUp", limit: $0.limit, .stopTest) }
        let load = compileLoad()
        problems.report(BudgetValidation.problems(of: plan, load: load))
        problems.report(SearchValidation.problems(of: plan))
        problems.report(EventValidation.problems(of: plan, load: load))
        let after = plan.tearDowns.map {
            part($0.body, named: "TearDown", limit: $0.limit, .continue)
        }
        validate { $0.checkSlots() }
        var whole = finished(load)
        whole.trusted = plan.target.trusted.compactMap { certificates(in: $0) }
        whole.setUps = before.map(finished)
        whole.tearDowns = after.map(finished)
        whole.hideSecrets()
        return whole
    }

    private mutating func validate(_ check: (inout PlanValidation) -> Void) {
        var validation = PlanValidation(plan: plan)
        check(&validation)
        problems.report(validation.problems)
    }

    private mutating func compileLoad() -> Program {
        begin(limit: plan.limit)
        var firstUser: Int64 = 0
        for (index, group) in plan.groups.enumerated() {
            validate { $0.check(group, named: group.displayName(number: index + 1)) }
            compile(group, number: index + 1, firstUser: firstUser)
            firstUser &+= program.groups[index].schedule.count
        }
        program.warmUpSeconds = Int(plan.warmUp.wholeSeconds)
        program.stopsWhenDead = plan.stopsWhenDead
        program.abortRules = plan.abortRules
        program.events = plan.events
        return program
    }

    /// Set-up or tear-down: one user, one iteration.
    private mutating func part(
        _ steps: Steps, named name: String, limit: Duration, _ errorAction: ErrorAction
    ) -> Program {
        begin(limit: limit)
        // With a number of its own: its user would otherwise draw what the load's first user draws.
        partCount += 1
        program.seed = RandomDraw.bits(
            seed: plan.seed.value, user: -2, iteration: partCount, draw: 0)
        validate { $0.check(steps, named: name, limit: limit) }
        let group = ThreadGroup(name, users: 1) { steps }.onError(errorAction).group
        compile(group, number: 1, firstUser: 0)
        program.stopsWhenDead = false
        return program
    }

    private mutating func begin(limit: Duration) {
        program = Program(name: plan.name)
        program.policy = plan.policy
        program.seed = plan.seed.value
        program.pauseScale = plan.pauseScale
        program.limitNanoseconds = limit.wholeNanoseconds
        program.drainNanoseconds = plan.drain.wholeNanoseconds
    }

    /// A part with the numbers that all parts share.
    private func finished(_ part: Program) -> Program {
        var part = part
        part.slots = requests.registry.slots.map { ProgramSlot(key: $0) }
        part.failures = requests.registry.failures
        part.origins = requests.origins
        part.feeders = feeders
        part.requestCompiler = requests
        return part
    }

    private mutating func compileTarget() -> TargetAddress? {
        switch plan.target.source {
        case .url(let text):
            problems.checkMarker(in: text, of: "the target")
            return requests.parse(text)
        case .environment(let name, let fallback):
            let value = environment[name].flatMap { $0.isEmpty ? nil : $0 }
            guard let text = value ?? fallback else {
                report(
                    .invalidTarget, "the environment variable \(name) is not set",
                    "set it to the target's URL, or give .environment a default")
                return nil
            }
            return requests.parse(text)
        }
    }

    // MARK: - Groups

    private mutating func compile(_ group: LoadGroup, number: Int, firstUser: Int64) {
        check(
            group.defaults,
            of: "\"\(group.displayName(number: number).printable)\" (\(group.location))")
        let defaults = group.defaults.over(plan.defaults)
        let entry = address
        groupRegisters = 0
        var flow = FlowCompiler(
            group, number: Int32(program.groups.count), defaults: defaults)
        flow.compile(into: &self)
        var compiled = ProgramGroup(
            group, name: group.displayName(number: number), firstUser: firstUser, entry: entry,
            drain: program.drainNanoseconds, limit: program.limitNanoseconds, seed: program.seed,
            pauseScale: plan.pauseScale)
        compiled.connectionsPerUser = group.steps.maxParallel
        compiled.exchangesPerUser = max(
            compiled.connectionsPerUser,
            group.steps.holdsScenario ? ProgramScenario.maxExchanges : 1)
        compiled.requestsPerIteration = group.steps.requestCount
        compiled.cookies = defaults.http.cookies ?? .kept
        compiled.connection = defaults.http.connection ?? .kept
        compiled.tokenIntervalNanoseconds = group.limit.map { 1e9 / $0.perSecond }
        compiled.defaults = defaults
        program.groups.append(compiled)
    }

    mutating func report(_ code: LoadTestError.Code, _ message: String, _ remedy: String) {
        problems.report(code, message, remedy)
    }
}

// MARK: - Parts of steps

extension ProgramCompiler {
    /// The address of the next instruction.
    var address: Int32 { Int32(program.instructions.count) }

    /// Writes an instruction and returns its place.
    @discardableResult
    mutating func emit(_ instruction: Instruction) -> Int {
        program.instructions.append(instruction)
        program.failureTargets.append(-1)
        return program.instructions.count - 1
    }

    /// The first of some registers that no other part of the group uses.
    mutating func registers(_ count: Int) -> Int32 {
        defer {
            groupRegisters += count
            program.registers = max(program.registers, groupRegisters)
        }
        return Int32(groupRegisters)
    }

    mutating func scenario(_ step: OpaqueStep) -> Int32 {
        problems.checkText(step.name, of: "the name of a scenario")
        let label = row(step.name, isTransaction: true)
        program.scenarios.append(
            ProgramScenario(name: step.name, label: label, content: step.content))
        return Int32(program.scenarios.count - 1)
    }

    mutating func transaction(_ transaction: Transaction) -> Int32 {
        problems.checkText(transaction.name, of: "the name of a transaction")
        let label = row(transaction.name, tags: transaction.tags, isTransaction: true)
        program.transactions.append(
            ProgramTransaction(
                label: label, includesPauses: transaction.includesPauses,
                register: registers(ProgramTransaction.registers)))
        return Int32(program.transactions.count - 1)
    }

    mutating func condition(_ condition: SlotCondition) -> Int32 {
        program.conditions.append(
            ProgramCondition(
                slot: requests.registry.number(of: condition.slot.key), holds: condition.holds))
        return Int32(program.conditions.count - 1)
    }

    mutating func list(_ loop: ForEach) -> Int32 {
        let values: ProgramList.Values =
            switch loop.values {
            case .fixed(let values): .fixed(values)
            case .slot(let slot, let elements):
                .slot(requests.registry.number(of: slot.key), elements)
            }
        program.lists.append(
            ProgramList(values: values, slot: requests.registry.number(of: loop.slot)))
        return Int32(program.lists.count - 1)
    }

    mutating func emit(_ point: Rendezvous, group: Int32) {
        program.barriers.append(
            ProgramBarrier(
                users: point.users, limitNanoseconds: point.limit.wholeNanoseconds, group: group))
        emit(.rendezvous(barrier: Int32(program.barriers.count - 1)))
    }

    mutating func emit(_ feed: Feed) {
        if !feed.isWhole { problems.reportMember(feed.slotName, of: "Feed") }
        let number =
            feederNumbers[feed.feeder.key]
            ?? {
                feeders.append(rows(of: feed.feeder))
                feederNumbers[feed.feeder.key] = Int32(feeders.count - 1)
                return Int32(feeders.count - 1)
            }()
        program.feeds.append(
            ProgramFeed(feeder: number, slot: requests.registry.number(of: feed.slot)))
        emit(.feed(Int32(program.feeds.count - 1)))
    }
}

extension Steps {
    /// The maximum requests that a user sends at once.
    fileprivate var maxParallel: Int {
        nodes.reduce(1) { found, node in
            let inside = node.children.map(\.maxParallel).max() ?? 1
            if case .parallel(let parallel) = node { return max(found, parallel.samplers.count) }
            return max(found, inside)
        }
    }
}
