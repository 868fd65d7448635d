/// The utilization of the whole machine, by the system's own count, in seconds of processor time.
///
/// All zero where the system does not say.
package struct MachineLoad: Hashable, Codable, Sendable {
    /// The capacity of all processors together.
    package var capacitySeconds = 0.0
    /// The processor time used, by anyone; stolen time is in it.
    package var busySeconds = 0.0
    /// The processor time that a hypervisor gave to others; `nil` where the system does not say.
    package var stolenSeconds: Double?
    /// The number of observations, about one a second.
    package var observations: Int64 = 0
    /// The number of these that found it more than 95 % busy.
    package var saturatedObservations: Int64 = 0

    package init() {}

    /// The figures of one observation.
    ///
    /// The counters of a system can go back a little (proc(5): iowait), so the figures are clamped
    /// to the possible range.
    package init(capacitySeconds: Double, busySeconds: Double, stolenSeconds: Double?) {
        let busySeconds = min(max(0, busySeconds), capacitySeconds)
        let stolenSeconds = stolenSeconds.map { min(max(0, $0), capacitySeconds) }
        self.capacitySeconds = capacitySeconds
        self.busySeconds = busySeconds
        self.stolenSeconds = stolenSeconds
        observations = 1
        saturatedObservations = busySeconds > 0.95 * capacitySeconds ? 1 : 0
    }

    /// Whether at least half of two observations or more found it saturated.
    package var isMostlySaturated: Bool {
        observations >= 2 && saturatedObservations * 2 >= observations
    }

    /// The share of all processors that was in use; `nil` where it is unknown.
    package var busyShare: Double? {
        capacitySeconds > 0 ? busySeconds / capacitySeconds : nil
    }

    /// The share that a hypervisor gave to others; `nil` where it is unknown.
    package var stolenShare: Double? {
        guard capacitySeconds > 0, let stolenSeconds else { return nil }
        return stolenSeconds / capacitySeconds
    }

    package mutating func merge(_ other: MachineLoad) {
        guard other.observations > 0 else { return }
        stolenSeconds =
            observations == 0
            ? other.stolenSeconds
            : stolenSeconds.flatMap { mine in other.stolenSeconds.map { mine + $0 } }
        capacitySeconds += other.capacitySeconds
        busySeconds += other.busySeconds
        observations += other.observations
        saturatedObservations += other.saturatedObservations
    }
}
