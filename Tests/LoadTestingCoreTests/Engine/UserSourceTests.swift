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
                guard case .ramp(let ramp) = group.schedule else { continue }
                let index = Int(start.user - group.firstUser)
                #expect(0..<ramp.users ~= index)
                #expect(
                    start.due == ramp.startNanoseconds
                        + Int64(index) * ramp.rampNanoseconds / Int64(ramp.users))
                #expect(start.end == .max && start.ready == start.due)
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

    @Test(arguments: [1, 2, 3])
    func `arrivals begin by the clock; who finds no room waits for it and is told so`(loops: Int) {
        let program = Program.made(of: [.arrivals(12, every: 100, maxUsers: 3)])
        var (inTime, throttled, counts) = (0, 0, ArrivalCounts())
        for loop in 0..<loops {
            var source = UserSource(program, loop: loop, loops: loops)
            let room = program.groups[0].room(loop: loop, of: loops)
            for _ in 0..<room {
                let start = source.take(upTo: .max / 8)
                #expect(start.map { $0.ready == $0.due } == true)
                inTime += 1
            }
            #expect(source.nextDue == .max, "no room is left")
            #expect(source.take(upTo: .max / 8) == nil)
            source.release(group: 0, now: 550)
            while let start = source.take(upTo: .max / 8) {
                #expect(start.ready == max(start.due, 550))
                if start.ready > start.due { throttled += 1 } else { inTime += 1 }
                source.release(group: 0, now: 550)
            }
            counts.merge(source.arrivals)
        }
        #expect(inTime + throttled == 12 && throttled == 3)
        #expect(counts.planned == 12 && counts.started == 12 && counts.unstarted == 0)
        #expect(counts.throttled == Int64(throttled))
    }

    @Test func `arrivals that wait for room when their group ends are counted`() {
        let program = Program.made(of: [.arrivals(10, every: 100, maxUsers: 2, end: 1_000)])
        var source = UserSource(program, loop: 0, loops: 1)
        #expect(source.take(upTo: 999) != nil && source.take(upTo: 999) != nil)
        #expect(source.take(upTo: 999) == nil)
        source.release(group: 0, now: 1_000)
        #expect(source.take(upTo: 1_000) == nil)
        #expect(source.arrivals.started == 2 && source.arrivals.unstarted == 8)
        #expect(source.unstarted == 0, "these are no users of the closed kind")
        #expect(source.takeUnstarted(ofGroup: 0) == 8)
    }

    @Test func `users of a shape know when they have to end`() {
        let shape = UserShape([
            .ramp(to: 10, over: .nanoseconds(1_000)), .ramp(to: 0, over: .nanoseconds(1_000)),
        ])
        var program = Program.made(of: [.made()])
        program.groups[0].schedule = .shape(shape)
        program.groups[0].maxUsers = shape.peak
        program.groups[0].endNanoseconds = shape.endNanoseconds
        var source = UserSource(program, loop: 0, loops: 1)
        var ends: [Int64] = []
        while let start = source.take(upTo: 1_999) { ends.append(start.end) }
        #expect(ends.count == 10 && ends == ends.sorted().reversed(), "last in, first out")
        #expect(ends.allSatisfy { 1_000...2_000 ~= $0 })
    }

    @Test func `users of a shape wait where those before have left no place`() {
        let spike = [
            UserSegment.step(to: 2, for: .nanoseconds(10)), .step(to: 0, for: .nanoseconds(10)),
        ]
        let shape = UserShape(spike + spike + spike + spike)
        var program = Program.made(of: [.made()])
        program.groups[0].schedule = .shape(shape)
        program.groups[0].maxUsers = shape.peak
        program.groups[0].endNanoseconds = shape.endNanoseconds
        var source = UserSource(program, loop: 0, loops: 1)
        var dues: [Int64] = []
        for now in [5, 25, 45] as [Int64] {
            while let start = source.take(upTo: now) { dues.append(start.due) }
        }
        #expect(dues == [0, 0, 20, 20] && source.unstarted == 0)
        #expect(source.nextDue == .max)
        source.release(group: 0, now: 45)
        #expect(source.take(upTo: 45)?.due == 40, "late, and due when it was")
        source.release(group: 0, now: 55)
        #expect(source.take(upTo: 55)?.end == 50)
        #expect(source.unstarted == 1, "its time is over")
    }

    @Test func `a loop without users ends at once`() {
        let source = UserSource(Program.made(of: [.made(users: 2)]), loop: 2, loops: 3)
        #expect(source.nextDue == .max)
    }
}
