import Testing

@testable import LoadTestingCore

@Suite struct UserFrameTests {
    @Test func `a user goes through its instructions, again for each iteration, and ends`() {
        let actions = actions(
            of: [
                .exchange(request: 4), .pause(.uniform(shortest: 9, longest: 9)),
                .exchange(request: 2),
                .endIteration,
            ], iterations: 2, count: 7)
        let once = ["send 4", "wait 9", "send 2"]
        #expect(actions == once + once + ["end"])
    }

    @Test func `a frame begins at its group's entry and knows its iteration`() {
        let program = Program.made(
            of: [.made(), .made(iterations: 3, entry: 2)],
            instructions: [
                .exchange(request: 0), .endIteration, .exchange(request: 1), .endIteration,
            ])
        let code = ProgramCode(program)
        let memory = TestMemory(program)
        var frame = UserFrame(id: 5, group: 1, entry: 2, startsAt: 77)
        #expect(frame.freeAt == 77 && frame.iteration == 0)
        #expect(frame.text(code, memory) == "send 1")
        #expect(frame.iteration == 0)
        #expect(frame.text(code, memory) == "send 1")
        #expect(frame.iteration == 1)
        #expect(frame.text(code, memory) == "send 1")
        #expect(frame.text(code, memory) == "end")
        #expect(frame.iteration == 3 && frame.id == 5)
    }

    @Test func `a suspended user resumes behind its suspension when it is asked again`() {
        let actions = actions(
            of: [.suspend, .exchange(request: 1), .suspend, .suspend, .endIteration],
            iterations: 1, count: 5)
        #expect(actions == ["suspend", "send 1", "suspend", "suspend", "end"])
    }

    @Test func `a jump is followed forwards and backwards`() {
        let skipping = actions(
            of: [
                .jump(to: 2), .exchange(request: 0), .jump(to: 3), .exchange(request: 1),
                .endIteration,
            ], iterations: 2, count: 3)
        #expect(skipping == ["send 1", "send 1", "end"])
        let looping = actions(
            of: [
                .exchange(request: 0), .pause(.uniform(shortest: 1, longest: 1)), .jump(to: 0),
                .endIteration,
            ], iterations: 1, count: 5)
        #expect(looping == ["send 0", "wait 1", "send 0", "wait 1", "send 0"])
    }

    @Test func `an empty iteration ends after its count`() {
        #expect(actions(of: [.endIteration], iterations: 1_000, count: 1) == ["end"])
    }

    @Test func `a pause of a range draws within it and differs by user, iteration and draw`() {
        var drawn: [String: Int] = [:]
        for user in 0..<100 {
            for action in actions(
                of: [
                    .pause(.uniform(shortest: 1_000, longest: 1_000_000_000)),
                    .pause(.uniform(shortest: 1_000, longest: 1_000_000_000)), .endIteration,
                ],
                iterations: 5, count: 10, user: Int64(user))
            {
                let nanoseconds = Int64(action.dropFirst("wait ".count))!
                #expect(1_000...1_000_000_000 ~= nanoseconds)
                drawn[action, default: 0] += 1
            }
        }
        #expect(drawn.count > 990)
    }

    @Test func `draws are a function of seed, user, iteration and draw, counted from 0 in each`() {
        let drawn = actions(
            of: [
                .pause(.uniform(shortest: 0, longest: 999)),
                .pause(.uniform(shortest: 7, longest: 7)),
                .pause(.uniform(shortest: 0, longest: 999)), .endIteration,
            ], iterations: 3, count: 9, user: 5)
        let expected = (Int64(0)..<3).flatMap { iteration in
            let draws = (Int64(0)..<2).map { draw in
                let bits = RandomDraw.bits(seed: 1, user: 5, iteration: iteration, draw: draw)
                return "wait \(RandomDraw.integer(in: 0...999, bits: bits))"
            }
            return [draws[0], "wait 7", draws[1]]
        }
        #expect(drawn == expected)
    }

    /// DESIGN 4 (h): a user draws the same whichever loop it runs on, and beside whom.
    @Test(arguments: [1, 2, 3, 7])
    func `what users draw does not depend on the number of loops`(loops: Int) {
        let program = Program.made(
            of: [.made(users: 11, iterations: 3), .made(users: 4, iterations: 2)],
            instructions: [.pause(.uniform(shortest: 0, longest: .max / 2)), .endIteration],
            seed: 99)
        #expect(draws(of: program, loops: loops) == draws(of: program, loops: 1))
        var other = program
        other.seed = 98
        #expect(draws(of: other, loops: loops) != draws(of: program, loops: 1))
    }

    @Test func `a pause without range draws nothing`() {
        let fixed = actions(
            of: [
                .pause(.uniform(shortest: 5, longest: 5)),
                .pause(.uniform(shortest: 0, longest: .max / 2)),
                .endIteration,
            ], iterations: 1, count: 2)
        let alone = actions(
            of: [.pause(.uniform(shortest: 0, longest: .max / 2)), .endIteration], iterations: 1,
            count: 1)
        #expect(fixed[1] == alone[0])
    }

    private func draws(of program: Program, loops: Int) -> [Int64: [String]] {
        var draws: [Int64: [String]] = [:]
        for loop in 0..<loops {
            let code = ProgramCode(program)
            let memory = TestMemory(program)
            var source = UserSource(program, loop: loop, loops: loops)
            while let start = source.take(upTo: 0) {
                var frame = UserFrame(id: start.user, group: start.group, entry: 0, startsAt: 0)
                while true {
                    let action = frame.text(code, memory)
                    if action == "end" { break }
                    draws[start.user, default: []].append(action)
                }
            }
        }
        return draws
    }

    private func actions(
        of instructions: [Instruction], iterations: Int64, count: Int, user: Int64 = 0
    ) -> [String] {
        let program = Program.made(
            of: [.made(iterations: iterations)], instructions: instructions)
        let code = ProgramCode(program)
        let memory = TestMemory(program)
        var frame = UserFrame(id: user, group: 0, entry: 0, startsAt: 0)
        return (0..<count).map { _ in frame.text(code, memory) }
    }
}

extension UserFrame {
    /// Its next action, as a word; a wait as its length.
    fileprivate mutating func text(
        _ code: borrowing ProgramCode, _ memory: TestMemory
    ) -> String {
        let before = freeAt
        switch advance(code, memory.memory, now: freeAt) {
        case .send(let request): return "send \(request)"
        case .wait(let instant): return "wait \(instant &- before)"
        case .suspend: return "suspend"
        case .end: return "end"
        case let other: return "\(other)"
        }
    }
}
