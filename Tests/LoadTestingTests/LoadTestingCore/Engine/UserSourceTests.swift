import Testing

@testable import LoadTestingCore

@Suite struct UserSourceTests {
    private let program = Program.made(of: [
        .made(users: 10, ramp: 1_000),
        .made(users: 1, start: 250),
        .made(users: 7, ramp: 100, start: 500),
        .made(users: 5, start: 250),
    ])

    @Test(arguments: [1, 2, 3, 7])
    func `over all loops each user starts exactly once, in due order, at its ramp's instant`(
        loops: Int
    ) {
        var users: Set<Int64> = []
        for loop in 0..<loops {
            var source = UserSource(program, loop: loop, loops: loops)
            var last = Int64.min
            while let start = source.take(upTo: .max / 8) {
                #expect(users.insert(start.user).inserted)
                #expect(Int(start.user) % loops == loop)
                #expect(start.due >= last)
                last = start.due
                let group = program.groups[Int(start.group)]
                let index = Int(start.user - group.firstUser)
                #expect(0..<group.users ~= index)
                #expect(
                    start.due == group.startNanoseconds
                        + Int64(index) * group.rampNanoseconds / Int64(group.users))
            }
            #expect(source.nextDue == .max)
            #expect(source.unstarted == 0)
        }
        #expect(users == Set(0..<23))
    }

    @Test func `nobody starts before the time has come`() {
        var source = UserSource(program, loop: 0, loops: 1)
        #expect(source.nextDue == 0)
        #expect(source.take(upTo: -1) == nil)
        #expect(source.take(upTo: 0)?.user == 0)
        #expect(source.nextDue == 100)
        #expect(source.take(upTo: 99) == nil)
        #expect(source.take(upTo: 250)?.user == 1)
        #expect(source.take(upTo: 250)?.user == 2)
        #expect(source.take(upTo: 250)?.user == 10)
    }

    @Test func `who is late keeps the instant at which it was due`() {
        var source = UserSource(program, loop: 0, loops: 1)
        let dues = (0..<3).map { _ in source.take(upTo: 100_000)?.due }
        #expect(dues == [0, 100, 200])
    }

    @Test(arguments: [1, 2, 3, 7])
    func `users whose group has ended never start and are counted`(loops: Int) {
        let program = Program.made(of: [
            .made(users: 10, ramp: 1_000, end: 450), .made(users: 4, ramp: 4_000, end: 10_000),
        ])
        var (started, unstarted) = (0, 0)
        for loop in 0..<loops {
            var source = UserSource(program, loop: loop, loops: loops)
            for now in stride(from: Int64(0), through: 5_000, by: 50) {
                while source.take(upTo: now) != nil { started += 1 }
            }
            unstarted += source.unstarted
        }
        #expect(started == 9)
        #expect(unstarted == 5)
    }

    @Test(arguments: [1, 3])
    func `all users can be given up at once`(loops: Int) {
        var (started, unstarted) = (0, 0)
        for loop in 0..<loops {
            var source = UserSource(program, loop: loop, loops: loops)
            if source.take(upTo: 0) != nil { started += 1 }
            source.retireAll()
            #expect(source.nextDue == .max)
            #expect(source.take(upTo: .max / 8) == nil)
            unstarted += source.unstarted
        }
        #expect(started == 1)
        #expect(unstarted == 22)
    }

    @Test func `a loop without users ends at once`() {
        let source = UserSource(Program.made(of: [.made(users: 2)]), loop: 2, loops: 3)
        #expect(source.nextDue == .max)
    }
}
