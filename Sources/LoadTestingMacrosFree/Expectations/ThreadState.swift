/// The state of a thread of a server: running, or what it waits for.
package enum ThreadState: String, CaseIterable, Hashable, Sendable {
    /// It runs, or is ready to run.
    case running
    /// It waits for storage.
    case disk
    /// It waits for a lock, however long that takes.
    case lock
    /// It waits for a lock for a limited time: the way in which an interpreter's is waited for.
    case timedLock
    case sleep
    /// It waits for events of several connections, as an event loop does.
    case poll
    /// It waits for one connection.
    case socket
    /// It waits for new connections.
    case accept
    case other
}
