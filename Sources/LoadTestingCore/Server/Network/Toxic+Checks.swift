import LoadTestingMacrosFree

extension Toxic {
    /// The problems of its values.
    var problems: [LoadTestError.Problem] {
        let share = share.fraction
        let wrongShare = Self.problem(
            "a toxic affects \(self.share) of the connections", "use 0 … 100 %",
            unless: share >= 0 && share <= 1)
        return (kind.problems + [wrongShare]).compactMap(\.self)
    }

    /// A problem, unless a condition holds.
    static func problem(
        _ message: String, _ remedy: String, unless holds: Bool
    ) -> LoadTestError.Problem? {
        holds ? nil : LoadTestError.Problem(.invalidNetwork, message, remedy: remedy)
    }

    /// A problem, unless a duration is valid.
    static func problem(_ name: String, _ duration: Duration) -> LoadTestError.Problem? {
        problem(
            "\(name) is \(duration.text)", "use zero to one day",
            unless: duration >= .zero && duration <= .seconds(86_400))
    }
}

extension Toxic.Kind {
    fileprivate var problems: [LoadTestError.Problem?] {
        switch self {
        case .latency(let latency, let jitter): Self.problems(latency: latency, jitter: jitter)
        case .setUp(let time): [Toxic.problem("the set-up of connections", time)]
        case .bandwidth(let bandwidth): [Self.problem(bandwidth)]
        case .slicer(let size, let variation, let delay):
            Self.problems(size: size, variation: variation)
                + [Toxic.problem("the delay of slices", delay)]
        case .timeout(let time): [Toxic.problem("the time until a timeout", time)]
        case .reset(let time): [Toxic.problem("the time until a reset", time)]
        case .limit(let bytes):
            [Toxic.problem("a limit is \(bytes) bytes", "use zero or more", unless: bytes >= 0)]
        case .slowClose(let delay): [Toxic.problem("the delay of a close", delay)]
        }
    }

    private static func problems(
        latency: Duration, jitter: Duration
    ) -> [LoadTestError.Problem?] {
        let more = Toxic.problem(
            "jitter is \(jitter.text) with a latency of \(latency.text)",
            "use a jitter of at most the latency, nothing arrives before it was sent",
            unless: jitter <= latency || latency < .zero)
        return [Toxic.problem("latency", latency), Toxic.problem("jitter", jitter), more]
    }

    private static func problem(_ bandwidth: Bandwidth) -> LoadTestError.Problem? {
        let bits = bandwidth.bitsPerSecond
        return Toxic.problem(
            "bandwidth is \(bandwidth)", "use 8 bit/s to 1,000 Gbit/s, or leave it out",
            unless: bits >= 8 && bits <= 1e12)
    }

    private static func problems(size: Int, variation: Int) -> [LoadTestError.Problem?] {
        let wrongVariation = Toxic.problem(
            "slices of \(size) bytes vary by \(variation)", "use zero or more, less than the size",
            unless: variation >= 0 && (variation < size || size < 1))
        return [
            Toxic.problem("slices have \(size) bytes", "use 1 or more", unless: size >= 1),
            wrongVariation,
        ]
    }
}
