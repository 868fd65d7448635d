/// A listener of a load test: a file that a run leaves behind.
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
/// A relative path begins at the working directory, that from which `swift test` was
/// started; missing folders are created. A file is written beside its place, with `.partial` behind
/// its name, and renamed when it is complete: an older one stays until then. A path that can't be
/// written is refused before the first request; what fails later, such as a full disk, is a note in
/// the report and never changes the verdict. Dry runs leave no files.
///
/// Closed: the library's own types conform, and no other can.
public protocol Listener: Sendable {
    /// The parts of the listener; the library alone reads them.
    var sealed: Sealed<Self, ListenerOutput> { get }

    /// Creates the listener from its parts; only the library has what makes them.
    init(sealed: Sealed<Self, ListenerOutput>)
}

extension Listener {
    /// The file to write.
    package var output: ListenerOutput { sealed.value }

    package init(_ output: ListenerOutput) { self.init(sealed: Sealed(output)) }
}

/// The output of a listener: a file, with its format.
public struct ListenerOutput: Hashable, Sendable {
    package var format: Format
    package var path: String

    package init(_ format: Format, _ path: String) {
        self.format = format
        self.path = path
    }

    /// The format of a file, and with it its source: samples as they come, seconds as they end, or
    /// the result.
    package enum Format: Hashable, Sendable {
        /// A row for each sample.
        case jtl(JTLFormat)
        /// Histograms of each second.
        case hdrLog
        /// The judged result.
        case html, json, junit, markdown, openMetrics, result
    }
}
