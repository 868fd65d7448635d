import CLoadTestingSystem

/// Limits the frequency of something so that it takes no more than a share of a core.
///
/// Its cost is free at first up to some credit, so that a short run is observed more than once.
struct CostLimit {
    private let thousandths: Int64
    private let minInterval: Int64
    private var credit: Int64
    private var next = Int64.min
    private var start: Int64 = 0
    /// The processor time of the last time that it was done, in nanoseconds.
    private(set) var lastCost: Int64 = 0

    /// - Parameters:
    ///   - thousandths: the share of a core that it may take.
    ///   - minInterval: the minimum nanoseconds between two times. Default 0.
    ///   - credit: nanoseconds of processor time that it may take beyond its share. Default 10 ms.
    init(thousandths: Int64, atLeast minInterval: Int64 = 0, credit: Int64 = 10_000_000) {
        self.thousandths = thousandths
        self.minInterval = minInterval
        self.credit = credit
    }

    /// Whether it may be done now; its cost is counted from here on.
    mutating func mayBegin(at nanoseconds: Int64) -> Bool {
        lastCost = 0
        guard nanoseconds >= next else { return false }
        start = clt_thread_cpu_nanoseconds()
        return true
    }

    /// It was done on the same thread.
    mutating func end(at nanoseconds: Int64) {
        end(at: nanoseconds, cost: clt_thread_cpu_nanoseconds() - start)
    }

    /// - Parameter cost: nanoseconds of processor time.
    mutating func end(at nanoseconds: Int64, cost: Int64) {
        lastCost = cost
        let free = min(credit, cost)
        credit -= free
        next = nanoseconds + max(minInterval, (cost - free) * 1_000 / thousandths)
    }
}
