import LoadTestingCore
import Testing

@Suite struct ProgramCompilerTests {
    @Test func `a group becomes flat instructions that end the iteration`() throws {
        let program = try compile {
            ThreadGroup(users: 2, loops: 3) {
                HTTPGet("/a")
                Pause(.milliseconds(10) ... .milliseconds(20))
                HTTPPost("/b", body: "x")
            }
            ThreadGroup(users: 1) { HTTPGet("/a") }
        }
        #expect(
            program.instructions.map(\.text) == [
                "exchange 0", "pause 10000000...20000000", "exchange 1", "end", "exchange 2", "end",
            ])
        #expect(program.groups.map(\.entry) == [0, 4])
    }

    @Test func `rows are numbered in the order of the plan, a label in each group once`() throws {
        let program = try compile {
            ThreadGroup(users: 1) {
                HTTPGet("/a?page=1")
                HTTPGet("/a?page=2")
                HTTPGet("/b").named("login")
                HTTPGet("/c#part")
                HTTPPost("/a")
            }
            ThreadGroup(users: 1) { HTTPGet("/b").named("login") }
        }
        #expect(program.rows.labels == ["GET /a", "login", "GET /c", "POST /a"])
        #expect(program.requests.map(\.label) == [0, 0, 1, 2, 3, 4])
    }

    @Test func `users are numbered over all groups`() throws {
        let program = try compile {
            ThreadGroup("a", users: 3) { HTTPGet("/") }
            ThreadGroup(users: 5) { HTTPGet("/") }
            ThreadGroup("c", users: 1) { HTTPGet("/") }
        }
        #expect(program.groups.map(\.firstUser) == [0, 3, 8])
        #expect(program.groups.map(\.name) == ["a", "Thread Group 2", "c"])
        #expect(program.users == 9)
    }

    @Test func `iterations, ramp, start and end follow the rules`() throws {
        let groups = try compile {
            ThreadGroup(users: 1) { HTTPGet("/") }
            ThreadGroup(users: 1, loops: 7) { HTTPGet("/") }
            ThreadGroup(users: 1, rampUp: .seconds(1), duration: .seconds(9)) { HTTPGet("/") }
            ThreadGroup(users: 1, loops: 7, duration: .seconds(9), startAfter: .seconds(2)) {
                HTTPGet("/")
            }
            ThreadGroup(users: 1, duration: .seconds(7_200)) { HTTPGet("/") }
        }.groups
        let hour: Int64 = 3_600_000_000_000
        #expect(groups.map(\.iterations) == [1, 7, .max, 7, .max])
        #expect(groups.map(\.endNanoseconds) == [hour, hour, 9_000_000_000, 11_000_000_000, hour])
        let ramps = groups.compactMap { group in
            if case .ramp(let ramp) = group.schedule { ramp } else { nil }
        }
        #expect(ramps.map(\.startNanoseconds) == [0, 0, 0, 2_000_000_000, 0])
        #expect(ramps.map(\.rampNanoseconds) == [0, 0, 1_000_000_000, 0, 0])
    }

    @Test func `what concerns the whole run is passed on`() throws {
        let plan = LoadTest(
            "run", target: "http://127.0.0.1", allowing: .hosts("a"), seed: 9, limit: .seconds(5),
            drain: .seconds(2), stopsWhenDead: false
        ) { ThreadGroup(users: 1) { HTTPGet("/") } }
        let program = try ProgramCompiler.compile(plan, environment: [:])
        #expect(program.name == "run")
        #expect(program.seed == 9)
        #expect(program.policy == .hosts("a"))
        #expect(program.limitNanoseconds == 5_000_000_000)
        #expect(program.drainNanoseconds == 2_000_000_000)
        #expect(!program.stopsWhenDead)
    }

    @Test func `time-outs are 30 s by default and at least a millisecond`() throws {
        let program = try compile {
            ThreadGroup(users: 1) {
                HTTPGet("/")
                HTTPGet("/").timeout(.milliseconds(1_500))
                HTTPGet("/").timeout(.microseconds(1_999))
            }
        }
        #expect(program.requests.map(\.timeoutMilliseconds) == [30_000, 1_500, 1])
    }

    @Test func `the number of planned requests is known unless a group has no end`() throws {
        let counted = try compile {
            ThreadGroup(users: 10, loops: 5) {
                HTTPGet("/a")
                Pause(.seconds(1))
                HTTPGet("/b")
            }
            ThreadGroup(users: 3) { HTTPGet("/a") }
        }
        #expect(counted.plannedRequests == 103)
        let timed = try compile {
            ThreadGroup(users: 10, loops: 5) { HTTPGet("/a") }
            ThreadGroup(users: 3, duration: .seconds(1)) { HTTPGet("/a") }
        }
        #expect(timed.plannedRequests == nil)
    }

    @Test func `more planned requests than can be counted are not known`() throws {
        let program = try compile {
            for _ in 0..<3 { ThreadGroup(users: 1, loops: .max - 1) { HTTPGet("/a") } }
        }
        #expect(program.plannedRequests == nil)
    }

    @Test func `only idempotent requests may be sent again`() throws {
        let program = try compile {
            ThreadGroup(users: 1) {
                HTTPGet("/")
                HTTPHead("/")
                HTTPPut("/")
                HTTPDelete("/")
                HTTPOptions("/")
                HTTPPost("/")
                HTTPPatch("/")
                HTTPSampler(method: "PROPFIND", "/")
                HTTPSampler(method: "get", "/")
            }
        }
        #expect(
            program.requests.map(\.isIdempotent)
                == [true, true, true, true, true, false, false, false, false])
    }

    @Test func `a target of the environment is read when compiled, else its default is taken`()
        throws
    {
        func origin(_ target: LoadTarget, _ environment: [String: String]) throws -> String {
            let plan = LoadTest("t", target: target) { ThreadGroup(users: 1) { HTTPGet("/") } }
            return try ProgramCompiler.compile(plan, environment: environment).origins[0].authority
        }
        let target = LoadTarget.environment("TARGET_URL", default: "http://a:1")
        #expect(try origin(target, ["TARGET_URL": "http://b:2"]) == "b:2")
        #expect(try origin(target, ["TARGET_URL": ""]) == "a:1")
        #expect(try origin(target, [:]) == "a:1")
        #expect(try origin(.environment("TARGET_URL"), ["TARGET_URL": "http://b:2"]) == "b:2")
    }

    private func compile(
        @LoadTestBuilder _ elements: () -> LoadTestElements
    ) throws(LoadTestError) -> Program {
        try ProgramCompiler.compile(
            LoadTest("test", target: "http://127.0.0.1:8000", elements: elements), environment: [:])
    }
}

extension Instruction {
    fileprivate var text: String {
        switch self {
        case .exchange(let request): "exchange \(request)"
        case .pause(.uniform(let shortest, let longest)): "pause \(shortest)...\(longest)"
        case .suspend: "suspend"
        case .jump(let target): "jump \(target)"
        case .endIteration: "end"
        default: "\(self)"
        }
    }
}
