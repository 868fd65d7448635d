import Foundation

/// Two connected sockets that nobody writes to: the system closes one when its holder dies.
struct Lifeline {
    /// The end to wait at; it reads as ended once ``ownEnd`` is closed.
    let childEnd: Descriptor

    /// The end whose closing is the message.
    let ownEnd: Descriptor

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard openStreamPair(&ends) == 0 else { throw SystemCallError("socketpair") }
        childEnd = try Descriptor("socketpair", ends[0])
        ownEnd = try Descriptor("socketpair", ends[1])
    }
}
