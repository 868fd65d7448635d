import Foundation

/// A thread for each connection, and one lock around the work of all of them.
func serveUnderGlobalLock(_ listener: Listener) {
    let lock = NSLock()
    while true {
        let connection = listener.accept()
        Thread.detachNewThread {
            while connection.readRequest() {
                lock.withLock { _ = usleep(20_000) }
                connection.sendAnswer()
            }
            connection.end()
        }
    }
}
