/// Polls whether a server is ready, and remembers the last observation.
struct ReadinessWatch {
    private let sign: ServerReadiness.Sign
    private let port: Int
    /// The process whose tree must be the one that listens.
    private let root: Int32
    private var attempt: LoopbackAttempt?
    private var attemptEnd = ContinuousClock.now
    private var search: ServerLogSearch?
    /// The finding of the last poll, as a sentence about the server.
    private(set) var seen: String?
    /// The number of correct answers in a row.
    private var rightAnswers = 0
    /// The processes that have answered, each with its connection: a worker that has one at a time
    /// leaves the next one to the others.
    private var workers: [Int32: LoopbackAttempt] = [:]
    /// The process that has accepted the current attempt, where that is needed and known.
    private var worker: Int32?
    /// The instant until which the request waits for that process to be known: some accept only a
    /// connection with a request.
    private var workerEnd = ContinuousClock.now
    /// Whether anything was received: an attempt under way at the end does not outweigh it.
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
        case .answer(let path, let status, let times, let workers):
            answers(path, status, times: times, workers: workers)
        }
    }

    private mutating func isListening() -> Bool {
        switch proceed(path: nil).stage {
        case .connected: return isOurs()
        case .refused: seen = "nothing listened on port \(port)"
        default: break
        }
        return false
    }

    private mutating func answers(
        _ path: String, _ status: Range<Int>, times: Int, workers count: Int
    ) -> Bool {
        let (stage, current) = proceed(path: path, staysOpen: count > 1)
        switch stage {
        case .answered(let found):
            hasAnswered = true
            seen = "the last answer was \(found)"
            guard status.contains(found) else {
                rightAnswers = 0
                return false
            }
            rightAnswers += 1
            if count > 1 {
                if let worker { workers[worker] = current }
                seen = "the answers were of \(NumberText.counted(workers.count, "process"))"
            }
            guard count == 1 || workers.count >= count else { return false }
            if rightAnswers < times {
                seen = "only \(NumberText.counted(rightAnswers, "answer")) in a row"
                return false
            }
            return isOurs()
        case .refused:
            rightAnswers = 0
            seen = "nothing listened on port \(port)"
        case .noHTTP:
            rightAnswers = 0
            hasAnswered = true
            seen = "what it answered on port \(port) was no HTTP"
        case .connected where !hasAnswered:
            seen = "it accepted a connection on port \(port) and did not answer"
        case .connected, .connecting: break
        }
        return false
    }

    /// Resumes the current attempt, which is abandoned after 5 seconds, and makes room for the next
    /// one when it is over.
    private mutating func proceed(
        path: String?, staysOpen: Bool = false
    ) -> (stage: LoopbackAttempt.Stage, attempt: LoopbackAttempt) {
        let now = ContinuousClock.now
        let current = attempt ?? LoopbackAttempt(port: port, path: path, staysOpen: staysOpen)
        if attempt == nil {
            attemptEnd = now + .seconds(5)
            workerEnd = now + .milliseconds(200)
            worker = nil
            current.mayAsk = !staysOpen
        }
        let progress = current.proceed()
        if staysOpen, worker == nil, progress != .connecting, progress != .refused {
            worker = ConnectionOwner.find(
                port, client: current.port, among: ProcessTable.current().tree(below: root))
            current.mayAsk = worker != nil || now >= workerEnd
        }
        let isUnderWay = progress == .connecting || (progress == .connected && path != nil)
        attempt = isUnderWay && now < attemptEnd ? current : nil
        return (progress, current)
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
