import Foundation

/// The file to which the processes of a server write their identifiers.
final class ProcessNotes: Sendable {
    let path: String

    init() { path = NSTemporaryDirectory() + "processes-\(UUID().uuidString)" }

    deinit {
        // Whatever a test has missed must not stay.
        for process in alive { kill(process, SIGKILL) }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The processes that have written.
    var processes: [Int32] {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { Int32($0) }
    }

    /// Those of them that are there, zombies included.
    var alive: [Int32] { processes.filter { kill($0, 0) == 0 } }

    /// Waits until a number of processes has written.
    func have(_ count: Int) async -> Bool {
        await eventually(within: .seconds(20)) { processes.count == count }
    }

    /// Waits until none is left.
    func areGone(within limit: Duration = .seconds(10)) async -> Bool {
        await eventually(within: limit) { alive.isEmpty }
    }
}
