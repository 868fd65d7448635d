import CLoadTestingSystem

/// Observes the machine and the process about once a second, when intervals are collected: nothing
/// of it is on a request's path.
struct HealthSampler {
    private let heartbeat: Heartbeat
    private var throttling = ThrottlingWatch()
    private var before = MachineTime.now
    private var lastObservation = clt_monotonic_nanoseconds()
    /// A shorter time is too imprecise: the system counts in steps of 10 ms.
    private static let minimumGap: Int64 = 200_000_000

    init(_ heartbeat: Heartbeat) { self.heartbeat = heartbeat }

    /// Adds the observations since the last call to an interval's health.
    mutating func add(to health: inout GeneratorHealth) {
        health.peakMemoryBytes = clt_peak_memory_bytes()
        health.throttling = throttling.take()
        (health.longestGapNanoseconds, health.gapNanoseconds) = heartbeat.take()
        let now = clt_monotonic_nanoseconds()
        guard now - lastObservation >= Self.minimumGap else { return }
        lastObservation = now
        let descriptors = clt_estimate_open_descriptors()
        health.openDescriptors = descriptors >= 0 ? Int(descriptors) : nil
        health.tcpSockets = TCPSockets.count
        guard let before, let after = MachineTime.now, after.capacity > before.capacity else {
            return
        }
        self.before = after
        health.machine.merge(
            MachineLoad(
                capacitySeconds: after.capacity - before.capacity,
                busySeconds: after.busy - before.busy,
                stolenSeconds: after.stolen.flatMap { now in before.stolen.map { now - $0 } }))
    }
}
