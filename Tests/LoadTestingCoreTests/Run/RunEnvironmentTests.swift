import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct RunEnvironmentTests {
    @Test(
        arguments: [
            (nil, false, false), ("", false, false), ("on", true, false), ("ON", true, false),
            ("1", true, false), ("true", true, false), ("yes", true, false), ("off", false, true),
            ("Off", false, true), ("0", false, true), ("false", false, true), ("no", false, true),
        ] as [(String?, Bool, Bool)])
    func `LOADTESTING switches load tests`(value: String?, isOn: Bool, isOff: Bool) throws {
        let environment = try environment(["LOADTESTING": value])
        #expect(environment.isOn == isOn && environment.isOff == isOff)
    }

    @Test(
        arguments: [
            (nil, 1), ("", 1), ("1", 1), ("0.01", 0.01), ("1e-3", 0.001), ("1000", 1_000),
        ] as [(String?, Double)])
    func `LOADTESTING_SCALE is a number above 0`(value: String?, scale: Double) throws {
        #expect(try environment(["LOADTESTING_SCALE": value]).scale == scale)
    }

    @Test(arguments: ["0", "-1", "nan", "inf", "1000.1", "1 %", "a\nb", "0,5", " 1"])
    func `another scale is refused with its value`(value: String) {
        let error = #expect(throws: LoadTestError.self) {
            try environment(["LOADTESTING_SCALE": value])
        }
        #expect(error?.code == .invalidEnvironment && error?.test == "t")
        #expect(
            error?.problems.map { "\($0.message): \($0.remedy)" } == [
                "LOADTESTING_SCALE is \"\(value.printable)\": use a number above 0 and at most "
                    + "1,000, such as 0.01"
            ])
    }

    @Test func `a scale stated in code holds where the variable is unset`() throws {
        #expect(try RunEnvironment([:], test: "t", scale: 0.5).scale == 0.5)
        let set = ["LOADTESTING_SCALE": "0.1"]
        #expect(try RunEnvironment(set, test: "t", scale: 0.5).scale == 0.1)
        let error = #expect(throws: LoadTestError.self) {
            try RunEnvironment([:], test: "t", scale: -1)
        }
        #expect(error?.code == .invalidPlan)
        #expect(error?.problems.map(\.message) == ["the scale is -1.0"])
    }

    @Test(arguments: ["offf", "maybe", "2", "a\nb"])
    func `another switch is refused with its value, together with a wrong scale`(value: String) {
        let error = #expect(throws: LoadTestError.self) {
            try environment(["LOADTESTING": value, "LOADTESTING_SCALE": "x"])
        }
        #expect(
            error?.problems.map { "\($0.message): \($0.remedy)" } == [
                "LOADTESTING is \"\(value.printable)\": use on or off, or unset it",
                "LOADTESTING_SCALE is \"x\": use a number above 0 and at most 1,000, such as 0.01",
            ])
    }

    /// Every variable, with values that mean nothing; what each wants is its remedy.
    @Test(arguments: [
        ("LOADTESTING", ["maybe", "2", "onn", " on", "y"], "on or off"),
        ("LOADTESTING_DEBUG", ["maybe", "2", "-1", "debug", "true "], "on or off"),
        ("LOADTESTING_SCALE", ["0", "-1", "half", "1001", "nan", "10%"], "above 0"),
        ("LOADTESTING_PAUSES", ["-1", "none", "1001", "nan", "inf"], "from 0 to 1,000"),
        ("LOADTESTING_WAIT", ["-1", "1h", "60 s", "nan", "1e9"], "seconds"),
    ]) func `a value that means nothing is refused with what it means`(
        name: String, values: [String], remedy: String
    ) {
        for value in values {
            let error = #expect(throws: LoadTestError.self) { try environment([name: value]) }
            #expect(error?.code == .invalidEnvironment)
            #expect(error?.problems.count == 1)
            #expect(error?.problems.first?.message == "\(name) is \"\(value)\"")
            #expect(error?.problems.first?.remedy.contains(remedy) == true)
        }
        #expect(throws: Never.self) { try environment([name: ""]) }
    }

    @Test(arguments: [("on", true), ("1", true), ("TRUE", true), ("off", false), ("0", false)])
    func `LOADTESTING_DEBUG is on or off`(value: String, isDebug: Bool) throws {
        #expect(try environment(["LOADTESTING_DEBUG": value]).isDebug == isDebug)
    }

    @Test func `LOADTESTING_WAIT is seconds, an hour by default`() throws {
        #expect(try environment([:]).longestWait == .seconds(3_600))
        #expect(try environment(["LOADTESTING_WAIT": "0.5"]).longestWait == .milliseconds(500))
    }

    @Test func `a name that is none of ours is noticed, those of others are not`() throws {
        let names = ["LOADTESTING_DEBG": "1", "LOADTESTINGS": "", "LOAD": "1", "LOADTESTING": "on"]
        #expect(try environment(names).unknown == ["LOADTESTINGS", "LOADTESTING_DEBG"])
    }

    @Test func `all variables are kept for targets`() throws {
        #expect(try environment(["TARGET_URL": "http://h"]).variables["TARGET_URL"] == "http://h")
    }

    private func environment(_ variables: [String: String?]) throws -> RunEnvironment {
        try RunEnvironment(variables.compactMapValues(\.self), test: "t")
    }
}

