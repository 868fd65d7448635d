import LoadTestingMacrosFree

/// The parts of a reply to read, and the rules for them.
package struct ProgramReplyRules: Sendable {
    package var needs: ReplyNeeds = []
    /// The maximum bytes held of a body.
    package var bodyLimit = 1 << 20
    /// Checks of the status, in place of the rule about statuses.
    package var statuses: [ProgramStatusCheck] = []
    package var checks: [ProgramCheck] = []
    package var captures: [ProgramCapture] = []

    /// Whether a reply has to be made for it.
    package var readsReply: Bool { !checks.isEmpty || !captures.isEmpty }
}
