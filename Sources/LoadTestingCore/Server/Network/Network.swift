public import LoadTestingMacrosFree

/// A network that is not loopback, between a load test and its server, or between an application
/// and its database.
///
/// ```swift
/// let network = Network(latency: .milliseconds(20), bandwidth: .megabitsPerSecond(10))
/// let far = try network.relay(to: server)
/// try await LoadTest("from afar", target: far) { … }.run()
///
/// let database = try Network(latency: .milliseconds(5)).relay(toPort: 5432)
/// // DATABASE_HOST=127.0.0.1, DATABASE_PORT=database.port in the application's environment
/// ```
///
/// It is a value; ``relay(to:allowing:)`` starts a process that behaves like it.
///
/// ``latency`` is the time that `ping` would show: each round trip takes so much longer, half of it
/// each way. A new connection costs one round trip more, since TCP's set-up is one: the relay
/// accepts a connection at once, and bytes that its client sends before that round trip is over
/// wait for it. So the time shows as time to first byte, not as connect. TCP's slow start is not
/// imitated: a reply of any length takes one round trip, and its length at the bandwidth.
public struct Network: Hashable, Sendable {
    /// The time added to each round trip.
    public var latency: Duration
    /// The maximum variation of a round trip.
    public var jitter: Duration
    /// The rate that each connection can carry in each direction; `nil` is no limit.
    public var bandwidth: Bandwidth?

    /// Describes a network; wrong values are reported when a relay is started.
    ///
    /// - Parameters:
    ///   - latency: the time added to each round trip, half of it each way; zero to one day.
    ///     Default zero.
    ///   - jitter: the maximum variation of a round trip, evenly in ± half of it each way; at most
    ///     `latency`. Default zero.
    ///   - bandwidth: of each connection on its own, in each direction; at least 8 bit/s. Default:
    ///     no limit.
    public init(
        latency: Duration = .zero, jitter: Duration = .zero, bandwidth: Bandwidth? = nil
    ) {
        self.latency = latency
        self.jitter = jitter
        self.bandwidth = bandwidth
    }

    /// Starts a relay to a server or to the listener at a URL.
    ///
    /// - Parameters:
    ///   - target: a server, or a URL such as `http://127.0.0.1:8000` or
    ///     `postgres://app@127.0.0.1:5432/shop`. It need not listen yet.
    ///   - policy: the hosts that may be relayed to. Default: loopback and private addresses.
    /// - Returns: a relay that can be loaded like the target itself, and is stopped when the last
    ///   reference to it, or to a plan with it, is released.
    /// - Throws: `LoadTestError` when a value of the network is invalid, the URL lacks host or
    ///   port, the host does not resolve or may not be loaded, or the system refuses the process.
    public func relay(
        to target: some LoadTargetConvertible, allowing policy: TargetPolicy = .localAndPrivate
    ) throws -> Relay {
        let target = target.loadTarget
        let address = try RelayAddress(parsing: RelayAddress.url(of: target))
        return try relay(to: address, target: target, allowing: policy)
    }

    /// Starts a relay to a port.
    ///
    /// - Parameters:
    ///   - port: 1 … 65535. Nothing need listen on it yet.
    ///   - host: a name or an address. Default 127.0.0.1.
    ///   - policy: the hosts that may be relayed to. Default: loopback and private addresses.
    /// - Throws: as ``relay(to:allowing:)``.
    public func relay(
        toPort port: Int, host: String = "127.0.0.1",
        allowing policy: TargetPolicy = .localAndPrivate
    ) throws -> Relay {
        try relay(to: RelayAddress(host: host, port: port), target: nil, allowing: policy)
    }

    private func relay(
        to address: RelayAddress, target: LoadTarget?, allowing policy: TargetPolicy
    ) throws -> Relay {
        guard problems.isEmpty else { throw LoadTestError(test: "", problems: problems) }
        return try Relay(
            to: address, at: address.resolved(allowing: policy), of: self, target: target)
    }
}

extension Network {
    /// The problems of its values, as written.
    private var problems: [LoadTestError.Problem] {
        Toxic.latency(latency, jitter: jitter).problems
            + (bandwidth.map { Toxic.bandwidth($0).problems } ?? [])
    }

    /// The toxics of a connection through the network.
    var toxics: [Toxic] {
        var toxics: [Toxic] = []
        if latency != .zero || jitter != .zero {
            toxics.append(.latency(latency / 2, jitter: jitter / 2, .both))
            toxics.append(Toxic(kind: .setUp(latency), direction: .both))
        }
        if let bandwidth { toxics.append(.bandwidth(bandwidth, .both)) }
        return toxics
    }
}

extension Network: CustomStringConvertible {
    /// The network for messages and reports, such as `20 ms ± 5 ms, 10 Mbit/s`.
    public var description: String {
        let spread = jitter == .zero ? "" : " ± \(jitter.text)"
        return latency.text + spread + (bandwidth.map { ", \($0)" } ?? "")
    }
}
