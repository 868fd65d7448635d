public import LoadTestingMacrosFree

/// A user's visit in plain Swift: an async closure in place of declarative steps.
///
/// ```swift
/// ThreadGroup(users: 1_000, loops: 10) {
///     Scenario("visit") { user in
///         let login = try await user.post("/login", json: Account(number: user.id))
///         let token = try login.decode(Login.self).token
///         let me = try await user.get("/me", headers: ["Authorization": "Bearer \(token)"])
///         try me.check(.status(200), .bodyContains("user"))
///     }
/// }
/// ```
///
/// Each iteration runs the closure once. Thousands of users run on the threads that send the load,
/// so it must not block: a call that does is named in the report. A scenario has a row of its own
/// with the time of the whole visit, without its pauses; the row fails when the closure throws or a
/// sample in it fails. An error that is thrown ends the visit, and its text is in the report.
public struct Scenario: Step {
    private let name: String
    private let body: ScenarioBody
    private var fills: [SlotKey] = []

    /// Describes a visit.
    ///
    /// - Parameters:
    ///   - name: its row's label.
    ///   - body: the code of the user; its result is ignored.
    public init<Ignored>(
        _ name: String, body: @escaping @Sendable (VirtualUser) async throws -> Ignored
    ) {
        self.name = name
        // Any result, or a single expression such as `user.sample(…)` would have to be `Void`.
        self.body = ScenarioBody { user in _ = try await body(user) }
    }

    /// Declares that the closure fills a slot by `user[slot] = …`, so that later steps may read it.
    public func filling<Value>(_ slot: Slot<Value>) -> Scenario {
        var copy = self
        copy.fills.append(slot.slotKey)
        return copy
    }

    /// The element as steps.
    public var steps: Steps {
        Steps([.opaque(OpaqueStep(name: name, content: body, fills: fills))])
    }
}

/// The body of a scenario.
struct ScenarioBody: Sendable {
    let run: nonisolated(nonsending) @Sendable (VirtualUser) async throws -> Void
}
