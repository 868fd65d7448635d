import Foundation
import Synchronization

/// Ports of 127.0.0.1.
enum LoopbackPort {
    private static let taken = Mutex<Set<Int>>([])

    /// A port that nobody listens on and that this process has not been given before.
    ///
    /// It lies below the ranges from which Linux and macOS choose the ports of clients, so that a
    /// connection opened in the meantime cannot take it.
    static func free() throws -> Int {
        for _ in 0..<1_000 {
            let port = Int.random(in: 20_000..<32_000)
            guard taken.withLock({ $0.insert(port).inserted }) else { continue }
            if (try? LoopbackSocket(listeningOn: port)) != nil { return port }
        }
        throw SystemCallError("bind", number: EADDRINUSE)
    }

    /// Whether a server accepts a connection on the port now.
    static func accepts(_ port: Int) -> Bool {
        (try? LoopbackSocket(connectedTo: port)) != nil
    }
}
