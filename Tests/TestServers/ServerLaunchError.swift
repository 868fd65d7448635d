/// A server that ended, or did not accept connections, before the tests could use it.
public struct ServerLaunchError: Error, CustomStringConvertible {
    /// The executable as the caller named it.
    public let name: String

    /// What went wrong, such as `exited with status 3`.
    public let reason: String

    /// The last lines that the server wrote.
    public let output: String

    /// One sentence, followed by the server's last lines when there are any.
    public var description: String {
        let sentence = "server \(name) \(reason)"
        return output.isEmpty ? sentence : "\(sentence); its last lines:\n\(output)"
    }
}
