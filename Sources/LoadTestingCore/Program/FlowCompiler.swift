import LoadTestingMacrosFree

/// Turns the steps of a group into flat instructions with jumps.
///
/// Writes into the program of a `ProgramCompiler`; independent of the execution of the steps.
struct FlowCompiler {
    /// The surroundings of a step.
    struct Scope: Hashable {
        /// Open transactions, the outermost first.
        var transactions: [Int32] = []
        /// The number of the innermost retry, -1 for none.
        var retry = -1
    }

    /// A retry and its surroundings.
    private struct RetryScope {
        var register: Int32
        /// The address at which an attempt begins.
        var start: Int32
        var outer: Scope
    }

    let group: LoadGroup
    let number: Int32
    let defaults: SamplerDefaults
    private var retries: [RetryScope] = []
    /// Instructions whose failures leave a transaction or retry, with their surroundings.
    private var guarded: [(instruction: Int, scope: Scope)] = []
    /// The addresses at which retries are left after their last attempts.
    private var retryEnds: [Int32] = []

    init(_ group: LoadGroup, number: Int32, defaults: SamplerDefaults) {
        self.group = group
        self.number = number
        self.defaults = defaults
    }

    /// Writes the group's iteration and the targets of its failures.
    mutating func compile(into target: inout ProgramCompiler) {
        compile(group.steps, Scope(), &target)
        target.emit(.endIteration)
        var pads: [Scope: Int32] = [:]
        for place in guarded {
            target.program.failureTargets[place.instruction] = failureTarget(
                for: place.scope, pads: &pads, &target)
        }
    }

    mutating func compile(_ steps: Steps, _ scope: Scope, _ target: inout ProgramCompiler) {
        for node in steps.nodes { compile(node, scope, &target) }
    }

    private mutating func compile(
        _ node: StepNode, _ scope: Scope, _ target: inout ProgramCompiler
    ) {
        switch node {
        case .sample(let sampler): sample(sampler, scope, &target)
        case .parallel(let parallel): self.parallel(parallel, scope, &target)
        case .opaque(let step): scenario(step, scope, &target)
        case .pause(let time): target.emitPause(time)
        case .pace(let pace): target.emitPace(pace)
        case .rendezvous(let point): target.emit(point, group: number)
        case .feed(let feed): target.emit(feed)
        case .sequence(let steps): compile(steps, scope, &target)
        case .loop(let loop): self.loop(loop, scope, &target)
        case .repeatWhile(let loop): self.loop(loop, scope, &target)
        case .during(let during): self.during(during, scope, &target)
        case .branch(let branch): self.branch(branch, scope, &target)
        case .forEach(let loop): self.loop(loop, scope, &target)
        case .once(let steps): once(steps, scope, &target)
        case .mix(let mix): self.mix(mix, scope, &target)
        case .randomOrder(let steps): randomOrder(steps, scope, &target)
        case .retry(let retry): self.retry(retry, scope, &target)
        case .transaction(let transaction): self.transaction(transaction, scope, &target)
        case .stopUser: target.emit(.stopUser)
        case .stopTest: target.emit(.stopTest(byError: false))
        }
    }

    // MARK: - Samples

    private mutating func sample(
        _ sampler: any Sampler, _ scope: Scope, _ target: inout ProgramCompiler
    ) {
        guard let instruction = target.sample(sampler, defaults: defaults) else { return }
        emitGuarded(instruction, scope, &target)
    }

    private mutating func parallel(
        _ parallel: Parallel, _ scope: Scope, _ target: inout ProgramCompiler
    ) {
        emitGuarded(
            target.samples(of: parallel.samplers, defaults: defaults), scope, &target)
    }

    private mutating func scenario(
        _ step: OpaqueStep, _ scope: Scope, _ target: inout ProgramCompiler
    ) {
        emitGuarded(.scenario(target.scenario(step)), scope, &target)
    }

    private mutating func emitGuarded(
        _ instruction: Instruction, _ scope: Scope, _ target: inout ProgramCompiler
    ) {
        if group.limit != nil {
            for _ in 0..<tokens(of: instruction) { target.emit(.takeToken) }
        }
        if group.errorAction != .continue || scope.retry >= 0 {
            guarded.append((instruction: target.program.instructions.count, scope: scope))
        }
        target.emit(instruction)
    }

    /// The number of requests that an instruction takes of its group's limit.
    private func tokens(of instruction: Instruction) -> Int32 {
        switch instruction {
        case .parallel(_, let count): count
        // Its requests take their tokens one by one.
        case .scenario: 0
        default: 1
        }
    }

    // MARK: - Failures

    /// The address at which a user resumes when a sample has failed: open transactions are counted,
    /// then comes the next attempt, or the group's action.
    private func failureTarget(
        for scope: Scope, pads: inout [Scope: Int32], _ target: inout ProgramCompiler
    ) -> Int32 {
        if let pad = pads[scope] { return pad }
        let pad = target.address
        pads[scope] = pad
        let isRetry = scope.retry >= 0
        let kept = isRetry ? retries[scope.retry].outer.transactions.count : 0
        for transaction in scope.transactions.dropFirst(kept).reversed() {
            target.emit(.endTransaction(transaction))
        }
        guard isRetry else {
            target.emit(action)
            return pad
        }
        let retry = retries[scope.retry]
        target.emit(.countDown(register: retry.register, target: retry.start))
        let jump = target.emit(.jump(to: retryEnds[scope.retry]))
        if group.errorAction != .continue || retry.outer.retry >= 0 {
            let outer = failureTarget(for: retry.outer, pads: &pads, &target)
            target.program.instructions[jump] = .jump(to: outer)
        }
        return pad
    }

    private var action: Instruction {
        switch group.errorAction {
        case .continue, .nextIteration: .endIteration
        case .stopUser: .stopUser
        case .stopTest: .stopTest(byError: true)
        }
    }

    private mutating func retry(
        _ retry: Retry, _ scope: Scope, _ target: inout ProgramCompiler
    ) {
        let register = target.registers(1)
        target.emit(.set(register: register, value: Int64(retry.attempts)))
        var inside = scope
        inside.retry = retries.count
        let number = retries.count
        retries.append(RetryScope(register: register, start: target.address, outer: scope))
        retryEnds.append(0)
        compile(retry.body, inside, &target)
        retryEnds[number] = target.address
    }

    private mutating func transaction(
        _ transaction: Transaction, _ scope: Scope, _ target: inout ProgramCompiler
    ) {
        let number = target.transaction(transaction)
        target.emit(.beginTransaction(number))
        var inside = scope
        inside.transactions.append(number)
        compile(transaction.body, inside, &target)
        target.emit(.endTransaction(number))
    }
}
