public import LoadTestingMacrosFree

/// Something that the connections of a ``Relay`` suffer from, in the words of Toxiproxy.
///
/// ```swift
/// try relay.add(.timeout(after: .zero), named: "outage")
/// try relay.add(.reset().affecting(.percent(5)), named: "flaky")
/// relay.remove("outage")
/// ```
///
/// A toxic acts on open connections, too, from the moment that it is added. Latency counts for
/// bytes that arrive from then on: those on their way keep the time at which they are due.
/// Everything else counts for whatever was not yet passed on.
public struct Toxic: Hashable, Sendable {
    /// Whose bytes a toxic acts on.
    ///
    /// Complete: a `switch` over it needs no default.
    public enum Direction: Hashable, Sendable {
        /// From the client to the server: requests.
        case upstream
        /// From the server to the client: replies.
        case downstream
        /// Each direction by itself.
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
    /// Drawn for each connection once: the nth connection of a relay suffers in every run, or in
    /// none.
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
    ///   - latency: how long, zero or more.
    ///   - jitter: what the delay of each piece that arrives varies by, evenly in ± jitter; at most
    ///     `latency`. Bytes keep their order. Default zero.
    ///   - direction: one way, or each way. Default downstream, as Toxiproxy has it.
    public static func latency(
        _ latency: Duration, jitter: Duration = .zero, _ direction: Direction = .downstream
    ) -> Toxic {
        Toxic(kind: .latency(latency, jitter: jitter), direction: direction)
    }

    /// Passes bytes on no faster than a line of this bandwidth would; of several the least counts.
    ///
    /// - Parameters:
    ///   - bandwidth: for each connection by itself, and each direction; at least 8 bit/s.
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
    ///   - variation: what the size varies by, evenly; from zero to less than `size`. Default 0.
    ///   - delay: what each piece waits for after the one before. Default zero.
    ///   - direction: default downstream.
    public static func slicer(
        size: Int, variation: Int = 0, delay: Duration = .zero,
        _ direction: Direction = .downstream
    ) -> Toxic {
        Toxic(kind: .slicer(size: size, variation: variation, delay: delay), direction: direction)
    }

    /// Holds all bytes back, and closes the connection after a time.
    ///
    /// Bytes are not lost, as Toxiproxy's are: when the toxic is removed those that were held back
    /// pass, as TCP would send them again after an outage.
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
    ///   - delay: how late, zero or more.
    ///   - direction: default downstream.
    public static func slowClose(
        _ delay: Duration, _ direction: Direction = .downstream
    ) -> Toxic {
        Toxic(kind: .slowClose(delay), direction: direction)
    }
}
