/// The steps that a user takes, in order: the body of a group, or a fragment of one.
///
/// A function marked `@StepsBuilder` that returns `Steps` is a reusable fragment:
///
/// ```swift
/// @StepsBuilder func browse() -> Steps {
///     HTTPGet("/")
///     Pause(.seconds(1))
///     HTTPGet("/catalogue")
/// }
/// ```
public struct Steps: Sendable {
    package var nodes: [StepNode]

    package init(_ nodes: [StepNode] = []) { self.nodes = nodes }

    package init(joining parts: [Steps]) { nodes = parts.flatMap(\.nodes) }

    /// The steps as one.
    package var together: Steps { nodes.count == 1 ? self : Steps([.sequence(self)]) }

    /// The samplers among the steps, in order.
    package var samplers: [any Sampler] { nodes.flatMap(\.samplers) }

    /// Whether a scenario is among them.
    package var holdsScenario: Bool { nodes.contains { $0.holdsScenario } }
}

/// An element of a group's body.
///
/// Open: a type of yours may conform whose steps are made of the library's.
///
/// ```swift
/// struct Login: Step {
///     var name: String
///
///     @StepsBuilder var steps: Steps {
///         HTTPPost("/login", body: .form(["user": "\(name)"])).named("login")
///         Pause(.seconds(1))
///     }
/// }
///
/// ThreadGroup(users: 10) { Login(name: "ann") }
/// ```
public protocol Step: Sendable {
    /// The element as steps.
    var steps: Steps { get }
}

extension Steps: Step {
    /// The element as steps.
    public var steps: Steps { self }
}
