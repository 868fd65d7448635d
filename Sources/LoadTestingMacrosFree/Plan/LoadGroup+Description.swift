extension LoadGroup {
    /// The group as lines of a printed plan.
    func lines(number: Int, _ planDefaults: SamplerDefaults) -> [String] {
        var lines: [String]
        let title = "  \(displayName(number: number)): "
        switch work {
        case .ramp where search != nil, .arrivals where search != nil:
            lines = [title + (searchText ?? "")]
        case .ramp(let ramp): lines = [title + "\(starts(of: ramp)), \(ending(of: ramp))"]
        case .shape(let segments):
            lines = [title + "users\(after)"] + segments.map { "    \($0)" }
        case .arrivals(let arrivals):
            lines =
                [title + "\(arrivals)\(after)"] + arrivals.segments.map { "    \($0)" }
        }
        lines += limits.map { "    \($0)" }
        lines += steps.lines(indent: "    ", defaults.over(planDefaults))
        if let offer { lines.append("    \(offer)") }
        return lines
    }

    /// The number of requests that the group sends; `nil` when only time ends it, when data or
    /// chance decides, or when the number is too large.
    var requests: Int? {
        guard let each = steps.requestCount, let passes else { return nil }
        let product = passes.multipliedReportingOverflow(by: each)
        return product.overflow ? nil : product.partialValue
    }

    private var passes: Int? {
        guard case .ramp(let ramp) = work, ramp.duration == nil, let iterations = ramp.iterations
        else { return nil }
        let product = max(0, ramp.users).multipliedReportingOverflow(by: max(0, iterations))
        return product.overflow ? nil : product.partialValue
    }

    /// The search of the group in words.
    private var searchText: String? {
        guard case .arrivals(let arrivals) = work else {
            return search?.description { NumberText.counted(Int($0), "user") }
        }
        return search.map { "\(arrivals), \($0.description { "\(Rate.perSecond($0))" })" }
    }

    private var limits: [String] {
        (limit.map { ["at most \($0) requests"] } ?? [])
            + (errorAction == .continue ? [] : ["after a failed sample: \(errorAction.text)"])
    }

    private var after: String { startAfter > .zero ? " after \(startAfter.text)" : "" }

    private func starts(of ramp: UserRamp) -> String {
        let count = NumberText.counted(ramp.users, "user")
        guard ramp.rampUp > .zero, ramp.users > 1 else { return "\(count) at once\(after)" }
        let gap = NumberText.duration(
            nanoseconds: ramp.rampUp.wholeNanoseconds / Int64(ramp.users))
        return "\(count) over \(ramp.rampUp.text), one every \(gap)\(after)"
    }

    private func ending(of ramp: UserRamp) -> String {
        let loops = ramp.iterations.map {
            "\(NumberText.counted($0, "iteration")) each"
        }
        let time = ramp.duration.map { "until \($0.text)" }
        return [loops, time].compactMap(\.self).joined(separator: ", or ")
    }

    /// The rate that the ramp offers as long as the server is fast enough: users started a second,
    /// times the requests of each.
    private var offer: String? {
        guard case .ramp(let ramp) = work, ramp.rampUp > .zero, ramp.users > 1,
            let iterations = ramp.iterations, let count = steps.requestCount
        else { return nil }
        let starts = Rate.perSecond(
            Double(ramp.users) / Double(ramp.rampUp.wholeNanoseconds) * 1e9)
        let each = Double(iterations) * Double(count)
        let offered = Rate.perSecond(starts.perSecond * each)
        return "offers up to \(offered) requests: \(starts) users ×"
            + " \(NumberText.decimal(each, places: 0)) requests"
    }
}

extension Arrivals: CustomStringConvertible {
    /// The arrivals and their users, such as `Poisson arrivals, at most 100 users active`.
    package var description: String {
        (spacing == .poisson ? "Poisson arrivals" : "arrivals")
            + (maxUsers.map { ", at most \(NumberText.counted($0, "user")) active" } ?? "")
            + (connection == .perArrival ? ", a connection each" : "")
    }
}

extension ErrorAction {
    /// Its words in a printed plan.
    fileprivate var text: String {
        switch self {
        case .continue: "the next step"
        case .nextIteration: "the next iteration"
        case .stopUser: "the user ends"
        case .stopTest: "the test ends"
        }
    }
}
