extension UserFrame {
    /// Performs an instruction that only decides the next one.
    mutating func follow(
        _ instruction: Instruction, _ code: borrowing ProgramCode, _ memory: UserMemory,
        now: Int64
    ) {
        switch instruction {
        case .jump(let target): jump(to: target)
        case .set(let register, let value): memory[register] = value
        case .countDown(let register, let target):
            memory[register] &-= 1
            if memory[register] > 0 { jump(to: target) }
        case .startTimer(let register, let nanoseconds):
            memory[register] = max(now, freeAt) &+ nanoseconds
        case .jumpWhenOver(let register, let target):
            let end = memory[register]
            guard max(now, freeAt) >= end else { return }
            // The next step is not late when the last passes did nothing.
            if freeAt < end { _ = rest(end &- freeAt) }
            jump(to: target)
        case .jumpUnless(let condition, let target):
            let condition = code.conditions[Int(condition)]
            // A slot that an earlier failure left empty meets no condition.
            let holds = memory.slots[condition.slot].flatMap(condition.holds) ?? false
            if !holds { jump(to: target) }
        case .jumpUnlessFirst(let register, let target):
            if memory[register] > 0 { jump(to: target) }
            memory[register] = 1
        case .nextElement(let list, let register, let target):
            if !takeElement(of: code.lists[Int(list)], register, memory) { jump(to: target) }
        case .choose(let choice): choose(code.choices[Int(choice)], seed: code.seed)
        case .shuffle(let order): shuffle(code.orders[Int(order)], memory, seed: code.seed)
        case .nextInOrder(let order): visitNext(of: code.orders[Int(order)], memory)
        default: break
        }
    }

    /// Puts a list's next element into its slot; false when there is none.
    private func takeElement(
        of list: ProgramList, _ register: Int32, _ memory: UserMemory
    ) -> Bool {
        let values: [any Sendable] =
            switch list.values {
            case .fixed(let values): values
            case .slot(let slot, let elements): memory.slots[slot].flatMap(elements) ?? []
            }
        let index = Int(memory[register])
        guard index < values.count else { return false }
        memory.slots[list.slot] = values[index]
        memory[register] &+= 1
        return true
    }

    private mutating func choose(_ choice: ProgramChoice, seed: UInt64) {
        guard choice.total > 0 else { return }
        let drawn = RandomDraw.integer(
            in: 0...choice.total - 1, bits: drawBits(seed: seed))
        if let share = choice.targets.first(where: { drawn < $0.upTo }) { jump(to: share.target) }
    }

    /// Draws an order by Fisher and Yates: the first register counts, the others hold it.
    private mutating func shuffle(_ order: ProgramOrder, _ memory: UserMemory, seed: UInt64) {
        let count = Int32(order.targets.count)
        memory[order.register] = 0
        for place in 0..<count { memory[order.register + 1 + place] = Int64(place) }
        guard count > 1 else { return }
        for place in (1..<count).reversed() {
            let other = Int32(
                RandomDraw.integer(in: 0...Int64(place), bits: drawBits(seed: seed)))
            let kept = memory[order.register + 1 + place]
            memory[order.register + 1 + place] = memory[order.register + 1 + other]
            memory[order.register + 1 + other] = kept
        }
    }

    private mutating func visitNext(of order: ProgramOrder, _ memory: UserMemory) {
        let index = memory[order.register]
        guard index < order.targets.count else { return jump(to: order.end) }
        memory[order.register] = index + 1
        jump(to: order.targets[Int(memory[order.register + 1 + Int32(index)])])
    }
}
