import CLoadTestingSystem

extension ProcessTable {
    /// The processes at present.
    package static func current() -> ProcessTable {
        let all = SystemList.read { clt_all_processes(&$0) } ?? []
        let pairs = all.map { ($0.identifier, $0.parent) }
        return ProcessTable(parents: Dictionary(pairs) { first, _ in first })
    }

    /// The name of a process's program.
    package static func name(of process: Int32) -> String? {
        var text = [CChar](repeating: 0, count: 256)
        guard clt_process_name(process, &text, Int32(text.count)) else { return nil }
        return String(
            decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The start of a process, in a unit of the system; it tells a process from a later one with
    /// its identifier.
    package static func start(of process: Int32) -> UInt64? {
        let start = clt_process_start(process)
        return start == 0 ? nil : start
    }

    /// Whether the process is gone, or a zombie.
    package static func hasEnded(_ process: Int32) -> Bool { clt_process_has_ended(process) }
}
