/// A scenario, opaque here.
package struct ProgramScenario: Sendable {
    package var name: String
    /// The number of its row.
    package var label: Int32
    package var content: any Sendable

    /// The maximum requests of a user under way at once, as of browsers to one server; more wait.
    package static let maxExchanges = 6
}
