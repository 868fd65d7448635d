import Foundation

/// The name of this machine.
enum HostName {
    /// The name that the machine gives itself, without asking the network for it; empty where it
    /// has none.
    static var current: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "" }
        return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }
}
