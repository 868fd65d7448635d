import Foundation
import LoadTestingMacrosFree

extension ConsoleReport {
    /// The line about a server of this machine that was not watched, with the way to do it; nothing
    /// for another target.
    var unwatchedServer: [String] {
        guard result.mode == .load, result.snapshot.servers.isEmpty, !isImported,
            let url = URLComponents(string: result.target), url.scheme == "http",
            let host = url.host, Self.isLoopback(host)
        else { return [] }
        return [
            "server     not watched: LoadTest(…, target: Server.listening(on: \(url.port ?? 80)))"
                + " shows its CPU and memory here"
        ]
    }

    private static func isLoopback(_ host: String) -> Bool {
        ["localhost", "::1", "[::1]"].contains(host) || host.hasPrefix("127.")
    }
}
