import LoadTestingMacrosFree

extension RatePiece {
    /// The pieces of some segments; neighbours with one constant rate are one piece, so that two
    /// holds in a row are exactly one long hold.
    static func pieces(of segments: [ArrivalSegment]) -> [RatePiece] {
        var pieces: [RatePiece] = []
        for (form, nanoseconds) in segments.flatMap(forms) where nanoseconds > 0 {
            var (start, length) = (pieces.last?.end ?? 0, nanoseconds)
            var first = pieces.last.map { $0.first + $0.count } ?? 0
            if case .constant = form, let last = pieces.last, last.form == form {
                (start, length, first) = (last.start, last.nanoseconds + nanoseconds, last.first)
                pieces.removeLast()
            }
            pieces.append(RatePiece(form, start: start, nanoseconds: length, first: first))
        }
        return pieces
    }

    private static func forms(of segment: ArrivalSegment) -> [(Form, Int64)] {
        let length = segment.duration.wholeNanoseconds
        switch segment.shape {
        case .silence: return [(.constant(0), length)]
        case .hold(let rate): return [(.constant(rate.perSecond), length)]
        case .ramp(let from, let to): return [(line(from, to), length)]
        case .spike(let from, let to):
            return [(line(from, to), length / 2), (line(to, from), length - length / 2)]
        case .sine(let around, let by, let period):
            let form = Form.sine(
                around: around.perSecond, by: by.perSecond,
                periodSeconds: Double(period.wholeNanoseconds) / 1e9)
            return [(form, length)]
        case .steps(let from, let by, let count, let each):
            return (0..<count).map { step in
                let rate = from.perSecond + by.perSecond * Double(step)
                return (.constant(max(0, rate)), each.wholeNanoseconds)
            }
        }
    }

    private static func line(_ from: Rate, _ to: Rate) -> Form {
        from == to
            ? .constant(from.perSecond) : .linear(from: from.perSecond, to: to.perSecond)
    }
}
