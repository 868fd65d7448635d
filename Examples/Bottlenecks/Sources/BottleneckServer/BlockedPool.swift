import Foundation

/// A thread that reads each connection, and tasks that block the threads of the concurrency pool,
/// of which there is one for each core.
func serveFromBlockedPool(_ listener: Listener) {
    while true {
        let connection = listener.accept()
        Thread.detachNewThread {
            let isAnswered = DispatchSemaphore(value: 0)
            while connection.readRequest() {
                Task.detached {
                    block()
                    connection.sendAnswer()
                    isAnswered.signal()
                }
                isAnswered.wait()
            }
            connection.end()
        }
    }
}

private func block() { usleep(20_000) }
