import Foundation

/// A file descriptor that is closed when its last reference goes.
final class Descriptor: Sendable {
    let number: Int32

    /// Takes over what `call` returned, or throws its error when it returned a negative number.
    init(_ call: String, _ number: Int32) throws {
        guard number >= 0 else { throw SystemCallError(call) }
        self.number = number
    }

    deinit { close(number) }
}
