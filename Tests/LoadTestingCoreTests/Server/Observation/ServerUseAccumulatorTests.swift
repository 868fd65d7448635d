import CLoadTesting
import Testing

@testable import LoadTestingCore

@Suite struct ServerTallyTests {
    private func look(
        at seconds: Double, _ processes: clt_process_use..., scraped: [ScrapedSample] = []
    ) -> ServerLook {
        ServerLook(
            nanoseconds: 1_000_000_000 + Int64(seconds * 1e9), processes: processes, roots: [1],
            scraped: scraped)
    }

    /// What looks make of each second; the run begins at 1 s of the clock.
    private func seconds(_ looks: ServerLook...) -> [Int: ServerUse] {
        var tally = ServerTally(zero: 1_000_000_000)
        for look in looks { tally.add(look) }
        return Dictionary(uniqueKeysWithValues: tally.takeRest().map { ($0.second, $0.use) })
    }

    @Test func `what was used is shared among the seconds that it was used in`() throws {
        let seconds = seconds(
            look(at: 0, .made(1)), look(at: 0.75, .made(1, user: 0.75)),
            look(at: 1.75, .made(1, user: 1, system: 0.25)))
        let first = try #require(seconds[0]?[.cpu])
        let second = try #require(seconds[1]?[.cpu])
        #expect(abs(first.integral - 0.875) < 1e-9 && abs(first.seconds - 1) < 1e-9)
        #expect(abs(second.integral - 0.375) < 1e-9 && abs(second.seconds - 0.75) < 1e-9)
        #expect(first.peak == 1 && second.peak == 0.5)
        #expect(seconds.count == 2)
    }

