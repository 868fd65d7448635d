#if canImport(Darwin)
    import Darwin

    /// The local ports that connections to one address can have.
    package enum EphemeralPorts {
        /// The number of ports, or `nil` where the system does not say.
        package static var count: Int? {
            guard let first = bound("net.inet.ip.portrange.first"),
                let last = bound("net.inet.ip.portrange.last")
            else { return nil }
            return last - first + 1
        }

        private static func bound(_ name: String) -> Int? {
            var value: Int32 = 0
            var size = MemoryLayout<Int32>.size
            return sysctlbyname(name, &value, &size, nil, 0) == 0 ? Int(value) : nil
        }
    }
#endif
