/// A step that another module runs: a scenario.
package struct OpaqueStep: Sendable {
    package var name: String
    package var content: any Sendable
    /// Slots that are filled when it has ended.
    package var fills: [SlotKey]

    package init(name: String, content: any Sendable, fills: [SlotKey]) {
        self.name = name
        self.content = content
        self.fills = fills
    }
}
