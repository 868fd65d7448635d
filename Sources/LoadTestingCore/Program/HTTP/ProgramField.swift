/// A header field of a request; its value may be empty.
package struct ProgramField: Sendable {
    package var name: String
    package var value: ProgramText

    package init(_ name: String, _ value: ProgramText) {
        self.name = name
        self.value = value
    }
}
