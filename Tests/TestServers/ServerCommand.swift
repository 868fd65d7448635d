import Foundation

/// The command line of a server, and how it is started under a watchdog.
struct ServerCommand {
    var executable: String
    var arguments: [String]
    var directory: String?
    var environment: [String: String]

    /// Runs in `/bin/sh` with the life line as standard input.
    ///
    /// The watchdog waits for the end of the life line and kills the group; the shell itself
    /// becomes the server, so that the server has the identifier that the tests know. `kill -9`
    /// with a group is not understood by dash.
    private static let watchdog = """
        exec 3<&0 </dev/null
        (trap '' TERM INT HUP; read -r _ <&3; kill -s KILL -- -$$) &
        cd -- "$1" && shift && exec 3<&- && exec "$@"
        """

    /// The command with `{port}` replaced in its arguments and its environment.
    func filling(port: Int) -> ServerCommand {
        var filled = self
        filled.arguments = arguments.map { Self.fill($0, port) }
        filled.environment = environment.mapValues { Self.fill($0, port) }
        return filled
    }

    /// Starts the command as the leader of a new process group.
    func spawn(standardInput: Descriptor, output: Descriptor) throws -> pid_t {
        let words = ["/bin/sh", "-c", Self.watchdog, "server", directory ?? ".", executable]
        let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var request = SpawnRequest()
        request.connect(standardInput: standardInput.number, output: output.number)
        return try request.spawn(
            words + arguments, environment: merged.map { "\($0.key)=\($0.value)" })
    }

    private static func fill(_ text: String, _ port: Int) -> String {
        text.replacingOccurrences(of: "{port}", with: String(port))
    }
}
