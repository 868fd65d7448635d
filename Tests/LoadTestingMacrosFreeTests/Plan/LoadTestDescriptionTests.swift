import LoadTestingMacrosFree
import Testing

@Suite struct LoadTestDescriptionTests {
    @Test func `the founding plan says what it offers`() {
        let plan = LoadTest("A million health checks", target: "http://127.0.0.1:8000") {
            ThreadGroup(users: 10_000, rampUp: .seconds(100), loops: 100) { HTTPGet("/health") }
            expect(p99 < .milliseconds(50))
            expect(errorRate < .percent(0.1), throughput > .perSecond(5_000))
        }
        #expect(
            plan.description == """
                load test "A million health checks" → http://127.0.0.1:8000
                  Thread Group 1: 10,000 users over 100 s, one every 10 ms, 100 iterations each
                    GET /health, time-out 30 s
                    offers up to 10,000/s requests: 100/s users × 100 requests
                  1,000,000 requests, at most 10,000 users active
                  expect p99 < 50 ms
                  expect errorRate < 0.1 %
                  expect throughput > 5,000/s
                  seed 1, at most 3,600 s
                """)
    }

    @Test func `arrivals, shapes and limits are said`() {
        let plan = LoadTest("open", target: "http://h", warmUp: .seconds(2)) {
            ArrivalGroup(
                .ramp(from: .perSecond(0), to: .perSecond(200), over: .seconds(2)),
                .hold(.perSecond(200), for: .seconds(5)).named("peak"),
                arrivals: .poisson, maxUsers: 50, connection: .perArrival
            ) { HTTPGet("/a") }
            ArrivalGroup("even", rate: .perSecond(5), for: .seconds(1)) { HTTPGet("/b") }
            ThreadGroup(.ramp(to: 20, over: .seconds(3)), .hold(for: .seconds(9))) {
                HTTPGet("/c")
            }
            .limit(.perSecond(7)).onError(.stopUser)
        }
        #expect(
            plan.description == """
                load test "open" → http://h
                  Arrival Group 1: Poisson arrivals, at most 50 users active, a connection each
                    ramp 0/s → 200/s over 2 s
                    hold 200/s for 5 s ("peak")
                    GET /a, time-out 30 s
                  even: arrivals
                    hold 5/s for 1 s
                    GET /b, time-out 30 s
                  Thread Group 3: users
                    ramp to 20 users over 3 s
                    hold for 9 s
                    at most 7/s requests
                    after a failed sample: the user ends
                    GET /c, time-out 30 s
                  as many users as arrive in a second and its pauses, at least 100
                  warm-up 2 s, not judged
                  seed 1, at most 3,600 s
                """)
    }

    @Test func `groups, pauses, bodies and times are said`() {
        let target = LoadTarget.environment("TARGET_URL", default: "http://127.0.0.1")
        let plan = LoadTest("shop", target: target, seed: 7, limit: .seconds(60)) {
            ThreadGroup("steady", users: 3, duration: .seconds(2), startAfter: .seconds(1)) {
                HTTPPost("/cart?x=1", json: ["a": 1]).named("add")
                Pause(.milliseconds(10))
                Pause(.seconds(1) ... .seconds(2))
            }
            ThreadGroup(users: 1) { HTTPGet("/").timeout(.milliseconds(1_500)) }
        }
        #expect(
            plan.description == """
                load test "shop" → $TARGET_URL (default http://127.0.0.1)
                  steady: 3 users at once after 1 s, until 2 s
                    add = POST /cart?x=1, application/json, time-out 30 s
                    pause 10 ms
                    pause 1 s to 2 s
                  Thread Group 2: 1 user at once, 1 iteration each
                    GET /, time-out 1.5 s
                  at most 4 users active
                  seed 7, at most 60 s
                """)
    }

    @Test func `no password is printed`() {
        let plan = LoadTest("secret", target: "http://me:canary@127.0.0.1/x?token=canary") {
            ThreadGroup(users: 1) {
                HTTPGet("http://me:canary@127.0.0.1/a@b")
                HTTPGet("http://me:canary@127.0.0.1/c").named("named")
            }
        }
        #expect(!plan.description.contains("canary"))
        #expect(plan.description.contains("GET http://…@127.0.0.1/a@b"))
    }
}
