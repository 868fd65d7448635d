@testable import LoadTestingCore

extension Program {
    /// A program of hand-made groups and instructions; group `n` begins at its own entry.
    static func made(
        of groups: [ProgramGroup], instructions: [Instruction] = [.endIteration],
        seed: UInt64 = 1, drain: Int64 = 0
    ) -> Program {
        var firstUser: Int64 = 0
        let numbered = groups.map { group in
            defer { firstUser += Int64(group.users) }
            var copy = group
            copy.firstUser = firstUser
            return copy
        }
        return Program(
            name: "made", requests: [], labels: [], groups: numbered, instructions: instructions,
            origins: [], policy: .localAndPrivate, seed: seed, limitNanoseconds: .max / 4,
            drainNanoseconds: drain, stopsWhenDead: true)
    }
}

extension ProgramGroup {
    static func made(
        users: Int = 1, ramp: Int64 = 0, start: Int64 = 0, iterations: Int64 = 1,
        end: Int64 = .max / 4, entry: Int32 = 0
    ) -> ProgramGroup {
        ProgramGroup(
            name: "made", users: users, rampNanoseconds: ramp, startNanoseconds: start,
            firstUser: 0, iterations: iterations, endNanoseconds: end, entry: entry)
    }
}
