public import LoadTestingMacrosFree

/// A disturbance of the connections of a ``Relay``, in the terms of Toxiproxy.
///
/// ```swift
/// try relay.add(.timeout(after: .zero), named: "outage")
/// try relay.add(.reset().affecting(.percent(5)), named: "flaky")
/// relay.remove("outage")
/// ```
///
/// A toxic acts on open connections, too, from the moment that it is added. Latency counts for
/// bytes that arrive from then on: those on their way keep the time at which they are due.
/// Everything else counts for bytes not yet passed on.
public struct Toxic: Hashable, Sendable {
    /// The direction that a toxic acts on.
    ///
    /// Complete: a `switch` over it needs no default.
    public enum Direction: Hashable, Sendable {
        /// From the client to the server: requests.
        case upstream
        /// From the server to the client: replies.
        case downstream
        /// Each direction on its own.
        case both
    }

    enum Kind: Hashable {
        case latency(Duration, jitter: Duration)
        case setUp(Duration)
        case bandwidth(Bandwidth)
        case slicer(size: Int, variation: Int, delay: Duration)
        case timeout(after: Duration)
        case reset(after: Duration)
        case limit(bytes: Int)
        case slowClose(Duration)
    }

    var kind: Kind
    var direction: Direction
    var share = Ratio(fraction: 1)

    /// The toxic for a share of the connections only; Toxiproxy's toxicity.
    ///
    /// Drawn for each connection once: the nth connection of a relay is affected in every run, or
    /// in none.
    ///
    /// - Parameter share: 0 … 100 %.
    public func affecting(_ share: Ratio) -> Toxic {
        var toxic = self
        toxic.share = share
        return toxic
    }
}

extension Toxic {
    /// Delays all bytes of a direction; several latencies add up.
    ///
    /// - Parameters:
    ///   - latency: the delay, zero or more.
    ///   - jitter: the variation of the delay of each piece that arrives, evenly in ± jitter; at
    ///     most `latency`. Bytes keep their order. Default zero.
    ///   - direction: one or both directions. Default downstream, as in Toxiproxy.
    public static func latency(
        _ latency: Duration, jitter: Duration = .zero, _ direction: Direction = .downstream
    ) -> Toxic {
        Toxic(kind: .latency(latency, jitter: jitter), direction: direction)
    }

    /// Passes bytes on no faster than a line of this bandwidth would; of several the minimum
    /// counts.
    ///
    /// - Parameters:
    ///   - bandwidth: for each connection on its own, and each direction; at least 8 bit/s.
    ///   - direction: default downstream.
    public static func bandwidth(
        _ bandwidth: Bandwidth, _ direction: Direction = .downstream
    ) -> Toxic {
        Toxic(kind: .bandwidth(bandwidth), direction: direction)
    }

    /// Passes bytes on in small pieces.
    ///
    /// - Parameters:
    ///   - size: the bytes of a piece on average, 1 or more.
    ///   - variation: the variation of the size, evenly; from zero to less than `size`. Default 0.
    ///   - delay: the wait of each piece after the previous one. Default zero.
    ///   - direction: default downstream.
    public static func slicer(
        size: Int, variation: Int = 0, delay: Duration = .zero,
        _ direction: Direction = .downstream
    ) -> Toxic {
        Toxic(kind: .slicer(size: size, variation: variation, delay: delay), direction: direction)
    }

    /// Stops all bytes, and closes the connection after a time.
    ///
    /// Bytes are not lost, as Toxiproxy's are: when the toxic is removed the stopped ones pass, as
    /// TCP would send them again after an outage.
    ///
    /// - Parameters:
    ///   - time: counted from when the toxic is added or, later, the connection opened; with zero
    ///     the connection stays open.
    ///   - direction: default downstream.
    public static func timeout(
        after time: Duration, _ direction: Direction = .downstream
    ) -> Toxic {
        Toxic(kind: .timeout(after: time), direction: direction)
    }

    /// Resets connections (TCP RST, "connection reset by peer") at both ends.
    ///
    /// - Parameter time: counted from when the toxic is added or, later, the connection opened.
    ///   Default zero.
    public static func reset(after time: Duration = .zero) -> Toxic {
        Toxic(kind: .reset(after: time), direction: .both)
    }

    /// Closes a connection when so many bytes have passed in a direction.
    ///
    /// - Parameters:
    ///   - bytes: counted from when the toxic is added, zero or more; exactly so many pass.
    ///   - direction: default downstream.
    public static func limit(bytes: Int, _ direction: Direction = .downstream) -> Toxic {
        Toxic(kind: .limit(bytes: bytes), direction: direction)
    }

    /// Passes the end of a direction on late: a closed connection stays open for a while.
    ///
    /// - Parameters:
    ///   - delay: the lateness, zero or more.
    ///   - direction: default downstream.
    public static func slowClose(
        _ delay: Duration, _ direction: Direction = .downstream
    ) -> Toxic {
        Toxic(kind: .slowClose(delay), direction: direction)
    }
}
