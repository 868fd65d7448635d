/// One step of a plan, as the compiler of programs reads it.
package indirect enum StepNode: Sendable {
    case sample(any Sampler)
    case pause(PauseTime)
    case pace(Pace)
    case rendezvous(Rendezvous)
    case feed(Feed)
    /// Steps that were written as one, such as a fragment.
    case sequence(Steps)
    case loop(Loop)
    case repeatWhile(While)
    case during(During)
    case branch(If)
    case forEach(ForEach)
    case once(Steps)
    case mix(Mix)
    case randomOrder(Steps)
    case retry(Retry)
    case transaction(Transaction)
    case parallel(Parallel)
    case stopUser
    case stopTest
    case opaque(OpaqueStep)
}

extension StepNode {
    /// The steps directly inside, in the order written.
    package var children: [Steps] {
        switch self {
        case .sample, .pause, .pace, .rendezvous, .feed, .stopUser, .stopTest, .opaque, .parallel:
            []
        case .sequence(let steps), .once(let steps), .randomOrder(let steps): [steps]
        case .loop(let loop): [loop.body]
        case .repeatWhile(let loop): [loop.body]
        case .during(let during): [during.body]
        case .branch(let branch): [branch.body, branch.otherwise]
        case .forEach(let loop): [loop.body]
        case .mix(let mix): mix.shares.map(\.body)
        case .retry(let retry): [retry.body]
        case .transaction(let transaction): [transaction.body]
        }
    }

    /// The samplers in it, in the order written.
    package var samplers: [any Sampler] {
        switch self {
        case .sample(let sampler): [sampler]
        case .parallel(let parallel): parallel.samplers
        default: children.flatMap(\.samplers)
        }
    }

    /// Whether a scenario is in it, whose requests are not known beforehand.
    package var holdsScenario: Bool {
        if case .opaque = self { return true }
        return children.contains { $0.holdsScenario }
    }
}
