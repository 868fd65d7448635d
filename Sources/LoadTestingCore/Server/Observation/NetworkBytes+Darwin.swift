#if canImport(Darwin)
    /// Bytes through all interfaces since the machine started: not read on macOS.
    enum NetworkBytes {
        static var now: (received: Double, sent: Double)? { nil }
    }
#endif
