import CLoadTestingSystem
import Testing

@testable import LoadTestingCore

/// Threads of a server as they were seen one after the other.
@Suite struct ThreadSamplesTests {
    private func thread(
        _ identifier: Int32, _ state: Int, ran: Double = 0, waited: Double = 0, turns: Int64 = 0,
        lock: UInt64 = 0
    ) -> clt_thread {
        clt_thread(
            identifier: identifier, state: Int32(state), lock: lock,
            ran_nanoseconds: Int64(ran * 1e9), waited_nanoseconds: Int64(waited * 1e9),
            turns: turns)
    }

    /// Takes samples a tenth of a second apart.
    private func use(_ samples: [[clt_thread]], process: Int32 = 1) throws -> ThreadUse {
        var sum = ThreadSamples()
        for (index, threads) in samples.enumerated() {
            sum.add([(process, threads)], at: Int64(index) * 100_000_000)
        }
        let use = sum.take()
        return try #require(use)
    }

    @Test func `threads that have not run lately are idle, and are left out`() throws {
        let samples = (0..<10).map { index in
            [
                thread(1, CLT_THREAD_POLL, turns: Int64(index)),
                thread(2, CLT_THREAD_LOCK, turns: 7, lock: 1),
                thread(3, CLT_THREAD_LOCK, turns: Int64(2 * index), lock: 1),
            ]
        }
        let use = try use(samples)
        // In the first sample nothing is known of any yet.
        #expect(use.states == [.poll: 0.9, .lock: 0.9])
        #expect(use.loopStates == [.poll: 1] && use.lockWaiters == 0.9)
    }

    @Test func `a loop is a thread that polls, or the one that does most of the work`() throws {
        // The main thread wakes up now and then, and serves nobody.
        let main = { (index: Int) in thread(1, CLT_THREAD_SLEEP, turns: Int64(index)) }
        let loop = try use(
            (0..<10).map { [main($0), thread(2, CLT_THREAD_SOCKET, turns: Int64(40 * $0))] })
        #expect(loop.loopStates == [.socket: 1])
        // One that was seen to poll is a loop for ever, and no other one is beside it.
        let blocked = try use(
            (0..<10).map {
                [
                    main($0),
                    thread(
                        2, $0 == 0 ? CLT_THREAD_POLL : CLT_THREAD_DISK, turns: Int64($0)),
                    thread(3, CLT_THREAD_SLEEP, turns: Int64(90 * $0)),
                ]
            })
        #expect(blocked.loopStates == [.disk: 1])
        // Four that share the work are no loops.
        let pool = try use(
            (0..<10).map { index in
                [main(index)]
                    + (2...5).map { thread($0, CLT_THREAD_SLEEP, turns: Int64(40 * index)) }
            })
        #expect(pool.loopStates.isEmpty)
    }

    @Test func `only those that wait for the same lock count as its waiters`() throws {
        let samples = (0..<11).map { index in
            (1...6).map { number in
                thread(
                    number, CLT_THREAD_LOCK, turns: Int64(index),
                    lock: number <= 4 ? 0xabc : UInt64(number))
            }
        }
        let use = try use(samples)
        #expect(abs(use.lockWaiters - 4.0 * 10 / 11) < 1e-9)
    }

    @Test func `the busiest thread is the one that asked most for a processor`() throws {
        let samples = (0...10).map { index in
            let second = Double(index) / 10
            return [
                thread(1, CLT_THREAD_POLL, ran: 0.3 * second, turns: Int64(index)),
                thread(
                    2, CLT_THREAD_RUNNING, ran: 0.25 * second, waited: 0.5 * second,
                    turns: Int64(index)),
            ]
        }
        let busiest = try #require(use(samples).busiest)
        #expect(abs(busiest.ran - 0.25) < 1e-9 && abs(busiest.demand - 0.75) < 1e-9)
        #expect(abs(busiest.allWaited - 0.5) < 1e-9)
    }

    @Test func `less than a second says nothing of the busiest`() throws {
        let samples = (0...9).map { [thread(1, CLT_THREAD_RUNNING, ran: Double($0))] }
        #expect(try use(samples).busiest == nil)
    }

    @Test func `what was taken is not taken again`() {
        var sum = ThreadSamples()
        sum.add([(1, [thread(1, CLT_THREAD_POLL)])], at: 0)
        let (first, second) = (sum.take(), sum.take())
        #expect(first != nil && second == nil)
    }

    @Test func `each state of a thread has a level over the whole time`() throws {
        var accumulator = ServerUseAccumulator(zero: 0)
        var observation = ServerObservation(nanoseconds: 0, processes: [.made(1)], roots: [1])
        accumulator.add(observation)
        observation.nanoseconds = 1_000_000_000
        observation.threads = ThreadUse(
            states: [.lock: 3], loopStates: [.poll: 1], lockWaiters: 2,
            busiest: ThreadUse.Busiest(ran: 0.5, demand: 0.75, allWaited: 1))
        observation.upstreams = [5_432: 0.25]
        observation.sockets = SocketCounts()
        observation.sockets?.unread = 4
        observation.sockets?.connectionsByPort = [5_432: 5]
        observation.sockets?.awaitingByPort = [:]
        accumulator.add(observation)
        let rest = accumulator.takeRest()
        let use = try #require(rest.first?.use)
        #expect(use[.threadsIn(.lock)]?.mean == 3 && use[.threadsIn(.disk)]?.mean == 0)
        #expect(use[.loopsIn(.poll)]?.mean == 1 && use[.lockWaiters]?.mean == 2)
        #expect(use[.busiestThread]?.mean == 0.5 && use[.busiestThreadDemand]?.mean == 0.75)
        #expect(use[.processorWait]?.mean == 1 && use[.upstreamCPU(port: 5_432)]?.mean == 0.25)
        #expect(use[.unread]?.mean == 4 && use[.awaiting(port: 5_432)]?.mean == 0)
    }

    @Test func `counts of the machine are rates since they were last read`() throws {
        var accumulator = ServerUseAccumulator(zero: 0)
        var observation = ServerObservation(nanoseconds: 0, processes: [.made(1)], roots: [1])
        observation.signs = SystemSigns(listenOverflows: 100, diskPressure: 1)
        accumulator.add(observation)
        observation.signs = nil
        observation.nanoseconds = 500_000_000
        accumulator.add(observation)
        observation.signs = SystemSigns(listenOverflows: 104, diskPressure: 1.5)
        observation.nanoseconds = 1_000_000_000
        accumulator.add(observation)
        let rest = accumulator.takeRest()
        let use = try #require(rest.first?.use)
        #expect(use[.listenOverflows]?.integral == 4 && use[.diskPressure]?.mean == 0.5)
        #expect(use[.retransmissions] == nil)
    }
}
