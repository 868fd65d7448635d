import Synchronization

/// The host and port of a server, for its own handler, which is made before the port is known.
final class Host: Sendable {
    private let value = Mutex("")

    var text: String {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
