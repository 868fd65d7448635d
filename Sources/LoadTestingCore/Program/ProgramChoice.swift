/// Targets with weights.
package struct ProgramChoice: Sendable {
    /// Each target with the sum of the weights up to its own.
    package var targets: [(upTo: Int64, target: Int32)]

    /// The sum of all weights.
    package var total: Int64 { targets.last?.upTo ?? 0 }
}
