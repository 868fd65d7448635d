import CLoadTestingSystem

/// Reads a server's processes and its machine.
///
/// Readings whose cost grows with their number (sockets, threads, processes) are so rare that all
/// together take less than a hundredth of a core.
struct ServerReader {
    private let subject: ServerWatch.Subject
    private let cgroup: CgroupReader?
    private var tree: ProcessTree
    private(set) var listeners: ListenerWatch?
    private(set) var unwaited: UnwaitedChildren
    private let ends = ProcessEnds()
    /// The processes of the last observation, for polls until the next one.
    private(set) var watched: [clt_process_use] = []
    /// Ports to which forwarders among the server's processes sent accepted connections.
    private(set) var forwardedPorts: Set<Int> = []
    private var sockets = SocketReader()
    private var limits: [Int32: Int64] = [:]
    private var fileCounts: [Int32: Int32] = [:]
    private var socketLimit = CostLimit(thousandths: 5, atLeast: 500_000_000)
    private var switchLimit = CostLimit(thousandths: 1, credit: 2_000_000)
    private var fileLimit = CostLimit(thousandths: 1, credit: 2_000_000)
    private var threads = ThreadSampler()
    private var upstreams = UpstreamWatch()
    private var signLimit = CostLimit(
        thousandths: 1, atLeast: 450_000_000, credit: 2_000_000)
    /// Ports of this machine to which the server has connected.
    private var upstreamPorts: Set<Int> = []
    /// The parts of it that can't be read, each with its reason.
    private(set) var unseen: [String] = []
    /// Nanoseconds of processor time that the last observation took, without rare readings.
    private(set) var cost: Int64 = 0

    init(_ subject: ServerWatch.Subject) {
        self.subject = subject
        tree = ProcessTree(
            root: subject.root, supervisor: subject.supervisor, isAlone: subject.isShared)
        cgroup = subject.root.map { CgroupReader(of: $0) }
        listeners = subject.isShared ? nil : subject.address.map { ListenerWatch($0) }
        unwaited = UnwaitedChildren(
            root: subject.isShared ? nil : subject.root, isLaunched: subject.supervisor != nil)
    }

    /// The lowest limit of open files of all processes seen.
    var openFileLimit: Int? { limits.values.filter { $0 >= 0 }.min().map { Int($0) } }

    /// Whether the test is in the server's cgroup.
    var sharesCgroup: Bool { cgroup?.isOurs ?? false }

    /// Whether the server has ended: its root, and where that is one of several that listen, all of
    /// them.
    var serverHasEnded: Bool {
        tree.rootHasEnded && (subject.isMain || listeners?.roots.isEmpty ?? true)
    }

    /// Whether children have to be polled between two observations.
    var needsPolling: Bool { unwaited.isNeeded(for: watched) }

    /// Notes children that may end before the next observation.
    mutating func pollChildren() {
        unwaited.poll(watched, at: clt_monotonic_nanoseconds())
    }

    /// Samples the threads of the server's processes, between two observations, too.
    mutating func sampleThreads() {
        guard !subject.isShared, !watched.isEmpty else { return }
        threads.sample(watched, at: clt_monotonic_nanoseconds())
    }

    mutating func observe() -> ServerObservation {
        let start = clt_thread_cpu_nanoseconds()
        defer {
            let rare = [
                tree.limit, switchLimit, fileLimit, socketLimit, threads.limit, signLimit,
                upstreams.search, upstreams.limit,
            ].map(\.lastCost)
            cost = clt_thread_cpu_nanoseconds() - start - rare.reduce(0, +)
        }
        let now = clt_monotonic_nanoseconds()
        listeners?.observe(at: now)
        var processes = findProcesses(at: now)
        if processes.isEmpty, let root = subject.root, limits.isEmpty {
            miss("processes: \(root) can't be seen by the user of this test")
        }
        var observation = ServerObservation(nanoseconds: clt_monotonic_nanoseconds())
        observation.roots = Set([subject.root].compactMap(\.self) + (listeners?.roots ?? []))
        observation.ends = ends.ends(processes)
        observation.supervisor = subject.supervisor.flatMap { ProcessTree.use(of: $0) }
        if !processes.isEmpty { watched = processes }
        pollChildren()
        readSwitches(of: &processes, at: now)
        countFiles(of: &processes, at: now)
        observation.processes = processes
        observation.machine = MachineTime.now
        observation.network = NetworkBytes.now
        observation.cgroup = cgroup?.use
        for process in processes where limits[process.identifier] == nil {
            limits[process.identifier] = clt_open_file_limit(process.identifier)
        }
        observation.sockets = readSockets(of: processes.filter { !$0.has_ended }, at: now)
        sampleThreads()
        observation.threads = threads.take()
        if signLimit.mayBegin(at: now) {
            observation.signs = SystemSigns.now
            signLimit.end(at: now)
        }
        upstreamPorts.formUnion(observation.sockets?.localPorts ?? [])
        observation.upstreams = upstreams.use(of: upstreamPorts, at: now)
        return observation
    }

    private mutating func findProcesses(at now: Int64) -> [clt_process_use] {
        let (listeners, unwaited) = (listeners, unwaited)
        return tree.processes(
            at: now, with: { (listeners?.roots ?? []) + unwaited.orphans },
            besides: listeners?.ours ?? [])
    }

    private mutating func readSwitches(of processes: inout [clt_process_use], at now: Int64) {
        guard switchLimit.mayBegin(at: now) else { return }
        for index in processes.indices where !processes[index].has_ended {
            clt_read_switches(&processes[index])
        }
        switchLimit.end(at: now)
    }

    /// Counts files where the system does not tell their number.
    private mutating func countFiles(of processes: inout [clt_process_use], at now: Int64) {
        let uncounted = processes.indices.filter {
            !processes[$0].has_ended && processes[$0].open_files < 0
        }
        let mayCount = fileLimit.mayBegin(at: now)
        guard !uncounted.isEmpty else { return }
        if mayCount {
            fileCounts = [:]
            for index in uncounted {
                clt_count_open_files(&processes[index])
                fileCounts[processes[index].identifier] = processes[index].open_files
            }
            fileLimit.end(at: now)
        }
        for index in uncounted {
            processes[index].open_files = fileCounts[processes[index].identifier] ?? -1
        }
        if let process = uncounted.first(where: { fileCounts[processes[$0].identifier] == -1 }) {
            miss(
                "open files: those of \(processes[process].title) are not ours to read; run the"
                    + " test as its user")
        }
    }

    private mutating func readSockets(
        of processes: [clt_process_use], at now: Int64
    ) -> SocketCounts? {
        guard socketLimit.mayBegin(at: now), !processes.isEmpty else { return nil }
        defer { socketLimit.end(at: now) }
        do throws(UnseenSockets) {
            let forwarders = processes.filter { Forwarder(named: $0.nameText) != nil }
            let counts = try sockets.counts(of: processes, forwarders: forwarders, at: now)
            forwardedPorts.formUnion(counts.forwardedPorts)
            return counts
        } catch {
            miss("sockets: \(error.reason)")
            return nil
        }
    }

    private mutating func miss(_ what: String) {
        if !unseen.contains(what) { unseen.append(what) }
    }
}
