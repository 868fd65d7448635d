@testable import LoadTestingCore

extension Program {
    /// A program of hand-made groups and instructions; group `n` begins at its own entry.
    static func made(
        of groups: [ProgramGroup], instructions: [Instruction] = [.endIteration],
        seed: UInt64 = 1, drain: Int64 = 0
    ) -> Program {
        var firstUser: Int64 = 0
        let numbered = groups.map { group in
            defer { firstUser += group.schedule.count }
            var copy = group
            copy.firstUser = firstUser
            copy.drainNanoseconds = group.schedule.isOpen ? 0 : drain
            return copy
        }
        var program = Program(name: "made")
        program.groups = numbered
        program.instructions = instructions
        program.seed = seed
        program.limitNanoseconds = .max / 4
        program.drainNanoseconds = drain
        return program
    }
}

extension ProgramGroup {
    static func made(
        users: Int = 1, ramp: Int64 = 0, start: Int64 = 0, iterations: Int64 = 1,
        end: Int64 = .max / 4, entry: Int32 = 0
    ) -> ProgramGroup {
        ProgramGroup(
            name: "made",
            schedule: .ramp(
                RampSchedule(users: users, rampNanoseconds: ramp, startNanoseconds: start)),
            maxUsers: users, firstUser: 0, iterations: iterations, endNanoseconds: end,
            entry: entry)
    }

    /// Arrivals at an even rate.
    static func arrivals(
        _ count: Int, every gap: Int64, maxUsers: Int, start: Int64 = 0, end: Int64 = .max / 4
    ) -> ProgramGroup {
        let schedule = ArrivalSchedule(
            [.hold(.perSecond(1e9 / Double(gap)), for: .nanoseconds(gap * Int64(count)))],
            seed: 1, startNanoseconds: start)
        return ProgramGroup(
            name: "made", schedule: .arrivals(schedule), maxUsers: maxUsers, firstUser: 0,
            iterations: 1, endNanoseconds: end, entry: 0)
    }
}

/// The registers and slots of one user.
final class TestMemory {
    let memory: UserMemory
    private let program: Program

    init(_ program: Program) {
        self.program = program
        let registers = UnsafeMutablePointer<Int64>.allocate(capacity: program.registers + 1)
        registers.initialize(repeating: 0, count: program.registers + 1)
        let slots = UnsafeMutablePointer<(any Sendable)?>.allocate(
            capacity: program.slots.count + 1)
        slots.initialize(repeating: nil, count: program.slots.count + 1)
        memory = UserMemory(registers: registers, slots: SlotMemory(values: slots))
    }

    deinit {
        memory.registers.deallocate()
        memory.slots.values.deinitialize(count: program.slots.count + 1)
        memory.slots.values.deallocate()
    }
}
