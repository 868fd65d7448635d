/// The body of a request.
package enum ProgramBody: Sendable {
    case none
    case text(ProgramText)
    /// Made from the values of slots, by their numbers, for each request.
    case made(slots: [ProgramSlotRead], make: @Sendable ([any Sendable]) throws -> [UInt8])

    /// Whether it has no slots.
    package var isConstant: Bool {
        switch self {
        case .none: true
        case .text(let text): text.constant != nil
        case .made: false
        }
    }
}
