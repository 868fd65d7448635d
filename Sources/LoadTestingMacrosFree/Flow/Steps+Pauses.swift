extension Steps {
    /// The minimum pause of one pass.
    package var minPause: Duration { pauses(\.min) }

    /// The pause that hardly any pass exceeds; steps that depend on data or chance not included.
    package var usualPause: Duration { pauses(\.usual) }

    private func pauses(_ time: (PauseTime) -> Duration) -> Duration {
        nodes.reduce(.zero) { sum, node in
            switch node {
            case .pause(let pause): sum + time(pause)
            case .sequence(let steps), .randomOrder(let steps): sum + steps.pauses(time)
            case .transaction(let transaction): sum + transaction.body.pauses(time)
            case .loop(let loop): sum + loop.body.pauses(time).times(loop.count)
            default: sum
            }
        }
    }
}

extension PauseTime {
    fileprivate var min: Duration {
        if case .uniform(let range) = self { range.lowerBound } else { .zero }
    }

    fileprivate var usual: Duration {
        switch self {
        case .uniform(let range): range.upperBound
        case .gaussian(let mean, let deviation): mean + deviation.times(2)
        case .exponential(let mean): mean.times(3)
        }
    }
}
