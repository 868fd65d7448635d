import CLoadTestingRelay
import CLoadTestingSystem
import Foundation
import LoadTestingMacrosFree

/// A relay's process and its settings; not for two threads at once.
struct RelayState {
    private struct Entry {
        var name: String?
        var toxic: Toxic
        var identifier: UInt32
    }

    private let handle: OpaquePointer
    private let target: String
    private var entries: [Entry]
    private var nextIdentifier: UInt32

    /// Whether connections are refused.
    var isDown = false { didSet { if isDown != oldValue { tell() } } }

    init(
        to address: RelayAddress, at addresses: [clt_address], own toxics: [Toxic]
    ) throws(LoadTestError) {
        let entries = zip(1..., toxics).map { Entry(toxic: $1, identifier: $0) }
        let records = entries.map { $0.toxic.record(identifier: $0.identifier) }
        guard
            let handle = clt_relay_start(
                addresses, Int32(addresses.count), records, Int32(records.count))
        else {
            let reason = String(cString: strerror(errno))
            let problem = LoadTestError.Problem(
                .insufficientResources, "no relay to \(address) could be started (\(reason))",
                remedy: "check the limits of processes, memory and open files (ulimit -a)")
            throw LoadTestError(test: "", problems: [problem])
        }
        self.handle = handle
        self.entries = entries
        target = "\(address)"
        nextIdentifier = UInt32(entries.count) + 1
    }

    /// Ends the process and releases its memory; no call may follow.
    func destroy() { clt_relay_destroy(handle) }

    func stop() { clt_relay_stop(handle) }

    var port: Int { Int(clt_relay_port(handle)) }

    var process: Int32 { clt_relay_process(handle) }

    var isRunning: Bool { clt_relay_is_running(handle) }

    var statistics: RelayStatistics {
        let counts = clt_relay_read_counts(handle)
        return RelayStatistics(
            connections: Int(counts.accepted), openConnections: Int(counts.open),
            unreachable: Int(counts.refused), resets: Int(counts.resets),
            bytesUpstream: Int(counts.bytes_upstream), bytesDownstream: Int(counts.bytes_downstream)
        )
    }

    var added: [String: Toxic] {
        let named = entries.compactMap { entry in entry.name.map { ($0, entry.toxic) } }
        return Dictionary(named) { $1 }
    }

    mutating func add(_ toxic: Toxic, named name: String) throws(LoadTestError) {
        guard isRunning else {
            throw refusal(
                .relayEnded, "the relay to \(target) has ended",
                remedy: "add toxics while it runs; isRunning says so")
        }
        let others = entries.filter { $0.name != name }
        guard others.count < CLT_RELAY_TOXICS else {
            throw refusal(
                .invalidNetwork, "the relay to \(target) has \(others.count) toxics",
                remedy: "remove one before \"\(name.printable)\" is added")
        }
        entries = others + [Entry(name: name, toxic: toxic, identifier: nextIdentifier)]
        nextIdentifier &+= 1
        tell()
    }

    mutating func remove(_ name: String) -> Bool {
        let count = entries.count
        entries.removeAll { $0.name == name }
        guard entries.count < count else { return false }
        tell()
        return true
    }

    mutating func removeAll() {
        entries.removeAll { $0.name != nil }
        tell()
    }

    private func tell() {
        let records = entries.map { $0.toxic.record(identifier: $0.identifier) }
        clt_relay_change(handle, records, Int32(records.count), isDown)
    }

    private func refusal(
        _ code: LoadTestError.Code, _ message: String, remedy: String
    ) -> LoadTestError {
        LoadTestError(test: "", problems: [.init(code, message, remedy: remedy)])
    }
}
