/// The time between two observations, in nanoseconds of the run; none begins before 0.
struct ObservedInterval {
    let start: Int64
    let end: Int64

    init(from start: Int64, to end: Int64) {
        self.start = max(0, start)
        self.end = max(self.start, end)
    }

    /// In nanoseconds.
    var length: Int64 { end - start }

    var seconds: Double { max(1e-9, Double(length) / 1e9) }

    /// The part of each second that lies in it.
    var bySecond: [(second: Int, length: Double)] {
        guard end > start else { return [] }
        let second: Int64 = 1_000_000_000
        return (start / second...(end - 1) / second).map { number in
            let overlap = min(end, (number + 1) * second) - max(start, number * second)
            return (Int(number), Double(overlap) / 1e9)
        }
    }
}
