/// Connections that arrivals of a group have left, for later ones: the last one used goes first, so
/// that surplus ones become idle.
///
/// An arrival takes over one of its own route only, so that arrivals, too, are spread over the
/// addresses of a name.
struct ConnectionPool {
    private var idle: [[(connection: Connection, since: Int64)]]

    /// The maximum time that an unused connection is kept, in nanoseconds: 4 s, less than the 5 s
    /// after which common servers close theirs.
    static let longestIdle: Int64 = 4_000_000_000

    init(routes: Int = 1) { idle = Array(repeating: [], count: routes) }

    mutating func park(_ connection: Connection, route: Int32, now: Int64) {
        idle[Int(route)].append((connection: connection, since: now))
    }

    mutating func take(route: Int32) -> Connection? {
        idle[Int(route)].popLast()?.connection
    }

    /// Takes the connections unused since an instant.
    mutating func takeUnused(since instant: Int64) -> [Connection] {
        idle.indices.flatMap { route in
            let count = idle[route].prefix { $0.since < instant }.count
            defer { idle[route].removeFirst(count) }
            return idle[route].prefix(count).map(\.connection)
        }
    }
}
