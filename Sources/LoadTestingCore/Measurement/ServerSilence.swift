/// A time in which requests were under way and no answer came: what a closed group can't show in
/// its percentiles.
package struct ServerSilence: Hashable, Codable, Sendable {
    /// From the start of the run.
    package var startNanoseconds: Int64
    package var nanoseconds: Int64
    /// How many users waited for an answer.
    package var waiting: Int

    package init(startNanoseconds: Int64, nanoseconds: Int64, waiting: Int) {
        self.startNanoseconds = startNanoseconds
        self.nanoseconds = nanoseconds
        self.waiting = waiting
    }

    /// The longer of two.
    package static func longer(_ a: ServerSilence?, _ b: ServerSilence?) -> ServerSilence? {
        guard let a, let b else { return a ?? b }
        return a.nanoseconds >= b.nanoseconds ? a : b
    }
}
