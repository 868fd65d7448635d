import LoadTestingMacrosFree

/// A check with the slots that it reads.
package struct ProgramCheck: Sendable {
    package var slots: [ProgramSlotRead]
    package var problem: ReplyCheck.Mismatch
    package var isMet: ReplyCheck.Look?
    package var failure: Int32
}
