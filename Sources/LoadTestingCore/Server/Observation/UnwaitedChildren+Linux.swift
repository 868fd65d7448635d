#if os(Linux)
    extension UnwaitedChildren {
        /// Whether an orphan goes to the nearest supervisor above it rather than to the first
        /// process of the system.
        static let canAdopt = true
    }
#endif
