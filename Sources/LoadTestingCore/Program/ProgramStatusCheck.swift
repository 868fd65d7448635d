/// A check of the status alone, which needs no reply.
package struct ProgramStatusCheck: Sendable {
    package var ranges: [ClosedRange<Int>]
    /// The number of the failure that it is counted as.
    package var failure: Int32
}
