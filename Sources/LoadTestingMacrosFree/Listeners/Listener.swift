/// A listener of a load test: a file that a run leaves behind, or a backend that is told while the
/// load runs.
///
/// Listeners are elements of a load test, beside its groups:
///
/// ```swift
/// try await LoadTest("checkout", target: target) {
///     ThreadGroup(users: 100, duration: .seconds(60)) { HTTPGet("/") }
///     JTLWriter("out/results.jtl")
///     HTMLReport("out/report.html")
/// }.run()
/// ```
/// ## Files
///
/// A relative path begins at the working directory, that from which `swift test` was
/// started; missing folders are created. A file is written beside its place, with `.partial` behind
/// its name, and renamed when it is complete: an older one stays until then. A path that can't be
/// written is refused before the first request; what fails later, such as a full disk, is a note in
/// the report and never changes the verdict. Dry runs leave no files.
///
/// ## Backends
///
/// ``InfluxDB``, ``Graphite``, ``StatsD`` and ``Prometheus`` are told of whole seconds on a thread
/// of their own, so that none slows the load. What a backend does not take is tried once more, then
/// left out, counted, and said in a note at the end: it never changes the verdict. A request takes
/// at most 5 s, and so does all that is left at the end of the load. The hosts that a load test may
/// load are no limit here: a backend is named on purpose. Set-up, tear-down and dry runs are not
/// sent.
///
/// Closed: the library's own types conform, and no other can.
public protocol Listener: Sendable {
    /// The parts of the listener; the library alone reads them.
    var sealed: Sealed<Self, ListenerOutput> { get }

    /// Creates the listener from its parts; only the library has what makes them.
    init(sealed: Sealed<Self, ListenerOutput>)
}

extension Listener {
    /// The file to write, or the backend to tell.
    package var output: ListenerOutput { sealed.value }

    package init(_ output: ListenerOutput) { self.init(sealed: Sealed(output)) }
}
