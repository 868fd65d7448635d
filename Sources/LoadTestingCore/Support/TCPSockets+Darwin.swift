#if canImport(Darwin)
    /// The TCP sockets of the system.
    package enum TCPSockets {
        /// The system does not say.
        package static var count: Int? { nil }
    }
#endif
