import LoadTestingMacrosFree

/// A server with time to spare waits for something: for what, its threads and connections show.
extension BottleneckRules {
    /// Connections to another service, and what is known of them.
    private struct Upstream {
        var port: Int
        var count: Double
        var peak: Double
        /// Those on which an answer was due; `nil` where that is not known.
        var awaiting: Double?
        /// Cores that the processes behind it used; `nil` where that is not known.
        var cores: Double?

        /// Whether answers were due on most of them, where that is known.
        var isInUse: Bool { awaiting.map { $0 >= 0.6 * count } ?? true }

        func sign(_ inFlight: Double) -> BottleneckSign {
            .connections(port: port, count: count, awaiting: awaiting, inFlight: inFlight)
        }
    }

    /// The services behind the server, the one with the most answers due first.
    private var upstreams: [Upstream] {
        let found = (above.server?.levels ?? [:]).compactMap { series, level -> Upstream? in
            guard case .connections(let port) = series, let count = level.mean, count >= 0.5 else {
                return nil
            }
            return Upstream(
                port: port, count: count, peak: level.peak ?? count,
                awaiting: mean(.awaiting(port: port)), cores: mean(.upstreamCPU(port: port)))
        }
        return found.sorted {
            ($0.awaiting ?? $0.count, $1.port) > ($1.awaiting ?? $1.count, $0.port)
        }
    }

    /// A service whose processor is busy, while requests wait for it.
    var upstreamProcessor: Bottleneck? {
        guard isIdle else { return nil }
        for upstream in upstreams {
            // It gets less than it asks for where others use the machine, too.
            guard let cores = upstream.cores, cores >= (isMachineFull ? 0.3 : 0.8),
                upstream.isInUse
            else { continue }
            return Bottleneck(
                .upstream, cores >= 0.9 ? .clear : .likely, port: upstream.port,
                [
                    .upstreamCores(port: upstream.port, cores),
                    upstream.sign(inFlight), .idleProcessor(usedCores),
                ])
        }
        return nil
    }

    /// Fewer connections than requests, all in use, and no more of them whatever comes.
    var pool: Bottleneck? {
        guard isIdle else { return nil }
        for upstream in upstreams {
            let isFlat = upstream.peak <= upstream.count * 1.1 + 0.6
            guard isFlat, upstream.isInUse, inFlight >= 1.4 * upstream.peak,
                upstream.peak >= 2 || !leavesUnread
            else { continue }
            // A service that computes on another machine looks the same, and one connection on
            // which several requests are under way like a pool of one.
            let isSure =
                upstream.awaiting != nil && upstream.cores != nil && upstream.peak >= 2
                && inFlight >= 1.8 * upstream.peak
            return Bottleneck(
                .connectionPool, isSure ? .clear : .likely, port: upstream.port,
                size: Int(upstream.peak.rounded()),
                [upstream.sign(inFlight), .idleProcessor(usedCores)])
        }
        return nil
    }

    /// As many connections as requests: each of these waits for its answer there.
    var upstream: Bottleneck? {
        guard isIdle else { return nil }
        let most = upstreams.filter {
            $0.isInUse && ($0.awaiting ?? $0.count) >= 0.6 * inFlight
        }
        guard let upstream = most.first else { return nil }
        return Bottleneck(
            .upstream, upstream.awaiting != nil ? .clear : .likely, port: upstream.port,
            [upstream.sign(inFlight), .idleProcessor(usedCores)])
    }

    /// Threads that do something else than wait for a lock or for requests: where these are as many
    /// as the requests, those at the lock are a pool's that has nothing for them to do.
    private var threadsElsewhere: Double {
        [ThreadState.running, .sleep, .disk].reduce(0) { $0 + (mean(.threadsIn($1)) ?? 0) }
    }

    /// Most requests wait in threads for one lock.
    var lock: Bottleneck? {
        guard let waiting = mean(.lockWaiters), waiting >= 1.5, waiting >= 0.4 * inFlight,
            waiting + threadsElsewhere <= 1.3 * inFlight + 2
        else { return nil }
        return Bottleneck(
            .lock, waiting >= 0.6 * inFlight ? .clear : .likely,
            [
                .lockWaiters(
                    waiting, running: mean(.threadsIn(.running)) ?? 0, inFlight: inFlight)
            ])
    }

    /// Whether a part of the requests lies unread.
    private var leavesUnread: Bool {
        mean(.unread).map { $0 >= 0.3 * inFlight && $0 >= 1 } ?? false
    }

    /// Whether requests lie unread, since their reader waits for something else than requests.
    private var isBlocked: Bool {
        guard leavesUnread else { return false }
        // Where that is not known, a machine that others use explains as much.
        return loopWaits.map { $0.share >= 0.4 } ?? !isMachineFull
    }

    /// The state other than the wait for requests in which loops were for most of the time; `nil`
    /// where their states are unknown.
    private var loopWaits: (state: ThreadState, share: Double)? {
        let states: [ThreadState] = [.sleep, .socket, .disk, .lock, .timedLock, .other]
        let known = states.compactMap { state in
            mean(.loopsIn(state)).map { (state: state, share: $0) }
        }
        guard let longest = known.max(by: { $0.share < $1.share }) else { return nil }
        return (longest.state, known.reduce(0) { $0 + $1.share })
    }

    /// A loop that is not in its poll: it waits in a call, and reads nobody's request.
    var eventLoop: Bottleneck? {
        guard isIdle, isBlocked, let unread = mean(.unread) else { return nil }
        let waits = loopWaits
        let signs =
            waits.map { [BottleneckSign.loop($0.state, share: $0.share)] } ?? []
        return Bottleneck(
            .eventLoop, waits?.share ?? 0 >= 0.7 ? .clear : .likely,
            signs + [.unread(unread, inFlight: inFlight), .idleProcessor(usedCores)])
    }

    /// Threads, or the loop itself, wait for storage.
    var disk: Bottleneck? {
        guard let threads = mean(.threadsIn(.disk)) else { return nil }
        let loops = mean(.loopsIn(.disk)) ?? 0
        let bytes = (mean(.diskWritten) ?? 0) + (mean(.diskRead) ?? 0)
        let pressure = mean(.diskPressure) ?? 0
        guard threads >= 0.1 * inFlight && threads >= 0.4 || loops >= 0.3,
            bytes >= 100_000 || pressure >= 0.1
        else { return nil }
        return Bottleneck(
            .disk, pressure >= 0.1 || loops >= 0.5 ? .clear : .likely,
            [.diskWaits(threads: max(threads, loops)), .diskBytes(bytes)]
                + (pressure > 0 ? [.diskPressure(pressure)] : []))
    }
}
