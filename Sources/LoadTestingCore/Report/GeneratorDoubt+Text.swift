import LoadTestingMacrosFree

extension GeneratorDoubt {
    /// The reason, with the remedy.
    var text: String {
        switch self {
        case .late(let delay, let metric, let absence):
            "this generator was itself late" + (delay.map { " by \($0.text)" } ?? "")
                + Self.name(ofPercentile: metric) + "\(absence.clause). \(Self.remedy)"
        case .processStall(let time):
            "this generator was stalled for \(time.text). Nothing can be said. No debugger, no"
                + " sleep of the machine, no code that blocks a scenario."
        case .baseline(let time, let metric):
            "this generator alone takes \(time.text) (\(metric) against a null"
                + " target). Nothing can be said. A longer bound"
                + (Self.isDebugBuild ? ", or a release build." : ".")
        case .lateArrivals(let late, let all, let bound, let absence):
            "\(NumberText.grouped(late)) of \(NumberText.grouped(all)) arrivals"
                + " began more than \(bound.text) late\(absence.clause). \(Self.remedy)"
        case .busyUsers(let waits, let absence):
            "\(waits.text), which the generator itself delayed\(absence.clause)."
                + " \(Self.remedy)"
        case .unstartedArrivals(let unstarted, let planned):
            "\(NumberText.grouped(unstarted)) of"
                + " \(NumberText.grouped(planned)) arrivals never began. Nothing can be said."
                + " More users at most, or a lower rate."
        case .unseenTimeouts(let count, let absence):
            "\(NumberText.grouped(count)) requests timed out while this generator did not"
                + " poll\(absence.clause). \(Self.remedy)"
        case .busyThreads(let share):
            "this generator's threads were more than 95 % busy for"
                + " \(Ratio(fraction: share).whole) of the time: the load was what it could give."
                + " \(Self.remedy)"
        case .absent(let share, let absence):
            "this generator did not run for \(Ratio(fraction: share).whole) of the"
                + " time\(absence.clause). \(Self.remedy)"
        }
    }

    private static func name(ofPercentile metric: Metric) -> String {
        if case .percentile = metric.statistic { " (\(metric))" } else { "" }
    }

    private static var remedy: String {
        "Nothing can be said. Fewer users,\(isDebugBuild ? " a release build" : "") or another"
            + " core."
    }

    private static var isDebugBuild: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }
}
