#if os(Linux)
    import Foundation

    extension MachineTime {
        /// The present count, from `/proc/stat`; `nil` where the system does not say.
        package static var now: MachineTime? {
            guard let text = try? String(contentsOfFile: "/proc/stat", encoding: .utf8) else {
                return nil
            }
            return MachineTime(processStatistics: text)
        }

        /// - Parameter text: begins with a line
        ///   `cpu user nice system idle iowait irq softirq steal …` in ticks of 10 ms (proc(5)),
        ///   then one for each core; guests' time is in user's already.
        init?(processStatistics text: String) {
            let lines = text.split(separator: "\n").prefix { $0.hasPrefix("cpu") }
            guard let line = lines.first, line.hasPrefix("cpu "), let all = Self.ticks(line) else {
                return nil
            }
            self.init(
                capacity: all.reduce(0, +) / 100, busy: Self.busy(all) / 100,
                stolen: all[7] / 100,
                coreBusy: lines.dropFirst().compactMap { Self.ticks($0).map(Self.busy) }
                    .map { $0 / 100 })
        }

        private static func ticks(_ line: Substring) -> [Double]? {
            let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
            return ticks.count == 8 && ticks.contains { $0 > 0 } ? ticks : nil
        }

        private static func busy(_ ticks: [Double]) -> Double {
            ticks.reduce(0, +) - ticks[3] - ticks[4]
        }
    }
#endif
