import LoadTestingMacrosFree

extension MeasuredPart {
    /// The place in the run: `12 s – 41 s`, `worst of 51 windows, at 12 s – 22 s`; `nil` for all of
    /// it.
    var place: String? { span?.text }
}

extension MeasuredPart.Span {
    /// The seconds, and the windows of which they are the worst one.
    var text: String {
        let text = "\(seconds.lowerBound) s – \(seconds.upperBound) s"
        return windows.map { "\($0.text), at \(text)" } ?? text
    }
}

extension SlidingWindows.Summary {
    /// The number of windows that were evaluated: `worst of 51 windows`.
    var text: String {
        "worst of \(NumberText.grouped(all - skipped)) windows"
            + (roundedTo.map { " of \($0) s" } ?? "")
            + (skipped > 0 ? " (\(NumberText.grouped(skipped)) with too few requests skipped)" : "")
    }
}
