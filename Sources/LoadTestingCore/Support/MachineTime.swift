/// The machine's own count of what its processors did since it started, in seconds.
package struct MachineTime: Sendable {
    /// All of it.
    package var capacity: Double
    /// What was not idle; stolen time is in it.
    package var busy: Double
    /// What a hypervisor gave to others; `nil` where the system does not say.
    package var stolen: Double?
    /// What was not idle of each core; empty where the system does not say.
    package var coreBusy: [Double] = []
}