    @Test func `the means of a server that ended are of its life`() throws {
        let ended = clt_process_use.made(1, user: 0.5, hasEnded: true)
        let use = try #require(
            seconds(
                look(at: 0, .made(1, memory: 10)), look(at: 0.5, .made(1, user: 0.25, memory: 10)),
                look(at: 0.75, ended), look(at: 1, ended))[0])
        #expect(use[.memory]?.seconds == 0.5 && use[.memory]?.mean == 10)
        #expect(use[.cpu]?.seconds == 0.75 && use[.cpu]?.integral == 0.5)
        #expect(use[.processes]?.seconds == 0.5)
    }

    @Test func `half a second makes a peak of a rate, less does not`() throws {
        let short = seconds(look(at: 0, .made(1)), look(at: 0.4, .made(1, user: 0.4)))
        #expect(short[0]?[.cpu]?.peak == nil && short[0]?[.cpu]?.mean == 1)
        let long = seconds(look(at: 0, .made(1)), look(at: 0.5, .made(1, user: 0.25)))
        #expect(long[0]?[.cpu]?.peak == 0.5)
    }

    @Test func `a peak is that of the looks that make half a second together`() throws {
        let all = seconds(
            look(at: 0, .made(1)), look(at: 0.25, .made(1, user: 0.25)),
            look(at: 0.5, .made(1, user: 0.25)), look(at: 0.75, .made(1, user: 0.5)),
            look(at: 1, .made(1, user: 0.75)), look(at: 1.25, .made(1, user: 0.75)))
        #expect(all[0]?[.cpu]?.peak == 1 && all[0]?[.cpu]?.mean == 0.75)
        #expect(all[1]?[.cpu]?.peak == 0.5)
    }

    @Test func `what a look does not have is compared with the last that has it`() throws {
        var looks = [
            look(at: 0, .made(1)), look(at: 0.25, .made(1)), look(at: 0.5, .made(1)),
        ]
        looks[0].processes[0].voluntary_switches = 100
        looks[1].processes[0].voluntary_switches = -1
        looks[2].processes[0].voluntary_switches = 150
        let use = try #require(seconds(looks[0], looks[1], looks[2])[0])
        #expect(use[.voluntarySwitches]?.mean == 100)
        #expect(use[.voluntarySwitches]?.seconds == 0.5)
    }

    @Test func `a sample has the time at which it was read`() throws {
        let sample = { (value: Double, seconds: Double) in
            ScrapedSample(
                name: "total", value: value, isCounter: true,
                nanoseconds: 1_000_000_000 + Int64(seconds * 1e9))
        }
        let all = seconds(
            look(at: 0.5, .made(1), scraped: [sample(0, 0.01)]),
            look(at: 1.1, .made(1), scraped: [sample(100, 1.01)]),
            look(at: 2.4, .made(1), scraped: [sample(200, 2.01)]))
        for second in 0...1 {
            let level = try #require(all[second]?[.scraped("total")])
            #expect(abs((level.mean ?? 0) - 100) < 1e-6)
        }
        #expect(abs((all[1]?[.scraped("total")]?.peak ?? 0) - 100) < 1e-6)
    }

    @Test func `processes are summed, and each is kept`() throws {
        var tally = ServerTally(zero: 1_000_000_000)
        tally.add(look(at: 0, .made(1, memory: 10, files: 3), .made(2, parent: 1, memory: 20)))
        tally.add(
            look(
                at: 0.5, .made(1, user: 0.1, memory: 10, files: 3, threads: 2),
                .made(2, parent: 1, user: 0.25, memory: 40, files: 9, threads: 5)))
        tally.add(look(at: 1, .made(1, user: 0.2, memory: 10, files: 3, threads: 2)))
        let use = try #require(tally.take().first?.use)
        #expect(use[.memory]?.peak == 50 && use[.openFiles]?.peak == 12)
        #expect(use[.threads]?.peak == 7)
        let records = tally.roster.records
        #expect(records.map(\.identifier) == [1, 2])
        #expect(records[1].userSeconds == 0.25 && records[1].seconds == 0.5)
        #expect(records[1].peakMemoryBytes == 40 && records[1].peakOpenFiles == 9)
        #expect(records[1].hasEnded && !records[0].hasEnded)
        #expect(tally.roster.ended.map(\.identifier) == [2])
    }

    @Test func `workers are those that came of a root at first, and later ones of their name`() {
        var tally = ServerTally(zero: 1_000_000_000)
        var looks = [
            look(
                at: 0, .made(1, name: "master"), .made(2, parent: 1, name: "worker"),
                .made(3, parent: 2, name: "helper")),
            look(
                at: 1, .made(1, name: "master"), .made(4, parent: 1, name: "worker"),
                .made(5, parent: 1, name: "grep")),
            look(at: 2, .made(1, name: "master")),
        ]
        looks[1].ends = [2: .code(0), 3: .code(1)]
        looks[2].ends = [4: .signal(11), 5: .code(1)]
        for look in looks { tally.add(look) }
        #expect(tally.roster.ended.map(\.identifier) == [2, 4])
        #expect(tally.roster.ended.map(\.exit) == [.code(0), .signal(11)])
    }

    @Test func `who is recycled again and again is kept with the last of them`() {
        var tally = ServerTally(zero: 1_000_000_000)
        for number in 0..<Int32(200) {
            tally.add(
                look(at: Double(number), .made(1, name: "m"), .made(2 + number, name: "worker")))
        }
        #expect(tally.roster.ended.count == 199 && tally.roster.records.count == 64)
        #expect(tally.roster.records.first?.identifier == 1)
        #expect(tally.roster.records.last?.identifier == 201)
    }

    @Test func `memory that was there between two looks is in the peak`() throws {
        let use = try #require(
            seconds(
                look(at: 0, .made(1, memory: 10, peak: 90)),
                look(at: 0.5, .made(1, memory: 12, peak: 90)),
                look(at: 0.9, .made(1, memory: 11, peak: 200)))[0])
        #expect(use[.memory]?.peak == 200)
        #expect((use[.memory]?.mean ?? 0) < 13)
        let calm = try #require(
            seconds(
                look(at: 0, .made(1, memory: 10, peak: 90)),
                look(at: 0.5, .made(1, memory: 12, peak: 90)))[0])
        #expect(calm[.memory]?.peak == 12, "a peak before the run is none of the run")
    }

    @Test func `bytes that were counted are a rate, whose integral is exact`() throws {
        let use = try #require(
            seconds(
                look(at: 0, .made(1, written: 5_000)),
                look(at: 0.5, .made(1, written: 6_000), .made(2, written: 500)))[0])
        #expect(use[.diskWritten]?.mean == 3_000 && use[.diskWritten]?.integral == 1_500)
    }

    @Test func `a gauge is a value, a counter is its rise a second, from a restart on too`() {
        func gauge(_ value: Double) -> ScrapedSample {
            ScrapedSample(name: "pool", value: value, isCounter: false)
        }
        func counter(_ value: Double) -> ScrapedSample {
            ScrapedSample(name: "total", value: value, isCounter: true)
        }
        let seconds = seconds(
            look(at: 0, .made(1), scraped: [gauge(5), counter(100)]),
            look(at: 1, .made(1), scraped: [gauge(2), counter(150)]),
            look(at: 2, .made(1), scraped: [gauge(4), counter(30)]))
        #expect(seconds[0]?[.scraped("pool")]?.peak == 5)
        #expect(seconds[0]?[.scraped("pool")]?.mean == 2)
        #expect(seconds[1]?[.scraped("pool")]?.mean == 4)
        #expect(seconds[0]?[.scraped("total")]?.mean == 50)
        #expect(seconds[1]?[.scraped("total")]?.mean == 30)
    }

    @Test func `throttling is a rate, and a kill for want of memory has its time`() {
        var tally = ServerTally(zero: 1_000_000_000)
        var looks = [look(at: 0, .made(1)), look(at: 1, .made(1)), look(at: 2, .made(1))]
        looks[0].cgroup = CgroupUse(throttledSeconds: 3, outOfMemoryKills: 1)
        looks[1].cgroup = CgroupUse(throttledSeconds: 3.25, outOfMemoryKills: 1)
        looks[2].cgroup = CgroupUse(throttledSeconds: 3.25, outOfMemoryKills: 2)
        for look in looks { tally.add(look) }
        #expect(tally.takeRest().map { $0.use[.throttled]?.integral } == [0.25, 0])
        #expect(tally.outOfMemoryKills == [2_000_000_000])
    }

    @Test func `a second is handed over once, when it is over`() {
        var tally = ServerTally(zero: 1_000_000_000)
        tally.add(look(at: 0, .made(1)))
        tally.add(look(at: 0.9, .made(1)))
        #expect(tally.take().isEmpty)
        tally.add(look(at: 1.4, .made(1)))
        #expect(tally.take().map(\.second) == [0])
        #expect(tally.take().isEmpty)
        #expect(tally.takeRest().map(\.second) == [1])
    }

    @Test func `the machine is told by the share of its capacity`() throws {
        var looks = [look(at: 0), look(at: 1)]
        looks[0].machine = MachineTime(capacity: 100, busy: 50, stolen: 0, coreBusy: [30, 20])
        looks[1].machine = MachineTime(capacity: 102, busy: 51.5, stolen: 0, coreBusy: [31, 20.5])
        let use = try #require(seconds(looks[0], looks[1])[0])
        #expect(use[.machineCPU]?.mean == 1.5)
        #expect(use[.core(0)]?.mean == 1 && use[.core(1)]?.mean == 0.5)
        #expect(use[.cpu] == nil, "no server is watched")
    }
}
