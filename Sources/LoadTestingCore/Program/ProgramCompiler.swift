import LoadTestingMacrosFree

/// Turns a plan into a program, or says everything that is wrong with it.
package struct ProgramCompiler {
    let plan: LoadTest
    private let environment: [String: String]
    /// The part of the plan that is being compiled: set-up, load, or tear-down.
    var program: Program
    var requests = RequestCompiler(target: nil)
    private var feederNumbers: [FeederKey: Int32] = [:]
    private var feeders: [ProgramFeeder] = []
    /// How many registers the group uses so far.
    private var groupRegisters = 0
    /// How many parts beside the load there are so far.
    private var partCount: Int64 = 0

    /// The longest run that the clocks are made for.
    static let longest = Duration.seconds(366 * 24 * 3_600)

    /// What helps where a duration is too short, or longer than any clock is made for.
    ///
    /// - Parameter least: what it has to be.
    static func remedy(for value: Duration, least: String = "more than zero") -> String {
        value > longest ? "use at most 366 days" : "use \(least)"
    }

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
        guard compiler.requests.problems.isEmpty else {
            throw LoadTestError(test: plan.name, problems: compiler.requests.problems)
        }
        return program
    }

    private init(plan: LoadTest, environment: [String: String]) {
        self.plan = plan
        self.environment = environment
        program = Program(name: plan.name)
    }

    // MARK: - Parts

    private mutating func compile() -> Program {
        let problems = requests.problems
        let target = compileTarget()
        let refusals = requests.problems
        requests = RequestCompiler(target: target)
        requests.problems = problems + refusals
        checkRun()
        let before = plan.setUps.map { part($0.body, named: "SetUp", limit: $0.limit, .stopTest) }
        let load = compileLoad()
        let after = plan.tearDowns.map { part($0.body, named: "TearDown", limit: $0.limit, .goOn) }
        checkSlots()
        var whole = finished(load)
        whole.trusted = plan.target.trusted.compactMap { certificates(in: $0) }
        whole.setUps = before.map(finished)
        whole.tearDowns = after.map(finished)
        whole.hideSecrets()
        return whole
    }

    private mutating func compileLoad() -> Program {
        begin(limit: plan.limit)
        var firstUser: Int64 = 0
        for (index, group) in plan.groups.enumerated() {
            check(group, named: group.displayName(number: index + 1))
            compile(group, number: index + 1, firstUser: firstUser)
            firstUser &+= program.groups[index].schedule.count
        }
        program.warmUpSeconds = Int(plan.warmUp.wholeSeconds)
        let holdsScenario = plan.groups.contains { $0.steps.holdsScenario }
        for budget in plan.budgets {
            check(budget, labels: program.labels, isComplete: !holdsScenario)
        }
        for rule in plan.abortRules {
            check(rule, labels: program.labels, isComplete: !holdsScenario)
        }
        program.stopsWhenDead = plan.stopsWhenDead
        program.abortRules = plan.abortRules
        checkWarmUp()
        checkSegmentNames()
        return program
    }

    /// Set-up or tear-down: one user, one iteration.
    private mutating func part(
        _ steps: Steps, named name: String, limit: Duration, _ errorAction: ErrorAction
    ) -> Program {
        begin(limit: limit)
        // Of its own: its user would draw what the load's first user draws.
        partCount += 1
        program.seed = RandomDraw.bits(
            seed: plan.seed.value, user: -2, iteration: partCount, draw: 0)
        if limit <= .zero || limit > Self.longest {
            report(.invalidPlan, "\(name) may take \(limit.text)", Self.remedy(for: limit))
        }
        let group = ThreadGroup(name, users: 1) { steps }.onError(errorAction).group
        checkSteps(of: group, at: name)
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
        part.slots = requests.slots.map { ProgramSlot(key: $0) }
        part.failures = requests.failures
        part.origins = requests.origins
        part.feeders = feeders
        part.requestCompiler = requests
        return part
    }

    private mutating func compileTarget() -> TargetAddress? {
        switch plan.target.source {
        case .url(let text):
            requests.checkMarker(in: text, of: "the target")
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
        compiled.connectionsPerUser = group.steps.mostParallel
        compiled.exchangesPerUser = max(
            compiled.connectionsPerUser,
            group.steps.holdsScenario ? ProgramScenario.mostExchanges : 1)
        compiled.requestsPerIteration = group.steps.requestCount
        compiled.cookies = defaults.cookies ?? .kept
        compiled.connection = defaults.connection ?? .kept
        compiled.turnNanoseconds = group.limit.map { 1e9 / $0.perSecond }
        compiled.defaults = defaults
        program.groups.append(compiled)
    }

    mutating func report(_ code: LoadTestError.Code, _ message: String, _ remedy: String) {
        requests.report(code, message, remedy)
    }
}

