extension Steps {
    /// The shortest time that one pass pauses.
    package var leastPause: Duration {
        nodes.reduce(.zero) { sum, node in
            switch node {
            case .pause(.uniform(let range)): sum + range.lowerBound
            case .sequence(let steps), .randomOrder(let steps): sum + steps.leastPause
            case .transaction(let transaction): sum + transaction.body.leastPause
            case .loop(let loop): sum + loop.body.leastPause.times(loop.count)
            default: sum
            }
        }
    }
}
