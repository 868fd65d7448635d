import LoadTestingMacrosFree

/// The parts of a reply that are looked at, and what they have to be.
package struct ProgramReplyRules: Sendable {
    package var needs: ReplyNeeds = []
    /// The most bytes of a body that are held.
    package var bodyLimit = 1 << 20
    /// Checks of the status, in place of the rule about statuses.
    package var statuses: [ProgramStatusCheck] = []
    package var checks: [ProgramCheck] = []
    package var captures: [ProgramCapture] = []

    /// Whether a reply has to be made for it.
    package var readsReply: Bool { !checks.isEmpty || !captures.isEmpty }
}
