/// A program's instructions and groups at fixed addresses, as loops read them: an array would cost
/// a retain and a bounds check per step in debug builds.
struct ProgramCode: ~Copyable {
    let instructions: UnsafeMutablePointer<Instruction>
    /// Where a user goes on when a sample of an instruction has failed, -1 for the next one.
    let failureTargets: UnsafeMutablePointer<Int32>
    let groups: UnsafeMutablePointer<GroupLimits>
    let groupCount: Int
    let seed: UInt64
    let conditions: [ProgramCondition]
    let lists: [ProgramList]
    let choices: [ProgramChoice]
    let orders: [ProgramOrder]
    let transactions: [ProgramTransaction]

    /// What a user's step needs to know of its group.
    struct GroupLimits: BitwiseCopyable {
        var iterations: Int64
        var entry: Int32
        /// No step starts from here on, nanoseconds since the run's start.
        var end: Int64
        /// When the load ends, nanoseconds since the run's start; what ends later is drain.
        var loadEnd: Int64
        /// Whether something has to be put in order between two iterations.
        var hasIterationEnds: Bool
    }

    init(_ program: Program) {
        let count = program.instructions.count
        instructions = .allocate(capacity: count)
        failureTargets = .allocate(capacity: count)
        for (index, instruction) in program.instructions.enumerated() {
            (instructions + index).initialize(to: instruction)
            let target = program.failureTargets.indices.contains(index)
            (failureTargets + index).initialize(to: target ? program.failureTargets[index] : -1)
        }
        groupCount = program.groups.count
        groups = .allocate(capacity: groupCount)
        for (index, group) in program.groups.enumerated() {
            (groups + index).initialize(
                to: GroupLimits(
                    iterations: group.iterations, entry: group.entry, end: group.endNanoseconds,
                    loadEnd: group.loadEndNanoseconds,
                    hasIterationEnds: !program.slots.isEmpty
                        || group.cookies == .clearedEachIteration
                        || group.connection == .perIteration))
        }
        seed = program.seed
        conditions = program.conditions
        lists = program.lists
        choices = program.choices
        orders = program.orders
        transactions = program.transactions
    }

    deinit {
        instructions.deallocate()
        failureTargets.deallocate()
        groups.deallocate()
    }
}
