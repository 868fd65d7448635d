/// Looks again and again whether a server is ready, and remembers what was seen instead.
struct ReadinessWatch {
    private let sign: ServerReadiness.Sign
    private let port: Int
    /// The process whose tree must be the one that listens.
    private let root: Int32
    private var attempt: LoopbackAttempt?
    private var attemptEnd = ContinuousClock.now
    private var search: ServerLogSearch?
    /// What the last look has found, as a sentence about the server.
    private(set) var seen: String?
    /// Whether something came back: an attempt that is under way at the end does not outweigh it.
    private var hasAnswered = false

    init(for readiness: ServerReadiness, port: Int, root: Int32) {
        sign = readiness.sign
        self.port = port
        self.root = root
        if case .logLine(let text) = sign { search = ServerLogSearch(for: text) }
        seen = search == nil ? "nothing listened on port \(port)" : nil
    }

    /// Whether the server is ready now.
    mutating func isReady(log: ServerLog) -> Bool {
        switch sign {
        case .logLine: search?.isFound(in: log) ?? false
        case .listening: isListening()
        case .answer(let path, let status): answers(path, status)
        }
    }

    private mutating func isListening() -> Bool {
        switch proceed(path: nil) {
        case .connected: return isOurs()
        case .refused: seen = "nothing listened on port \(port)"
        default: break
        }
        return false
    }

    private mutating func answers(_ path: String, _ status: Range<Int>) -> Bool {
        switch proceed(path: path) {
        case .answered(let found):
            hasAnswered = true
            seen = "the last answer was \(found)"
            return status.contains(found) && isOurs()
        case .refused: seen = "nothing listened on port \(port)"
        case .noHTTP:
            hasAnswered = true
            seen = "what it answered on port \(port) was no HTTP"
        case .connected where !hasAnswered:
            seen = "it accepted a connection on port \(port) and did not answer"
        case .connected, .connecting: break
        }
        return false
    }

    /// Goes on with the attempt at hand, which is given up after 5 seconds, and makes room for the
    /// next one when it is over.
    private mutating func proceed(path: String?) -> LoopbackAttempt.Stage {
        let now = ContinuousClock.now
        let current = attempt ?? LoopbackAttempt(port: port, path: path)
        if attempt == nil { attemptEnd = now + .seconds(5) }
        let progress = current.proceed()
        let isUnderWay = progress == .connecting || (progress == .connected && path != nil)
        attempt = isUnderWay && now < attemptEnd ? current : nil
        return progress
    }

    /// Whether it is the launched server that listens: another one on its port must not count.
    private mutating func isOurs() -> Bool {
        switch PortOwner.find(port, below: root) {
        case .tree, .unknown: return true
        case .nobody: seen = "nothing listened on port \(port)"
        case .other(let process):
            seen =
                "port \(port) was served by "
                + (process.map(ProcessTable.title) ?? "a process of another user")
        }
        return false
    }
}
