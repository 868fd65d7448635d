/// A time of the run, which begins at 0 at the earliest.
struct Stretch {
    let start: Int64
    let end: Int64

    init(from start: Int64, to end: Int64) {
        self.start = max(0, start)
        self.end = max(self.start, end)
    }

    /// In nanoseconds.
    var length: Int64 { end - start }

    var seconds: Double { max(1e-9, Double(length) / 1e9) }

    /// How much of each second lies in it.
    var bySecond: [(second: Int, length: Double)] {
        guard end > start else { return [] }
        let second: Int64 = 1_000_000_000
        return (start / second...(end - 1) / second).map { number in
            let overlap = min(end, (number + 1) * second) - max(start, number * second)
            return (Int(number), Double(overlap) / 1e9)
        }
    }
}
