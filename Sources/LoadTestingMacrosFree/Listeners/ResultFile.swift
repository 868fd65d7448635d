/// The whole result with all its measurements, as JSON: what `loadtesting` reports, compares and
/// merges.
///
/// Read by the version of the library that wrote it: its layout has a version.
public struct ResultFile: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<ResultFile, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<ResultFile, ListenerOutput>) { self.sealed = sealed }

    /// Describes the file.
    ///
    /// - Parameter path: the place of the file, absolute or from the working directory; not empty.
    public init(_ path: String) { self.init(ListenerOutput(.result, path)) }
}
