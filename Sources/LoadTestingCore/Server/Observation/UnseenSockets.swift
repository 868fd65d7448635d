import CLoadTestingSystem

/// The reason that the sockets of a server can't be counted.
struct UnseenSockets: Error, Equatable {
    let reason: String
}

extension UnseenSockets {
    /// They belong to another user.
    static func notOurs(_ process: clt_process_use) -> UnseenSockets {
        UnseenSockets(
            reason: "those of \(process.title) are not ours to read; run the test as its user")
    }
}
