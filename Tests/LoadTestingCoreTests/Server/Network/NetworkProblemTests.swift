import LoadTesting
import LoadTestingCore
import Testing

@testable import TestServers

@Suite struct NetworkProblemTests {
    @Test(arguments: [
        (Network(latency: .milliseconds(-1)), "latency is -1 ms: use zero to one day"),
        (
            Network(latency: .milliseconds(4), jitter: .milliseconds(6)),
            "jitter is 6 ms with a latency of 4 ms"
        ),
        (Network(bandwidth: .kilobytesPerSecond(0)), "bandwidth is 0 bit/s: use 8 bit/s"),
        (Network(bandwidth: Bandwidth(bitsPerSecond: .nan)), "bandwidth is nan bit/s"),
    ])
    func `a network that means nothing is refused`(network: Network, message: String) {
        let error = #expect(throws: LoadTestError.self) { try network.relay(toPort: 8_000) }
        #expect(error?.code == .invalidNetwork)
        #expect(error?.description.contains(message) == true)
    }

    @Test(arguments: [
        ("127.0.0.1:8000", LoadTestError.Code.invalidTarget, "has no scheme"),
        ("http:///path", .invalidTarget, "has no host"),
        ("tcp://127.0.0.1", .invalidTarget, "has no port"),
        ("http://127.0.0.1:http", .invalidTarget, "has the port \"http\""),
        ("http://127.0.0.1:70000", .invalidNetwork, "the port to relay to is 70000"),
        ("http://nowhere.invalid:80", .unresolvedTarget, "nowhere.invalid does not resolve"),
        ("postgres://me:secret@8.8.8.8/shop", .targetNotAllowed, "neither local nor private"),
        ("postgres://me:secret@127.0.0.1:x/shop", .invalidTarget, "has the port \"x\""),
    ])
    func `a target that cannot be relayed to is refused`(
        url: String, code: LoadTestError.Code, message: String
    ) throws {
        let error = #expect(throws: LoadTestError.self) { try Network().relay(to: url) }
        let found = try #require(error)
        #expect(found.code == code)
        #expect(found.description.contains(message))
        #expect(!found.description.contains("secret"))
    }

    @Test func `a port is one`() {
        for port in [-1, 0, 65_536] {
            let error = #expect(throws: LoadTestError.self) { try Network().relay(toPort: port) }
            #expect(error?.description.contains("the port to relay to is \(port)") == true)
        }
    }

    @Test(arguments: [
        (Toxic.latency(.seconds(-1)), "latency is -1 s"),
        (.latency(.seconds(1), jitter: .seconds(2)), "jitter is 2 s with a latency of 1 s"),
        (.bandwidth(.kilobitsPerSecond(-1)), "bandwidth is -1 kbit/s"),
        (.slicer(size: 0), "slices have 0 bytes"),
        (.slicer(size: 5, variation: 5), "slices of 5 bytes vary by 5"),
        (.slicer(size: 5, delay: .seconds(-1)), "the delay of slices is -1 s"),
        (.timeout(after: .seconds(100_000)), "the time until a timeout is 100,000 s"),
        (.reset(after: .seconds(-1)), "the time until a reset is -1 s"),
        (.limit(bytes: -1), "a limit is -1 bytes"),
        (.slowClose(.seconds(-1)), "the delay of a close is -1 s"),
        (.reset().affecting(.percent(101)), "a toxic affects 101 % of the connections"),
    ])
    func `a toxic that means nothing is refused`(toxic: Toxic, message: String) throws {
        let relay = try Network().relay(toPort: 8_000)
        let error = #expect(throws: LoadTestError.self) { try relay.add(toxic, named: "wrong") }
        #expect(error?.code == .invalidNetwork)
        #expect(error?.description.hasPrefix(message) == true)
        #expect(relay.toxics.isEmpty)
    }

    @Test func `there are at most 32 toxics, the network's own included`() throws {
        let relay = try Network(latency: .milliseconds(1)).relay(toPort: 8_000)
        for index in 1...30 { try relay.add(.latency(.zero), named: "\(index)") }
        let error = #expect(throws: LoadTestError.self) {
            try relay.add(.latency(.zero), named: "31")
        }
        #expect(error?.description.contains("has 32 toxics: remove one") == true)
        // In place of another there is room.
        try relay.add(.reset(), named: "30")
        relay.removeAll()
        #expect(relay.toxics.isEmpty)
    }

    @Test func `a URL keeps everything but host and port`() throws {
        let relay = try Network().relay(to: "postgres://me:pass@127.0.0.1/shop?sslmode=off")
        #expect(relay.url == "postgres://me:pass@127.0.0.1:\(relay.port)/shop?sslmode=off")
        #expect(relay.description.hasSuffix("to 127.0.0.1:5432 (0 ms)"))
        let secure = try Network().relay(to: "https://localhost/")
        #expect(secure.url == "https://localhost:\(secure.port)/")
        let six = try Network().relay(to: "http://[::1]:8000")
        #expect(six.url == "http://127.0.0.1:\(six.port)")
    }

    @Test func `a server behind a relay is still the one that is watched`() throws {
        let server = ServerUnderTest.inProcess("http://127.0.0.1:8000/base")
        let target = try Network().relay(to: server).loadTarget
        #expect(target.system == server.loadTarget.system && target.system != nil)
        #expect(target != server.loadTarget && "\(target)".hasSuffix("/base"))
    }

    @Test func `a network says what it is`() {
        let network = Network(
            latency: .milliseconds(20), jitter: .milliseconds(5),
            bandwidth: .megabitsPerSecond(10))
        #expect("\(network)" == "20 ms ± 5 ms, 10 Mbit/s")
        #expect(network.bandwidth == .kilobitsPerSecond(10_000))
        #expect(network.bandwidth == .megabytesPerSecond(1.25))
    }
}
