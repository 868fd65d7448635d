#if os(Linux)
    import Foundation

    extension SystemSigns {
        /// Those that can be read now; `nil` for none.
        static var now: SystemSigns? {
            let text = { (path: String) in try? String(contentsOfFile: path, encoding: .utf8) }
            let signs = SystemSigns(
                listenOverflows: text("/proc/net/netstat").flatMap {
                    count("ListenOverflows", of: "TcpExt:", in: $0)
                },
                retransmissions: text("/proc/net/snmp").flatMap {
                    count("RetransSegs", of: "Tcp:", in: $0)
                },
                diskPressure: text("/proc/pressure/io").flatMap(pressure),
                memoryPressure: text("/proc/pressure/memory").flatMap(pressure))
            return signs == SystemSigns() ? nil : signs
        }

        /// - Parameters:
        ///   - name: of the count.
        ///   - family: the first word of its two lines: one of names, one of numbers (proc(5)).
        static func count(_ name: String, of family: String, in text: String) -> Double? {
            let lines = text.split(separator: "\n").filter { $0.hasPrefix(family) }
                .map { $0.split(separator: " ") }
            guard lines.count == 2, let place = lines[0].firstIndex(where: { $0 == name }),
                lines[1].indices.contains(place)
            else { return nil }
            return Double(lines[1][place])
        }

        /// - Parameter text: lines such as `some avg10=0.00 avg60=0.02 avg300=0.18 total=2879251`.
        static func pressure(_ text: String) -> Double? {
            guard let some = text.split(separator: "\n").first(where: { $0.hasPrefix("some ") }),
                let total = some.split(separator: " ").last, total.hasPrefix("total=")
            else { return nil }
            return Double(total.dropFirst(6)).map { $0 / 1e6 }
        }
    }
#endif
