import CLoadTestingSystem
import LoadTesting
import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// A cancelled run ends at once, keeps what it has, and leaves nothing open.
    @Suite(.timeLimit(.minutes(1))) struct Cancellations {
        /// In which phase a run is cancelled.
        enum Phase: CaseIterable {
            case ramp, steady, drain
        }

        private func plan(_ phase: Phase, _ server: ScriptedServer) -> LoadTest {
            LoadTest("cancelled", target: server.url) {
                switch phase {
                case .ramp:
                    ThreadGroup(users: 1_000, rampUp: .seconds(50), loops: 1_000) {
                        HTTPGet("/")
                        Pause(.milliseconds(10))
                    }
                case .steady:
                    ThreadGroup(users: 20, duration: .seconds(50)) {
                        HTTPGet("/")
                        Pause(.zero ... .milliseconds(10))
                    }
                case .drain:
                    ThreadGroup(users: 20, duration: .milliseconds(200)) {
                        HTTPGet("/")
                        HTTPGet("/never")
                    }
                }
            }
        }

        private func server() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                if request.target != "/never" { connection.reply() }
            }
        }

        /// Waits until a user has had an answer, and its group has come to the phase.
        private func reach(_ phase: Phase, _ server: ScriptedServer) async throws {
            // The second request of a connection follows an answer.
            #expect(
                await eventually(within: .seconds(20)) {
                    server.requests.contains { $0.ordinal > 1 }
                })
            // Longer than the load of 200 ms: a longer wait changes nothing.
            if phase == .drain { try await Task.sleep(for: .milliseconds(300)) }
        }

        @Test(arguments: Phase.allCases, [1, 2])
        func resultKeepsWhatWasMeasured(_ phase: Phase, loops: Int) async throws {
            let server = try server()
            let plan = plan(phase, server)
            let begun = ContinuousClock.now
            let run = Task { try await measure(plan, loops: loops) }
            try await reach(phase, server)
            let cancelled = ContinuousClock.now
            run.cancel()
            let result = try await run.value
            #expect(cancelled.duration(to: .now) < .seconds(2))
            #expect(result.snapshot.end == .cancelled)
            #expect(result.wasAborted)
            #expect(result.verdict == .failed)
            #expect(result.requests > 0)
            #expect(result.errors == 0)
            #expect(result.snapshot.abandonedExchanges <= 20)
            if phase == .drain { #expect(result.snapshot.abandonedExchanges == 20) }
            if phase == .ramp { #expect(result.snapshot.unstartedUsers > 900) }
            #expect(result.duration < begun.duration(to: .now))
            // Every request that the server saw is either counted or said to be given up.
            let seen = server.requests.count
            #expect(seen <= result.requests + result.snapshot.abandonedExchanges)
            #expect(await eventually { server.openConnectionCount == 0 })
        }

        @Test(arguments: Phase.allCases)
        func runThrowsCancellation(_ phase: Phase) async throws {
            let server = try server()
            let plan = plan(phase, server)
            let run = Task { try await plan.run(recording: .nothing) }
            try await Task.sleep(for: .milliseconds(400))
            run.cancel()
            await #expect(throws: CancellationError.self) { try await run.value }
        }

        @Test func cancelledBeforeItStartsSendsNothing() async throws {
            let server = try server()
            let plan = plan(.steady, server)
            let run = Task {
                while !Task.isCancelled { await Task.yield() }
                return try await plan.run(recording: .nothing)
            }
            run.cancel()
            await #expect(throws: CancellationError.self) { try await run.value }
            #expect(server.requests.isEmpty)
        }

        @Test func twentyRunsLeaveNeitherDescriptorNorThread() async throws {
            let server = try server()
            let plan = plan(.steady, server)
            var first = plan
            first.groups[0].loops = 1
            _ = try await measure(first)
            #expect(await eventually { server.openConnectionCount == 0 })
            // Tests beside this one open hundreds for a while; a leak would be 40 each time.
            var isClean = false
            for _ in 0..<5 where !isClean {
                let before = clt_open_descriptors()
                try await cancelTwentyRuns(of: plan)
                isClean = await eventually { clt_open_descriptors() < before + 20 }
            }
            #expect(isClean)
            #expect(await eventually { loadThreads() == 0 })
        }

        private func cancelTwentyRuns(of plan: LoadTest) async throws {
            for round in 0..<20 {
                let run = Task { try await measure(plan, loops: 1 + round % 2) }
                try await Task.sleep(for: .milliseconds(40))
                run.cancel()
                _ = try await run.value
            }
        }
    }
}
