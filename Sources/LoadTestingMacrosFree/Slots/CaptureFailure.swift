/// The reason that nothing was found for a slot.
package struct CaptureFailure: Error, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }
}
