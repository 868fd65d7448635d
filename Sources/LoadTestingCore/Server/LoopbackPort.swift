import CLoadTestingSystem
import Synchronization

/// Ports of 127.0.0.1.
enum LoopbackPort {
    private static let given = Mutex<Set<Int>>([])

    /// A port that nothing listens on and that this process has not been given before; `nil` when
    /// none was found.
    ///
    /// It lies below the ranges from which Linux and macOS choose the ports of clients, so that a
    /// connection opened in the meantime cannot take it.
    static func free() -> Int? {
        for _ in 0..<1_000 {
            let port = Int.random(in: 20_000..<32_000)
            guard given.withLock({ $0.insert(port).inserted }) else { continue }
            if isFree(port) { return port }
        }
        return nil
    }

    /// Whether a server could listen on the port now.
    static func isFree(_ port: Int) -> Bool { clt_loopback_is_free(UInt16(port)) }
}
