import LoadTestingMacrosFree

extension BottleneckSign {
    /// The observation in words.
    var text: String {
        switch self {
        case .busiestThread, .usedCores, .machine, .throttled, .interpreterLock: processorText
        case .loop, .unread, .lockWaiters, .connections, .upstreamCores, .diskWaits,
            .diskBytes, .diskPressure:
            waitText
        case .memoryLimit, .memoryGrowth, .swapped, .outOfMemory, .stalls, .openFiles, .closeWait,
            .acceptQueue, .listenOverflows, .slowConnects:
            limitText
        default: otherText
        }
    }

    private var processorText: String {
        switch self {
        case .busiestThread(let used, let asked):
            "its busiest thread used \(Self.percent(used)) of a core"
                + (asked > used + 0.03 ? " and asked for \(Self.percent(min(1, asked)))" : "")
        case .usedCores(let cores, let processes):
            "all of it used \(Self.percent(cores)) of a core"
                + (processes > 1 ? " in \(NumberText.counted(processes, "process"))" : "")
        case .machine(let used, let server, let cores):
            "the machine used \(Self.number(used)) of its \(NumberText.counted(cores, "core")),"
                + " the server \(Self.number(server)) of these"
        case .throttled(let share):
            "its cgroup was throttled for \(Self.percent(share)) of the time"
        case .interpreterLock(let threads):
            "\(Self.number(threads)) of its threads waited for their turn on that core"
        default: ""
        }
    }

    private var waitText: String {
        switch self {
        case .loop(let state, let share):
            "its event loop \(state.text) for \(Self.percent(share)) of the time"
        case .unread(let count, let inFlight):
            "\(Self.number(count)) of \(Self.number(inFlight)) requests lay unread"
        case .lockWaiters(let waiting, let running, let inFlight):
            "\(Self.number(waiting)) threads waited for one lock while \(Self.number(running))"
                + " ran, with \(Self.number(inFlight)) requests under way"
        case .connections(let port, let count, let awaiting, let inFlight):
            "\(Self.number(inFlight)) requests under way and \(Self.number(count)) connections to"
                + " port \(port)"
                + (awaiting.map { ", an answer due on \(Self.number($0)) of them" } ?? "")
        case .upstreamCores(let port, let cores):
            "what listens on port \(port) used \(Self.percent(cores)) of a core"
        case .diskWaits(let threads):
            "\(Self.number(threads)) of its threads waited for storage at any time"
        case .diskBytes(let bytes): "\(NumberText.bytes(Int64(bytes)))/s from and to storage"
        case .diskPressure(let share):
            "something waited for storage for \(Self.percent(share)) of the time"
        default: ""
        }
    }

    private var limitText: String {
        switch self {
        case .memoryLimit(let used, let limit):
            "\(NumberText.bytes(Int64(used))) of the \(NumberText.bytes(Int64(limit))) that its"
                + " cgroup may have"
        case .memoryGrowth(let first, let last):
            "its memory grew from \(NumberText.bytes(Int64(first))) to"
                + " \(NumberText.bytes(Int64(last)))"
        case .swapped(let bytes): "\(NumberText.bytes(Int64(bytes))) of it swapped out"
        case .outOfMemory: "the system killed a process for want of memory"
        case .stalls(let share): "no answer at all for \(Self.percent(share)) of the time"
        case .openFiles(let count, let limit):
            "\(NumberText.grouped(count)) files open of \(NumberText.grouped(limit))"
        case .closeWait(let count):
            "\(NumberText.grouped(count)) connections in CLOSE_WAIT, which it does not close"
        case .acceptQueue(let count, let limit):
            "\(NumberText.counted(count, "connection")) waited to be accepted"
                + (limit.map { ", in a queue for \(NumberText.grouped($0))" } ?? "")
        case .listenOverflows(let count):
            "\(NumberText.grouped(Int64(count))) found no place in the queue"
        case .slowConnects(let nanoseconds):
            "p99 of connecting was \(NumberText.duration(nanoseconds: nanoseconds))"
        default: ""
        }
    }

    private var otherText: String {
        switch self {
        case .unsent(let count, let inFlight):
            "on \(Self.number(count)) connections, with \(Self.number(inFlight)) requests under"
                + " way, answers were written and not taken"
        case .answerBytes(let bytes): "\(NumberText.bytes(Int64(bytes)))/s of answers"
        case .retransmissions(let count):
            "\(NumberText.grouped(Int64(count))) TCP segments were sent again"
        case .refusals(let count, let requests, let median):
            "\(NumberText.grouped(count)) of \(NumberText.grouped(requests)) requests were answered"
                + " with 429 or 503, after \(NumberText.duration(nanoseconds: median)) (median)"
        case .fastFailures(let count, let requests, let median):
            "\(NumberText.grouped(count)) of \(NumberText.grouped(requests)) requests failed at"
                + " once, after \(NumberText.duration(nanoseconds: median)) (median)"
        case .generatorSaturated(let share):
            "a thread of it was saturated for \(Self.percent(share)) of the time"
        case .generatorDoubt: "it could have changed the figures"
        case .others(let used, let cores):
            "other processes used \(Self.number(used)) of the machine's"
                + " \(NumberText.counted(cores, "core"))"
        case .idleProcessor(let cores): "the server used \(Self.percent(cores)) of a core"
        case .waitsInside:
            "it read what arrived, and requests waited inside it for nothing that can be seen"
        case .unwatched: "the server was not watched"
        default: ""
        }
    }

    private static func percent(_ share: Double) -> String {
        "\(NumberText.decimal(share * 100, places: share < 0.1 ? 1 : 0)) %"
    }

    private static func number(_ value: Double) -> String { NumberText.decimal(value, places: 1) }
}

extension ThreadState {
    /// The state as a verb.
    fileprivate var text: String {
        switch self {
        case .running: "ran"
        case .disk: "waited for storage"
        case .lock, .timedLock: "waited for a lock"
        case .sleep: "slept"
        case .poll: "waited for requests"
        case .socket: "waited for one connection"
        case .accept: "waited for connections"
        case .other: "waited in a call"
        }
    }
}
