#if os(Linux)
    import Foundation

    /// Bytes through all interfaces since the machine started.
    enum NetworkBytes {
        static var now: (received: Double, sent: Double)? {
            let text = try? String(contentsOfFile: "/proc/net/dev", encoding: .utf8)
            return text.flatMap(sum)
        }

        /// - Parameter text: two lines of headings, then `name: received … (8) sent …` (proc(5)).
        static func sum(_ text: String) -> (received: Double, sent: Double)? {
            let rows = text.split(separator: "\n").dropFirst(2).compactMap { line -> [Double]? in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                let numbers = line[line.index(after: colon)...].split(separator: " ")
                    .compactMap { Double($0) }
                return numbers.count > 8 ? numbers : nil
            }
            guard !rows.isEmpty else { return nil }
            return (rows.reduce(0) { $0 + $1[0] }, rows.reduce(0) { $0 + $1[8] })
        }
    }
#endif
