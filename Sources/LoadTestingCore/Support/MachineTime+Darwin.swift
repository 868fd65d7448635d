#if canImport(Darwin)
    import Darwin

    extension MachineTime {
        /// The present count; `nil` where the system does not say.
        package static var now: MachineTime? {
            var load = host_cpu_load_info_data_t()
            let words = MemoryLayout<host_cpu_load_info_data_t>.size / MemoryLayout<integer_t>.size
            var count = mach_msg_type_number_t(words)
            let result = withUnsafeMutablePointer(to: &load) { pointer in
                pointer.withMemoryRebound(to: integer_t.self, capacity: words) {
                    host_statistics(mach_host_self(), HOST_CPU_LOAD_INFO, $0, &count)
                }
            }
            guard result == KERN_SUCCESS else { return nil }
            // User, system, idle, nice, in ticks of 10 ms.
            let (user, system, idle, nice) = load.cpu_ticks
            let busy = Double(user) + Double(system) + Double(nice)
            return MachineTime(capacity: (busy + Double(idle)) / 100, busy: busy / 100, stolen: nil)
        }
    }
#endif
