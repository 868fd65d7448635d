import Foundation

/// Servers that are crippled in one way each: `BottleneckServer KIND PORT`.
@main struct BottleneckServer {
    private static let kinds: [String: @Sendable (Listener) -> Void] = [
        "blocked-loop": serveInBlockedLoop, "global-lock": serveUnderGlobalLock,
        "blocked-pool": serveFromBlockedPool,
    ]

    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let serve = kinds[arguments[1]],
            let port = UInt16(arguments[2])
        else {
            let names = kinds.keys.sorted().joined(separator: "|")
            fatalError("usage: BottleneckServer \(names) PORT")
        }
        // A client that has left is no end of the server.
        signal(SIGPIPE, SIG_IGN)
        let listener = Listener(port: port)
        Thread.detachNewThread { serve(listener) }
        while true { sleep(60) }
    }
}
