import LoadTestingMacrosFree
import Testing

@Suite struct StepsBuilderTests {
    @Test func `steps keep the order in which they were written`() {
        let steps = steps {
            HTTPGet("/a")
            Pause(.seconds(1))
            HTTPPost("/b")
            HTTPSampler(method: "PROPFIND", "/c")
        }
        #expect(steps.samplers.map(\.label) == ["GET /a", "POST /b", "PROPFIND /c"])
        #expect(steps.nodes.count == 4)
        guard case .pause(let time) = steps.nodes[1] else {
            Issue.record("the second step is a pause")
            return
        }
        #expect(time == .uniform(.seconds(1) ... .seconds(1)))
    }

    @Test func `a pause takes a range`() {
        let pause = Pause(.milliseconds(100) ... .milliseconds(300))
        #expect(pause.time == .uniform(.milliseconds(100) ... .milliseconds(300)))
    }

    @Test(arguments: [true, false])
    func `if, else and limited availability take part when they hold`(holds: Bool) {
        let steps = steps {
            if holds { HTTPGet("/if") }
            if holds { HTTPGet("/then") } else { HTTPGet("/else") }
            if #available(macOS 15, *) { HTTPGet("/available") }
        }
        let expected =
            holds ? ["GET /if", "GET /then", "GET /available"] : ["GET /else", "GET /available"]
        #expect(steps.samplers.map(\.label) == expected)
    }

    @Test func `a for is unrolled`() {
        let steps = steps {
            for number in 1...3 {
                HTTPGet("/items/\(number)")
                Pause(.seconds(number))
            }
        }
        #expect(steps.samplers.map(\.label) == ["GET /items/1", "GET /items/2", "GET /items/3"])
        // One for each pass, so that a controller around them keeps it together.
        #expect(steps.nodes.count == 3)
    }

    @Test func `fragments and steps of one's own are part of a body`() {
        let steps = steps {
            login()
            Browse(pages: 2)
        }
        #expect(
            steps.samplers.map(\.label) == ["login", "GET /home", "GET /page/0", "GET /page/1"])
    }

    @Test func `a group without a name is called by its number`() {
        let group = ThreadGroup(users: 3) { login() }
        #expect(group.displayName(number: 2) == "Thread Group 2")
        #expect(ThreadGroup("buyers", users: 1) {}.displayName(number: 2) == "buyers")
    }

    @Test func `a group without loops and duration makes one iteration`() {
        #expect(ThreadGroup(users: 1) {}.iterations == 1)
        #expect(ThreadGroup(users: 1, loops: 7) {}.iterations == 7)
        #expect(ThreadGroup(users: 1, duration: .seconds(1)) {}.iterations == nil)
        #expect(ThreadGroup(users: 1, loops: 7, duration: .seconds(1)) {}.iterations == 7)
    }

    private func steps(@StepsBuilder _ steps: () -> Steps) -> Steps { steps() }

    @StepsBuilder private func login() -> Steps {
        HTTPPost("/login").named("login")
        HTTPGet("/home")
    }
}

/// A step of a test's own, made of the library's.
private struct Browse: Step {
    var pages: Int

    @StepsBuilder var steps: Steps {
        for page in 0..<pages { HTTPGet("/page/\(page)") }
    }
}
