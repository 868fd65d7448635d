import LoadTestingMacrosFree

/// Follows a plan's paths and finds slots that are read where nothing filled them before.
///
/// A slot counts as filled when every path to the place fills it. Pure.
struct SlotFlow {
    /// A slot that is read too early.
    struct Unfilled: Hashable {
        var slot: String
        /// The step that reads it.
        var reader: String
    }

    private(set) var filled: Set<SlotKey>
    private(set) var unfilled: [Unfilled] = []
    /// Every slot of the plan, in the order of its first mention.
    private(set) var all: [SlotKey] = []

    init(filled: Set<SlotKey> = []) { self.filled = filled }

    mutating func follow(_ steps: Steps, defaults: SamplerDefaults) {
        for node in steps.nodes { follow(node, defaults) }
    }

    private mutating func follow(_ node: StepNode, _ defaults: SamplerDefaults) {
        switch node {
        case .sample(let sampler): follow(sampler, defaults)
        case .pause, .pace, .rendezvous, .stopUser, .stopTest: break
        case .feed(let feed): fill(feed.slot)
        case .opaque(let step): for slot in step.fills { fill(slot) }
        case .sequence(let steps): follow(steps, defaults: defaults)
        case .loop(let loop): follow(loop.body, defaults: defaults)
        case .during(let during): follow(during.body, defaults: defaults)
        case .retry(let retry): follow(retry.body, defaults: defaults)
        case .transaction(let transaction): follow(transaction.body, defaults: defaults)
        case .repeatWhile(let loop):
            read(loop.condition.slot, by: "While")
            alternatives([loop.body, Steps()], defaults)
        case .branch(let branch):
            read(branch.condition.slot, by: "If")
            alternatives([branch.body, branch.otherwise], defaults)
        case .mix(let mix): alternatives(mix.shares.filter { $0.weight > 0 }.map(\.body), defaults)
        case .once(let steps): followOnce(steps, defaults)
        case .forEach(let loop): follow(loop, defaults)
        case .randomOrder(let steps): together(steps.nodes.map { Steps([$0]) }, defaults)
        case .parallel(let parallel):
            together(parallel.samplers.map { Steps([.sample($0)]) }, defaults)
        }
    }

    // MARK: - Paths

    /// One of several: only slots that each of them fills are filled afterwards.
    private mutating func alternatives(_ paths: [Steps], _ defaults: SamplerDefaults) {
        let before = filled
        var common: Set<SlotKey>?
        for path in paths {
            filled = before
            follow(path, defaults: defaults)
            common = common?.intersection(filled) ?? filled
        }
        filled = common ?? before
    }

    /// All of several in any order: none may rely on another.
    private mutating func together(_ paths: [Steps], _ defaults: SamplerDefaults) {
        let before = filled
        var union = before
        for path in paths {
            filled = before
            follow(path, defaults: defaults)
            union.formUnion(filled)
        }
        filled = union
    }

    /// Later iterations find only slots that live as long as the user.
    private mutating func followOnce(_ steps: Steps, _ defaults: SamplerDefaults) {
        let before = filled
        follow(steps, defaults: defaults)
        filled = before.union(filled.filter { $0.lifetime == .user })
    }

    private mutating func follow(_ loop: ForEach, _ defaults: SamplerDefaults) {
        let before = filled
        var runs = true
        switch loop.values {
        case .fixed(let values): runs = !values.isEmpty
        case .slot(let slot, _):
            read(slot, by: "ForEach")
            runs = false
        }
        fill(loop.slot)
        follow(loop.body, defaults: defaults)
        if !runs { filled = before }
        filled.remove(loop.slot)
    }

    // MARK: - Reads and fills

    private mutating func follow(_ sampler: any Sampler, _ defaults: SamplerDefaults) {
        let reader = "\"\(sampler.label.printable)\""
        for slot in sampler.slotsRead(defaults) { read(slot, by: reader) }
        for check in sampler.checks {
            for slot in check.slots { read(slot, by: "a check of \(reader)") }
        }
        for capture in sampler.captures { fill(capture.slot) }
    }

    private mutating func fill(_ slot: SlotKey) {
        mention(slot)
        filled.insert(slot)
    }

    private mutating func read(_ slot: SlotText, by reader: String) {
        mention(slot.key)
        guard slot.key.initial == nil, !filled.contains(slot.key) else { return }
        let problem = Unfilled(slot: slot.key.name, reader: reader)
        if !unfilled.contains(problem) { unfilled.append(problem) }
    }

    private mutating func mention(_ slot: SlotKey) {
        if !all.contains(slot) { all.append(slot) }
    }
}
