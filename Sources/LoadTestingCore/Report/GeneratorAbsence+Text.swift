import LoadTestingMacrosFree

extension GeneratorAbsence {
    /// The clause about it: `its threads waited 12 % of the time for a processor`.
    var text: String {
        switch self {
        case .throttled(let throttling): throttling.text
        case .waited(let share):
            "its threads waited \(Ratio(fraction: share).whole) of the time for a processor"
        case .stopped(let share):
            "its process was stalled for \(Ratio(fraction: share).whole) of the time"
        }
    }
}

extension GeneratorAbsence? {
    /// The text behind a comma; empty for none.
    var clause: String { map { ", \($0.text)" } ?? "" }
}

extension CgroupThrottling {
    /// The clause that a quota of processor time throttled the generator.
    var text: String {
        "its cgroup throttled it \(NumberText.grouped(periods)) times,"
            + " \(NumberText.duration(nanoseconds: nanoseconds)) in total"
            + " (a quota of processor time)"
    }
}

extension Ratio {
    /// Whole percent.
    var whole: String { "\(NumberText.decimal(fraction * 100, places: 0)) %" }
}
