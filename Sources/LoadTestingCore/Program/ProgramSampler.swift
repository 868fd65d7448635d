/// The part of a compiled sampler that every kind has: its label, and what its reply has to be.
///
/// Each kind holds one beside what it needs to be run, as a `ProgramRequest` does.
package struct ProgramSampler: Sendable {
    /// Its label's number.
    package var label: Int32
    /// The parts of the reply that are looked at.
    package var reply = ProgramReplyRules()
}
