#if os(Linux)
    import Foundation

    extension MachineTime {
        /// The count as it is now, from `/proc/stat`; `nil` where the system does not say.
        package static var now: MachineTime? {
            guard let text = try? String(contentsOfFile: "/proc/stat", encoding: .utf8) else {
                return nil
            }
            return MachineTime(processStatistics: text)
        }

        /// - Parameter text: begins with a line `cpu user nice system idle iowait irq softirq
        ///   steal …` in ticks of 10 ms (proc(5)); guests' time is in user's already.
        init?(processStatistics text: String) {
            guard let line = text.split(separator: "\n").first else { return nil }
            let words = line.split(separator: " ")
            let ticks = words.dropFirst().prefix(8).compactMap { Double($0) }
            guard words.first == "cpu", ticks.count == 8 else { return nil }
            let total = ticks.reduce(0, +)
            guard total > 0 else { return nil }
            self.init(
                capacity: total / 100, busy: (total - ticks[3] - ticks[4]) / 100,
                stolen: ticks[7] / 100)
        }
    }
#endif
