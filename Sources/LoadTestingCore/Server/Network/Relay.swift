import CLoadTestingSystem
public import LoadTestingMacrosFree
import Synchronization

/// A process that passes TCP connections on, and applies a ``Network`` and ``Toxic``s to them.
///
/// ```swift
/// let database = try Network(latency: .milliseconds(5)).relay(toPort: 5432)
/// // … the application connects to 127.0.0.1, database.port
/// database.isDown = true
/// ```
///
/// It listens on 127.0.0.1, is no part of the server that is watched, and ends with the test
/// process, however that ends. ``stop()`` or the end of the last reference ends it, too; a plan
/// with the relay as its target holds one. All members may be used from any thread, while the load
/// runs; a change is in force for every connection when the call returns.
public final class Relay: Sendable {
    /// The address that the relay listens on.
    public let host = "127.0.0.1"
    /// The port that the relay listens on.
    public let port: Int
    /// The target's URL through the relay; scheme, user and path are the target's.
    ///
    /// For a relay to a port, `http://127.0.0.1:` and the relay's port.
    public let url: String
    /// The network that the relay behaves like.
    public let network: Network
    /// The identifier of the relay's process.
    public let processID: Int32

    private let address: RelayAddress
    private let target: LoadTarget?
    private let state: Mutex<RelayState>

    init(
        to address: RelayAddress, at addresses: [clt_address], of network: Network,
        target: LoadTarget?
    ) throws(LoadTestError) {
        let state = try RelayState(to: address, at: addresses, own: network.toxics)
        self.address = address
        self.network = network
        self.target = target
        port = state.port
        url = address.url(throughPort: port)
        processID = state.process
        self.state = Mutex(state)
    }

    deinit { state.withLock { $0.destroy() } }

    /// Whether the process runs: it was not stopped and did not crash.
    public var isRunning: Bool { state.withLock { $0.isRunning } }

    /// The counts so far; they stay readable when the relay has ended.
    public var statistics: RelayStatistics { state.withLock { $0.statistics } }

    /// Ends the relay: its connections are closed and its port is free when this returns.
    ///
    /// Takes some milliseconds; a second call does nothing.
    public func stop() { state.withLock { $0.stop() } }
}

extension Relay {
    /// The toxics that were added, by name, without the network's own.
    public var toxics: [String: Toxic] { state.withLock { $0.added } }

    /// Adds a toxic to all connections, open ones included; one of the same name is replaced.
    ///
    /// - Parameters:
    ///   - toxic: the disturbance of connections in addition to the network.
    ///   - name: the name for its removal.
    /// - Throws: `LoadTestError` when a value of the toxic is invalid, there are too many (32), or
    ///   the relay has ended.
    public func add(_ toxic: Toxic, named name: String) throws {
        let problems = toxic.problems
        guard problems.isEmpty else { throw LoadTestError(test: "", problems: problems) }
        try state.withLock { state throws(LoadTestError) in try state.add(toxic, named: name) }
    }

    /// Removes a toxic that was added; false when there is none of that name.
    @discardableResult public func remove(_ name: String) -> Bool {
        state.withLock { $0.remove(name) }
    }

    /// Removes all toxics that were added; the network's own latency and bandwidth stay.
    public func removeAll() { state.withLock { $0.removeAll() } }

    /// Whether the relay simulates an outage of the target: open connections are closed and new
    /// ones refused.
    ///
    /// Connections are not restored when this becomes false; new ones are accepted again.
    public var isDown: Bool {
        get { state.withLock { $0.isDown } }
        set { state.withLock { $0.isDown = newValue } }
    }
}

extension Relay: LoadTargetConvertible {
    /// The target through the relay: a server of the test's own is watched as before, with the
    /// certificates that the target trusts.
    public var loadTarget: LoadTarget {
        var target = target ?? LoadTarget(url)
        target.source = .url(url)
        target.route = TrafficRoute(through: self)
        return target
    }
}

extension Relay: CustomStringConvertible {
    /// The relay for messages, such as `relay on port 40123 to 127.0.0.1:5432 (20 ms)`.
    public var description: String { "relay on port \(port) to \(address) (\(network))" }
}
