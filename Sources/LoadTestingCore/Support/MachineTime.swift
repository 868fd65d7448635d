/// The machine's own count of its processors' time since it started, in seconds.
package struct MachineTime: Sendable {
    /// All of it.
    package var capacity: Double
    /// The time that was not idle; stolen time is in it.
    package var busy: Double
    /// The time that a hypervisor gave to others; `nil` where the system does not say.
    package var stolen: Double?
    /// The time of each core that was not idle; empty where the system does not say.
    package var coreBusy: [Double] = []
}
