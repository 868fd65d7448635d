/// Counts of the machine since it started, of what goes wrong when a resource runs out.
struct SystemSigns: Equatable {
    /// Connections that found no place in a listener's queue.
    var listenOverflows: Double?
    /// TCP segments that were sent again.
    var retransmissions: Double?
    /// The time for which anything waited for storage, in seconds.
    var diskPressure: Double?
    /// The time for which anything waited for memory, in seconds.
    var memoryPressure: Double?
}