// MARK: - What steps are made of

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

    /// The first of some registers that nothing else of the group uses.
    mutating func registers(_ count: Int) -> Int32 {
        defer {
            groupRegisters += count
            program.registers = max(program.registers, groupRegisters)
        }
        return Int32(groupRegisters)
    }

    mutating func request(_ sampler: HTTPSampler, defaults: HTTPDefaults) -> Int32? {
        let label = number(of: sampler.label, isTransaction: false)
        guard let request = requests.compile(sampler, label: label, defaults: defaults) else {
            return nil
        }
        program.requests.append(request)
        return Int32(program.requests.count - 1)
    }

    mutating func scenario(_ step: OpaqueStep) -> Int32 {
        requests.checkText(step.name, of: "the name of a scenario")
        let label = number(of: step.name, isTransaction: true)
        program.scenarios.append(
            ProgramScenario(name: step.name, label: label, content: step.content))
        return Int32(program.scenarios.count - 1)
    }

    mutating func transaction(_ transaction: Transaction) -> Int32 {
        requests.checkText(transaction.name, of: "the name of a transaction")
        let label = number(of: transaction.name, isTransaction: true)
        program.transactions.append(
            ProgramTransaction(
                label: label, includesPauses: transaction.includesPauses,
                register: registers(ProgramTransaction.registers)))
        return Int32(program.transactions.count - 1)
    }

    mutating func condition(_ condition: SlotCondition) -> Int32 {
        program.conditions.append(
            ProgramCondition(
                slot: requests.number(of: condition.slot.key), holds: condition.holds))
        return Int32(program.conditions.count - 1)
    }

    mutating func list(_ loop: ForEach) -> Int32 {
        let values: ProgramList.Values =
            switch loop.values {
            case .fixed(let values): .fixed(values)
            case .slot(let slot, let elements): .slot(requests.number(of: slot.key), elements)
            }
        program.lists.append(ProgramList(values: values, slot: requests.number(of: loop.slot)))
        return Int32(program.lists.count - 1)
    }

    mutating func emit(_ point: Rendezvous, group: Int32) {
        program.meetingPoints.append(
            ProgramMeetingPoint(
                users: point.users, limitNanoseconds: point.limit.wholeNanoseconds, group: group))
        emit(.rendezvous(point: Int32(program.meetingPoints.count - 1)))
    }

    mutating func emit(_ feed: Feed) {
        if !feed.isWhole { requests.reportMember(feed.slotName, of: "Feed") }
        let number =
            feederNumbers[feed.feeder.key]
            ?? {
                feeders.append(rows(of: feed.feeder))
                feederNumbers[feed.feeder.key] = Int32(feeders.count - 1)
                return Int32(feeders.count - 1)
            }()
        program.feeds.append(
            ProgramFeed(feeder: number, slot: requests.number(of: feed.slot)))
        emit(.feed(Int32(program.feeds.count - 1)))
    }

    private mutating func number(of label: String, isTransaction: Bool) -> Int32 {
        if let index = program.labels.firstIndex(of: label) {
            if program.transactionLabels.contains(Int32(index)) != isTransaction {
                report(
                    .invalidPlan,
                    "\"\(label.printable)\" is the name of a request and of a transaction",
                    "give one of them another name")
            }
            return Int32(index)
        }
        program.labels.append(label)
        let number = Int32(program.labels.count - 1)
        if isTransaction { program.transactionLabels.insert(number) }
        return number
    }
}

extension Steps {
    /// The most requests that a user sends at once.
    fileprivate var mostParallel: Int {
        nodes.reduce(1) { most, node in
            let inside = node.children.map(\.mostParallel).max() ?? 1
            if case .parallel(let parallel) = node { return max(most, parallel.samplers.count) }
            return max(most, inside)
        }
    }
}
