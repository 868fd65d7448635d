extension Steps {
    /// The number of requests that one pass sends; `nil` when data, time or chance decides, or the
    /// number is too large.
    package var requestCount: Int? {
        nodes.reduce(0 as Int?) { sum, node in
            guard let sum, let next = node.requestCount else { return nil }
            let (total, overflow) = sum.addingReportingOverflow(next)
            return overflow ? nil : total
        }
    }
}

extension StepNode {
    fileprivate var requestCount: Int? {
        switch self {
        case .sample: 1
        case .parallel(let parallel): parallel.samplers.count
        case .pause, .pace, .rendezvous, .feed: 0
        case .sequence(let steps), .randomOrder(let steps): steps.requestCount
        case .transaction(let transaction): transaction.body.requestCount
        case .retry(let retry): retry.body.requestCount
        case .loop(let loop): times(loop.count, loop.body)
        case .forEach(let loop):
            if case .fixed(let values) = loop.values { times(values.count, loop.body) } else { nil }
        case .branch(let branch): common([branch.body, branch.otherwise])
        case .mix(let mix): common(mix.shares.filter { $0.weight > 0 }.map(\.body))
        case .repeatWhile, .during, .once, .stopUser, .stopTest, .opaque: nil
        }
    }

    private func times(_ count: Int, _ body: Steps) -> Int? {
        guard let each = body.requestCount, count >= 0 else { return nil }
        let (product, overflow) = each.multipliedReportingOverflow(by: count)
        return overflow ? nil : product
    }

    /// The number that all alternatives have in common.
    private func common(_ alternatives: [Steps]) -> Int? {
        let counts = Set(alternatives.map(\.requestCount))
        return counts.count == 1 ? counts.first ?? nil : nil
    }
}
