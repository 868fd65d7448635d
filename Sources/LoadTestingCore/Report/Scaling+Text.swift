import LoadTestingMacrosFree

/// The sizes as a table, the law, and what follows.
extension Scaling: CustomStringConvertible {
    /// A row for each size, then the law and the answer, each a line.
    public var description: String {
        (table + [lawText] + doubts + ["answer     \(answer)"]).joined(separator: "\n")
    }

    private var table: [String] {
        var table = TextTable([.right, .right, .right, .right, .right, .right])
        table.add(["size", "throughput", "interval", "times", "efficiency", "law"])
        let first = sizes.first?.throughput.perSecond ?? 0
        for size in sizes {
            table.add([
                NumberText.grouped(size.size), size.throughput.description,
                "\(size.lower) – \(size.upper)",
                first > 0
                    ? NumberText.decimal(size.throughput.perSecond / first, places: 2) : "—",
                efficiency(at: size.size).map { Self.percent($0) } ?? "—",
                expectedThroughput(at: size.size).description,
            ])
        }
        return table.lines
    }

    private static func percent(_ share: Double) -> String {
        "\(NumberText.decimal(share * 100, places: 0)) %"
    }

    private var lawText: String {
        let name = sizes.count < Self.minSizes ? "arithmetic " : "law        "
        let peak = peakSize.map { "most at \(NumberText.decimal($0, places: 1))" } ?? "no peak"
        return "\(name)contention \(Self.figure(contention, contentionInterval)), crosstalk"
            + " \(Self.figure(crosstalk, crosstalkInterval)), \(peak)"
    }

    private static func figure(_ value: Double, _ interval: ClosedRange<Double>) -> String {
        let text = { (number: Double) in NumberText.decimal(number, places: 4) }
        return "\(text(value)) (\(text(interval.lowerBound)) – \(text(interval.upperBound)))"
    }

    /// The reasons not to trust the law beyond what was measured.
    private var doubts: [String] {
        var doubts: [String] = []
        if sizes.count < Self.minSizes {
            doubts.append(
                "\(sizes.count) sizes give three figures by arithmetic, not by a law: measure"
                    + " \(Self.minSizes) or more")
        }
        if let worst = worstDifference, abs(worst.share) > Self.maxDifference {
            doubts.append(
                "the law does not fit: at \(NumberText.decimal(worst.size, places: 0)) it is"
                    + " \(Self.percent(abs(worst.share))) \(worst.share > 0 ? "above" : "below")"
                    + " what was measured")
        }
        if let text = saturationText { doubts.append(text) }
        return doubts.map { "but        \($0)" }
    }

    private var saturationText: String? {
        guard let saturated = sizes.first(where: \.isMachineSaturated) else { return nil }
        let facts = saturated.result.snapshot.facts
        let cores = facts.generators.first.map {
            NumberText.counted($0.processors, "core")
        }
        let place =
            facts.targetsLoopback
            ? "the generator and the server shared \(cores ?? "a machine")"
            : "the generator's machine was busy (\(cores ?? "its cores"))"
        let bound = largestTrustedSize.map { "above \($0)" } ?? "of any size"
        return "\(place): \(bound) nothing can be said"
    }

    /// The answer in words: `helps`, `helps until 4`.
    private var answer: String {
        let trusted = sizes.filter { $0.size <= largestTrustedSize ?? 0 }
        guard let first = trusted.first, let last = trusted.last, trusted.count > 1 else {
            return "nothing can be said"
        }
        guard let (best, next) = end else {
            let times = last.throughput.perSecond / max(first.throughput.perSecond, 1e-9)
            let helps =
                "helps: \(last.size) do \(NumberText.decimal(times, places: 2)) times as"
                + " much as \(first.size)"
            guard isReliable, let peak = peakSize, peak < Double(last.size) * 4 else {
                return helps
            }
            return helps + "; by the law more makes it worse beyond"
                + " \(NumberText.decimal(peak, places: 0))"
        }
        let change = best.gain(to: next)
        let worse =
            change < -Self.minGain ? "do \(Self.percent(-change)) less" : "do no more"
        let answer =
            best.size == first.size
            ? "does not help: \(next.size) \(worse) than \(best.size)"
            : "helps until \(best.size): \(next.size) \(worse)"
        return answer + (hiddenText(at: next).map { "; \($0)" } ?? "")
    }

    /// The limit that more of the rest hides: `hides: port 5432 was at 97 % of a core at 4`.
    private func hiddenText(at size: Size) -> String? {
        guard let limit = hiddenLimit, let port = limit.port else { return nil }
        let verb = limit.certainty == .clear ? "hides" : "may hide"
        let place = "at \(NumberText.grouped(size.size))"
        if limit.kind == .connectionPool {
            let connections = NumberText.counted(limit.size ?? 0, "connection")
            return "\(verb): \(connections) to port \(port) had no room left \(place)"
        }
        // Without the figure nothing but the wait for its answers is known.
        guard let cores = size.finding?.evidence.server?[.upstreamCPU(port: port)]?.mean,
            cores >= Self.busyCores
        else { return "\(verb): the answers of port \(port) were waited for \(place)" }
        return "\(verb): port \(port) was at \(Self.percent(cores)) of a core \(place)"
    }

    /// The use of a processor from which on it is worth its figure.
    private static let busyCores = 0.3
}

extension RunFacts {
    /// Whether the target's address is the generator's own machine.
    fileprivate var targetsLoopback: Bool {
        ["://127.", "://localhost", "://[::1]"].contains { target.contains($0) }
    }
}
