#if canImport(Darwin)
    extension SystemSigns {
        /// The system reports none of them so that they can be told apart from others'.
        static var now: SystemSigns? { nil }
    }
#endif
