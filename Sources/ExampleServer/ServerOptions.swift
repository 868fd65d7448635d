import NIOCore

/// The options of the command line.
struct ServerOptions {
    /// `--port`: the port to listen on; 0 lets the system choose one.
    var port = 8_080

    /// `--delay-milliseconds`: the pause before `/health` is answered.
    var delay = TimeAmount.milliseconds(10)

    /// `--threads`: the number of event loops.
    var threads = 1

    /// `--exit-with-parent`: whether the end of standard input ends the server.
    var exitsWithParent = false

    /// An argument that the server does not understand.
    struct Invalid: Error {
        let description: String
    }

    init(_ arguments: some Sequence<String>) throws(Invalid) {
        var rest = Array(arguments)[...]
        while let name = rest.popFirst() {
            switch name {
            case "--port": port = try Self.number(name, &rest, in: 0...65_535)
            case "--threads": threads = try Self.number(name, &rest, in: 1...256)
            case "--delay-milliseconds":
                delay = .milliseconds(Int64(try Self.number(name, &rest, in: 0...600_000)))
            case "--exit-with-parent": exitsWithParent = true
            default: throw Invalid(description: "unknown argument \(name)")
            }
        }
    }

    private static func number(
        _ name: String, _ rest: inout ArraySlice<String>, in range: ClosedRange<Int>
    ) throws(Invalid) -> Int {
        guard let number = rest.popFirst().flatMap(Int.init), range.contains(number) else {
            let bounds = "\(range.lowerBound) to \(range.upperBound)"
            throw Invalid(description: "\(name) needs a number from \(bounds)")
        }
        return number
    }
}
