import LoadTestingMacrosFree

/// The waits of a server, from which it is told what limits it.
extension ServerUseAccumulator {
    /// Adds the states of its threads, and the use of what stands behind its connections.
    mutating func addWaits(_ observation: ServerObservation, over interval: ObservedInterval) {
        for (port, cores) in observation.upstreams ?? [:] {
            add(cores, to: .upstreamCPU(port: port), over: interval, isPeak: false)
        }
        guard let threads = observation.threads else { return }
        // A state in which no thread was seen has a level, too: means are over the whole time.
        for state in ThreadState.allCases {
            add(threads.states[state] ?? 0, to: .threadsIn(state), over: interval)
            add(threads.loopStates[state] ?? 0, to: .loopsIn(state), over: interval)
        }
        add(threads.lockWaiters, to: .lockWaiters, over: interval)
        guard let busiest = threads.busiest else { return }
        add(busiest.ran, to: .busiestThread, over: interval)
        add(busiest.demand, to: .busiestThreadDemand, over: interval)
        add(busiest.allWaited, to: .processorWait, over: interval)
    }

    /// Adds the rise of the machine's counts since they were last read.
    mutating func addSigns(_ observation: ServerObservation) {
        guard let now = observation.signs else { return }
        defer { signs = (now, observation.nanoseconds) }
        guard let before = signs else { return }
        let interval = ObservedInterval(
            from: before.nanoseconds - zero, to: observation.nanoseconds - zero)
        let counts: [(ServerSeries, KeyPath<SystemSigns, Double?>)] = [
            (.listenOverflows, \.listenOverflows), (.retransmissions, \.retransmissions),
            (.diskPressure, \.diskPressure), (.memoryPressure, \.memoryPressure),
        ]
        for (series, path) in counts {
            guard let value = now[keyPath: path], let old = before.counts[keyPath: path] else {
                continue
            }
            addRate(value - old, to: series, over: interval)
        }
    }
}
