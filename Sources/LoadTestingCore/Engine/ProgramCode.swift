/// A program's instructions and groups at fixed addresses, as loops read them: an array would cost
/// a retain and a bounds check per step in debug builds.
struct ProgramCode: ~Copyable {
    let instructions: UnsafeMutablePointer<Instruction>
    /// The instruction at which a user resumes when a sample has failed, by instruction; -1 for the
    /// next one.
    let failureTargets: UnsafeMutablePointer<Int32>
    let groups: UnsafeMutablePointer<GroupLimits>
    let groupCount: Int
    let seed: UInt64
    let conditions: [ProgramCondition]
    let lists: [ProgramList]
    let choices: [ProgramChoice]
    let orders: [ProgramOrder]
    let transactions: [ProgramTransaction]

    /// The limits of a group that the steps of its users need.
    struct GroupLimits: BitwiseCopyable {
        var iterations: Int64
        var entry: Int32
        /// No step starts from here on, nanoseconds since the run's start.
        var end: Int64
        /// The end of the load, nanoseconds since the run's start; exchanges that end later belong
        /// to the drain.
        var loadEnd: Int64
        /// Whether there is work between two iterations.
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
