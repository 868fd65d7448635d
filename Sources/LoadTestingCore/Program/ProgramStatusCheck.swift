/// A check of the status alone, which needs no reply.
package struct ProgramStatusCheck: Sendable {
    package var ranges: [ClosedRange<Int>]
    /// The number of its failure.
    package var failure: Int32
}
