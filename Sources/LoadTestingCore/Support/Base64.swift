import Foundation

/// Base64 with the standard alphabet; RFC 4648, 4.
package enum Base64 {
    /// The text of some bytes.
    package static func text(of bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
