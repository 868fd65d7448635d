import CLoadTesting

/// Where a loop counts the phases of the requests of one label.
struct PhaseRecorder {
    private var lookup: UnsafeMutablePointer<clt_histogram>?
    private var connect: UnsafeMutablePointer<clt_histogram>?
    private var tls: UnsafeMutablePointer<clt_histogram>?
    private var send: UnsafeMutablePointer<clt_histogram>?
    private var wait: UnsafeMutablePointer<clt_histogram>?
    private var receive: UnsafeMutablePointer<clt_histogram>?

    func destroy() {
        for histogram in [lookup, connect, tls, send, wait, receive] {
            histogram.map(clt_histogram_destroy)
        }
    }

    /// Counts an exchange that succeeded.
    mutating func record(_ times: ExchangeTimes, openedConnection: Bool) {
        if openedConnection {
            Self.record(times.lookup, in: &lookup)
            Self.record(times.connect, in: &connect)
            if times.tls > 0 { Self.record(times.tls, in: &tls) }
        }
        Self.record(times.send, in: &send)
        Self.record(times.wait, in: &wait)
        Self.record(times.receive, in: &receive)
    }

    private static func record(
        _ nanoseconds: Int64, in histogram: inout UnsafeMutablePointer<clt_histogram>?
    ) {
        if histogram == nil { histogram = clt_histogram_create() }
        guard let histogram else { preconditionFailure("no memory for a histogram") }
        clt_histogram_record_coarse(histogram, nanoseconds)
    }

    /// Takes everything out, for the next interval.
    func drain() -> PhaseTimes {
        var times = PhaseTimes()
        times.lookup = HistogramSnapshot(draining: lookup)
        times.connect = HistogramSnapshot(draining: connect)
        times.tls = HistogramSnapshot(draining: tls)
        times.send = HistogramSnapshot(draining: send)
        times.wait = HistogramSnapshot(draining: wait)
        times.receive = HistogramSnapshot(draining: receive)
        return times
    }
}

extension HistogramSnapshot {
    /// What a histogram holds, which is then empty; nothing when there is none.
    init(draining histogram: UnsafeMutablePointer<clt_histogram>?) {
        guard let histogram else {
            self.init()
            return
        }
        self.init(histogram)
        clt_histogram_reset(histogram)
    }
}
