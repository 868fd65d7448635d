/// A program's instructions and groups at fixed addresses, as loops read them: an array would cost
/// a retain and a bounds check per step in debug builds.
struct ProgramCode: ~Copyable {
    let instructions: UnsafeMutablePointer<Instruction>
    let groups: UnsafeMutablePointer<GroupLimits>
    let seed: UInt64

    /// What a user's step needs to know of its group.
    struct GroupLimits: BitwiseCopyable {
        var iterations: Int64
        var entry: Int32
        /// No step starts from here on, nanoseconds since the run's start.
        var end: Int64
    }

    init(_ program: Program) {
        instructions = .allocate(capacity: program.instructions.count)
        for (index, instruction) in program.instructions.enumerated() {
            (instructions + index).initialize(to: instruction)
        }
        groups = .allocate(capacity: program.groups.count)
        for (index, group) in program.groups.enumerated() {
            (groups + index).initialize(
                to: GroupLimits(
                    iterations: group.iterations, entry: group.entry, end: group.endNanoseconds))
        }
        seed = program.seed
    }

    deinit {
        instructions.deallocate()
        groups.deallocate()
    }
}
