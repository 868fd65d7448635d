import LoadTestingMacrosFree

extension FlowCompiler {
    mutating func loop(_ loop: Loop, _ scope: Scope, _ target: inout ProgramCompiler) {
        let register = target.registers(1)
        target.emit(.set(register: register, value: Int64(loop.count)))
        let start = target.address
        compile(loop.body, scope, &target)
        target.emit(.countDown(register: register, target: start))
    }

    mutating func loop(_ loop: While, _ scope: Scope, _ target: inout ProgramCompiler) {
        let start = target.address
        let test = target.emit(.suspend)
        compile(loop.body, scope, &target)
        target.emit(.jump(to: start))
        target.program.instructions[test] = .jumpUnless(
            condition: target.condition(loop.condition), target: target.address)
    }

    mutating func loop(_ loop: ForEach, _ scope: Scope, _ target: inout ProgramCompiler) {
        let register = target.registers(1)
        target.emit(.set(register: register, value: 0))
        let start = target.address
        let next = target.emit(.suspend)
        compile(loop.body, scope, &target)
        target.emit(.jump(to: start))
        target.program.instructions[next] = .nextElement(
            list: target.list(loop), register: register, target: target.address)
    }

    mutating func during(_ during: During, _ scope: Scope, _ target: inout ProgramCompiler) {
        let register = target.registers(1)
        target.emit(
            .startTimer(register: register, nanoseconds: during.time.wholeNanoseconds))
        let start = target.address
        let test = target.emit(.suspend)
        compile(during.body, scope, &target)
        target.emit(.jump(to: start))
        target.program.instructions[test] = .jumpWhenOver(
            register: register, target: target.address)
    }

    mutating func once(_ steps: Steps, _ scope: Scope, _ target: inout ProgramCompiler) {
        let register = target.registers(1)
        let test = target.emit(.suspend)
        compile(steps, scope, &target)
        target.program.instructions[test] = .jumpUnlessFirst(
            register: register, target: target.address)
    }

    // MARK: - Choices

    mutating func branch(_ branch: If, _ scope: Scope, _ target: inout ProgramCompiler) {
        let test = target.emit(.suspend)
        compile(branch.body, scope, &target)
        let condition = target.condition(branch.condition)
        guard !branch.otherwise.nodes.isEmpty else {
            target.program.instructions[test] = .jumpUnless(
                condition: condition, target: target.address)
            return
        }
        let leave = target.emit(.suspend)
        target.program.instructions[test] = .jumpUnless(
            condition: condition, target: target.address)
        compile(branch.otherwise, scope, &target)
        target.program.instructions[leave] = .jump(to: target.address)
    }

    mutating func mix(_ mix: Mix, _ scope: Scope, _ target: inout ProgramCompiler) {
        let number = Int32(target.program.choices.count)
        target.program.choices.append(ProgramChoice(targets: []))
        target.emit(.choose(number))
        var leaves: [Int] = []
        var sum: Int64 = 0
        for share in mix.shares where share.weight > 0 {
            sum = sum.addingReportingOverflow(Int64(share.weight)).partialValue
            target.program.choices[Int(number)].targets.append(
                (upTo: sum, target: target.address))
            compile(share.body, scope, &target)
            leaves.append(target.emit(.suspend))
        }
        for leave in leaves { target.program.instructions[leave] = .jump(to: target.address) }
    }

    mutating func randomOrder(_ steps: Steps, _ scope: Scope, _ target: inout ProgramCompiler) {
        let number = Int32(target.program.orders.count)
        let register = target.registers(steps.nodes.count + 1)
        target.program.orders.append(ProgramOrder(targets: [], end: 0, register: register))
        target.emit(.shuffle(number))
        let next = target.address
        target.emit(.nextInOrder(number))
        for node in steps.nodes {
            target.program.orders[Int(number)].targets.append(target.address)
            compile(Steps([node]), scope, &target)
            target.emit(.jump(to: next))
        }
        target.program.orders[Int(number)].end = target.address
    }
}
