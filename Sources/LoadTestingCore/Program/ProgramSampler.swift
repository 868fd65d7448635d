/// The common part of a compiled sampler of any kind: its row, and the rules for its reply.
///
/// Each kind holds one beside its own data, as a `ProgramRequest` does.
package struct ProgramSampler: Sendable {
    /// The number of its row, by which its label is known.
    package var label: Int32
    /// The rules for the reply.
    package var reply = ProgramReplyRules()
}
