import Foundation

/// Waits at a socket, if there is one, and always also for the end of the server.
struct SocketWait {
    /// The reason for the end of a wait.
    enum Outcome {
        case ready
        case late
        case ended
    }

    let socket: Descriptor?
    let end: Descriptor

    /// Waits for an event such as `POLLIN`; without a limit for ever.
    func until(_ event: Int32, within limit: Duration? = nil) -> Outcome {
        let deadline = limit.map { ContinuousClock.now + $0 }
        var waits = [
            pollfd(fd: end.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket?.number ?? -1, events: Int16(event), revents: 0),
        ]
        while true {
            let count = poll(&waits, nfds_t(waits.count), Self.milliseconds(until: deadline))
            if waits[0].revents != 0 { return .ended }
            if count > 0 { return .ready }
            if let deadline, ContinuousClock.now >= deadline { return .late }
        }
    }

    /// The time left, rounded up; -1 is for ever.
    private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
        return Int32(min(max(0, left.rounded(.up)), 86_400_000))
    }
}
