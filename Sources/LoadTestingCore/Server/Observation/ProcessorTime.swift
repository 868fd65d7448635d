/// Processor time in user mode and in the system, in seconds.
struct ProcessorTime: Equatable {
    var user = 0.0
    var system = 0.0

    static func + (a: ProcessorTime, b: ProcessorTime) -> ProcessorTime {
        ProcessorTime(user: a.user + b.user, system: a.system + b.system)
    }

    static func - (a: ProcessorTime, b: ProcessorTime) -> ProcessorTime {
        ProcessorTime(user: a.user - b.user, system: a.system - b.system)
    }

    var sum: Double { user + system }

    /// Clocks of a system can go back a little.
    var atLeastZero: ProcessorTime { ProcessorTime(user: max(0, user), system: max(0, system)) }
}

extension ProcessorTime {
    /// - Parameters: nanoseconds.
    init(_ user: Int64, _ system: Int64) {
        self.init(user: Double(user) / 1e9, system: Double(system) / 1e9)
    }
}
