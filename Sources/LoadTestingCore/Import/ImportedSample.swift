/// A row of a JTL in numbers alone, kept until all samples of its second are known.
struct ImportedSample {
    /// Milliseconds since 1970.
    var start: Int64
    /// Milliseconds, each.
    var elapsed, latency, connect: Int32
    var received, sent: Int64
    var label, group: Int32
    var cause, status: Int16
    /// Active users, -1 where they are not known.
    var users: Int32

    /// The second of the run in which it ended.
    ///
    /// - Parameter zero: the start of the run, milliseconds since 1970.
    func second(from zero: Int64) -> Int { Int((start - zero + Int64(elapsed)) / 1_000) }

    /// The sample as if measured here: due when it started, since a JTL knows of no other instant.
    func measured(from zero: Int64) -> Sample {
        let begin = (start - zero) * 1_000_000
        let opened = connect > 0
        var sample = Sample(
            label: label, group: group, user: 0, iteration: 0, due: begin, start: begin,
            end: begin + Int64(elapsed) * 1_000_000, received: received, sent: sent,
            status: status, cause: cause, openedConnection: opened, resent: false)
        // Phases fit only where they follow one another.
        if connect >= 0, latency >= connect, elapsed >= latency, latency > 0 {
            sample.times = ExchangeTimes(
                connect: Int64(connect) * 1_000_000,
                wait: Int64(latency - connect) * 1_000_000,
                receive: Int64(elapsed - latency) * 1_000_000,
                exchange: Int64(elapsed - connect) * 1_000_000)
        }
        return sample
    }
}