/// RULES 9: scales users and rampUp (at least 1 user) and leaves loops and pauses.
@Suite struct ScaledPlanTests {
    private let plan = LoadTest("t", target: "http://h", seed: 5) {
        ThreadGroup("a", users: 10_000, rampUp: .seconds(100), loops: 100) {
            HTTPGet("/")
            Pause(.seconds(1))
        }
        ThreadGroup(
            users: 3, rampUp: .milliseconds(10), duration: .seconds(9), startAfter: .seconds(2)
        ) { HTTPGet("/") }
        expect(p99 < .seconds(1))
    }

    @Test func `users and ramp-up shrink together, everything else stays`() {
        let scaled = plan.scaled(by: 0.01)
        #expect(scaled.groups.map(\.users) == [100, 1])
        #expect(scaled.groups.map(\.rampUp) == [.seconds(1), .microseconds(100)])
        #expect(scaled.groups.map(\.loops) == [100, nil])
        #expect(scaled.groups.map(\.duration) == [nil, .seconds(9)])
        #expect(scaled.groups.map(\.startAfter) == [.zero, .seconds(2)])
        #expect(scaled.groups.map(\.steps.nodes.count) == [2, 1])
        #expect(scaled.budgets == plan.budgets && scaled.seed == 5)
    }

    @Test(
        arguments: [
            (1, 0.001, 1), (3, 0.5, 2), (2, 0.74, 1), (2, 0.75, 2), (10, 1.5, 15),
            (7, 1, 7), (Int.max, 0.5, 1_000_000_000), (Int.max, 1_000, 1_000_000_000),
        ]
            as [(Int, Double, Int)])
    func `users are rounded, at least one remains`(users: Int, scale: Double, scaled: Int) {
        let plan = LoadTest("t", target: "http://h") { ThreadGroup(users: users) { HTTPGet("/") } }
        #expect(plan.scaled(by: scale).groups[0].users == scaled)
    }

