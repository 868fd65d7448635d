import LoadTestingMacrosFree

/// The numbers of a program's slots and reply failures, assigned as its parts are compiled.
struct ProgramRegistry: Sendable {
    private(set) var slots: [SlotKey] = []
    private var slotNumbers: [SlotKey: Int32] = [:]
    private(set) var failures: [ReplyFailure] = []
    private var failureNumbers: [ReplyFailure: Int32] = [:]

    /// The number of a slot, a new one where it was not known.
    mutating func number(of slot: SlotKey) -> Int32 {
        if let number = slotNumbers[slot] { return number }
        slotNumbers[slot] = Int32(slots.count)
        slots.append(slot)
        return Int32(slots.count - 1)
    }

    /// The number of a way in which a reply can fail, a new one where it was not known.
    private mutating func number(of failure: ReplyFailure) -> Int32 {
        if let number = failureNumbers[failure] { return number }
        failureNumbers[failure] = Int32(failures.count)
        failures.append(failure)
        return Int32(failures.count - 1)
    }

    mutating func read(_ slot: SlotText) -> ProgramSlotRead {
        ProgramSlotRead(slot: number(of: slot.key), name: slot.name)
    }

    /// The common part of a compiled sampler of any kind: its label, checks and captures.
    mutating func sampler(_ sampler: some Sampler, label: Int32) -> ProgramSampler {
        var rules = ProgramReplyRules()
        for check in sampler.checks.map(\.withoutSecrets) {
            rules.needs.formUnion(check.needs)
            let failure = number(of: .check(check.name))
            if let statuses = check.statuses {
                rules.statuses.append(ProgramStatusCheck(ranges: statuses, failure: failure))
            } else {
                rules.checks.append(
                    ProgramCheck(
                        slots: check.slots.map { read($0) }, problem: check.problem,
                        isMet: check.isMet, failure: failure))
            }
        }
        for capture in sampler.captures.map(\.withoutSecrets) {
            rules.needs.formUnion(capture.needs)
            rules.captures.append(
                ProgramCapture(
                    slot: number(of: capture.slot), value: capture.value,
                    failure: number(of: .capture(capture.name)), isSecret: capture.isSecret))
        }
        return ProgramSampler(label: label, reply: rules)
    }
}
