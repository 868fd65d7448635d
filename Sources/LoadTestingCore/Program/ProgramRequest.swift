import LoadTestingMacrosFree

/// A request ready to be sent, but for the values of slots.
package struct ProgramRequest: Sendable {
    /// Its label's number.
    package var label: Int32
    package var method: String
    package var url: ProgramText
    /// Header lines in libcurl's notation: `Name: value`, `Name;` without a value, `Name:` none.
    package var headers: [ProgramText]
    package var body: ProgramBody
    package var timeoutMilliseconds: Int
    /// Its server's number.
    package var origin: Int32
    package var authorization: ProgramAuthorization?
    package var redirects = RedirectPolicy.none
    /// Ask for gzip or deflate, and decode the body although nobody looks at it.
    package var compression = false
    /// A new connection, closed behind the exchange.
    package var isAlone = false
    /// What is looked at in the reply.
    package var reply = ProgramReplyRules()

    /// Whether it may be sent again when the server can't have read it (RFC 9110, 9.2.2).
    package var isIdempotent: Bool {
        ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"].contains(method)
    }

    /// Whether no slot is in it, so that it is prepared once.
    package var isConstant: Bool {
        url.constant != nil && headers.allSatisfy { $0.constant != nil } && body.isConstant
            && authorization?.isConstant != false
    }
}

/// What a request carries.
package enum ProgramBody: Sendable {
    case none
    case text(ProgramText)
    /// Made from the values of slots, by their numbers, for each request.
    case made(slots: [ProgramSlotRead], make: @Sendable ([any Sendable]) throws -> [UInt8])

    /// Whether no slot is in it.
    package var isConstant: Bool {
        switch self {
        case .none: true
        case .text(let text): text.constant != nil
        case .made: false
        }
    }
}

/// A slot by its number, and its name for messages.
package struct ProgramSlotRead: Sendable {
    package var slot: Int32
    package var name: String
}

/// A name and a password for libcurl.
package struct ProgramAuthorization: Sendable {
    package enum Scheme: Sendable { case basic, digest }

    package var scheme: Scheme
    package var user: ProgramText
    package var password: ProgramText

    package var isConstant: Bool { user.constant != nil && password.constant != nil }
}

/// What is looked at in a reply.
package struct ProgramReplyRules: Sendable {
    package var needs: ReplyNeeds = []
    /// The most bytes of a body that are held.
    package var bodyLimit = 1 << 20
    /// What status checks ask for, in place of the rule about statuses.
    package var statuses: [ProgramStatusCheck] = []
    package var checks: [ProgramCheck] = []
    package var captures: [ProgramCapture] = []

    /// Whether a reply has to be made for it.
    package var readsReply: Bool { !checks.isEmpty || !captures.isEmpty }
}

/// A check of the status alone, which needs no reply.
package struct ProgramStatusCheck: Sendable {
    package var ranges: [ClosedRange<Int>]
    /// The number of what it is counted as.
    package var failure: Int32
}

/// A check with the slots that it reads.
package struct ProgramCheck: Sendable {
    package var slots: [ProgramSlotRead]
    package var problem: ReplyCheck.Problem
    package var failure: Int32
}

/// A capture with the slot that it fills.
package struct ProgramCapture: Sendable {
    package var slot: Int32
    package var value: @Sendable (Reply) throws -> any Sendable
    package var failure: Int32
    /// What is captured is never shown.
    package var isSecret: Bool
}
