#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// One loop for all connections, on a thread beside the main one, whose work sleeps.
func serveInBlockedLoop(_ listener: Listener) {
    var watched = [pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)]
    while true {
        poll(&watched, nfds_t(watched.count), -1)
        let ready = watched.filter { $0.revents != 0 }.map(\.fd)
        for descriptor in ready where descriptor != listener.descriptor {
            let connection = Connection(descriptor: descriptor)
            if connection.readRequest() {
                usleep(20_000)
                connection.sendAnswer()
            } else {
                connection.end()
                watched.removeAll { $0.fd == descriptor }
            }
        }
        if ready.contains(listener.descriptor) {
            let connection = listener.accept()
            watched.append(
                pollfd(fd: connection.descriptor, events: Int16(POLLIN), revents: 0))
        }
    }
}
