import Foundation

/// A list that C has read from the system.
enum SystemList {
    /// Copies a list and frees it.
    ///
    /// - Parameter fill: fills in a list, and returns its length, or -1.
    /// - Returns: `nil` where the system does not say; `errno` has the reason.
    static func read<Element>(
        _ fill: (inout UnsafeMutablePointer<Element>?) -> Int32
    ) -> [Element]? {
        var list: UnsafeMutablePointer<Element>?
        let count = fill(&list)
        defer { free(list) }
        return count < 0 ? nil : Array(UnsafeBufferPointer(start: list, count: Int(count)))
    }
}