    @Test func `arrivals and shapes shrink, their times stay but for ramps of users`() {
        let plan = LoadTest("t", target: "http://h") {
            ArrivalGroup(
                .ramp(from: .perSecond(10), to: .perSecond(100), over: .seconds(2)),
                .steps(from: .perSecond(100), by: .perSecond(50), count: 3, each: .seconds(1)),
                maxUsers: 40
            ) { HTTPGet("/") }
            ThreadGroup(.ramp(to: 50, over: .seconds(10)), .step(to: 3, for: .seconds(4))) {
                HTTPGet("/")
            }
        }.scaled(by: 0.1)
        guard case .arrivals(let arrivals) = plan.groups[0].work,
            case .shape(let segments) = plan.groups[1].work
        else {
            Issue.record("\(plan.groups)")
            return
        }
        #expect(
            arrivals.segments == [
                .ramp(from: .perSecond(1), to: .perSecond(10), over: .seconds(2)),
                .steps(from: .perSecond(10), by: .perSecond(5), count: 3, each: .seconds(1)),
            ])
        #expect(arrivals.maxUsers == 4)
        #expect(
            segments == [
                .ramp(to: 5, over: .seconds(1)), .step(to: 1, for: .seconds(4)),
            ])
        #expect(plan.groups.map(\.plannedUsers) == [40, 50])
    }

    @Test func `rules on rates are left out, others stay`() {
        let plan = LoadTest("t", target: "http://h") {
            ThreadGroup(users: 10, duration: .seconds(9)) { HTTPGet("/") }
            abortWhen(throughput(over: .seconds(1)) < .perSecond(20))
            abortWhen(errorRate > .percent(50))
        }
        #expect(plan.scaled(by: 0.1).abortRules == Array(plan.abortRules[1...]))
        #expect(plan.scaled(by: 1).abortRules == plan.abortRules)
    }

    /// A search judges each load that it makes; a debugging run is no load to judge.
    @Test func `a level is another load that is judged, a scale is not`() async throws {
        let plan = LoadTest("t", target: "http://h") {
            ThreadGroup(users: 4, rampUp: .seconds(1), duration: .seconds(9)) { HTTPGet("/") }
            ArrivalGroup("b", rate: .perSecond(10), for: .seconds(1)) { HTTPGet("/") }
            abortWhen(throughput(over: .seconds(1)) < .perSecond(20))
            expect(throughput > .perSecond(1))
        }
        let twice = plan.atLevel(2)
        #expect(twice.groups[0].users == 8 && twice.groups[0].rampUp == .seconds(2))
        #expect(twice.abortRules == plan.abortRules && twice.budgets == plan.budgets)
        #expect(plan.atLevel(2).atLevel(1.5).level == 3)
        #expect(plan.level == 1 && plan.scaled(by: 2).level == 1)
    }

    @Test func `what is wrong stays wrong`() {
        let plan = LoadTest("t", target: "http://h") {
            ThreadGroup(users: 0, rampUp: .seconds(-1)) { HTTPGet("/") }
            ThreadGroup(users: -3) { HTTPGet("/") }
            ThreadGroup(users: 4, rampUp: .seconds(-1)) { HTTPGet("/") }
        }
        let scaled = plan.scaled(by: 0.5)
        #expect(scaled.groups.map(\.users) == [0, -3, 2])
        #expect(scaled.groups.map { $0.rampUp < .zero } == [true, false, true])
    }

    @Test func `a ramp-up beyond all clocks does not trap`() {
        let plan = LoadTest("t", target: "http://h") {
            ThreadGroup(users: 1, rampUp: .seconds(Int64.max)) { HTTPGet("/") }
        }
        #expect(plan.scaled(by: 1_000).groups[0].rampUp > .seconds(1e9))
    }
}

@Suite struct LivePortTests {
    @Test(
        arguments: [
            (nil, nil), ("", nil), ("off", nil), ("0", nil), ("1", 5_665), ("on", 5_665),
            ("1024", 1_024), ("65535", 65_535),
        ] as [(String?, Int?)])
    func `LOADTESTING_LIVE is a switch or a port`(value: String?, port: Int?) throws {
        var variables: [String: String] = [:]
        variables["LOADTESTING_LIVE"] = value
        #expect(try RunEnvironment(variables, test: "t").livePort == port)
    }

    @Test(arguments: ["2", "80", "65536", "-1", "live", "8080x"])
    func `another port is refused with its value`(value: String) {
        let error = #expect(throws: LoadTestError.self) {
            try RunEnvironment(["LOADTESTING_LIVE": value], test: "t")
        }
        #expect(
            error?.problems.map { "\($0.message): \($0.remedy)" } == [
                "LOADTESTING_LIVE is \"\(value)\": use on, off or a port from 1024 to 65535"
            ])
    }
}
