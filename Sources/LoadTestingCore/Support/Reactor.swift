/// Time and events of a loop: those of the machine, or virtual ones that a test makes.
///
/// Used by one loop's thread; only `wake()` may be called from elsewhere.
protocol Reactor: AnyObject, Sendable {
    /// Nanoseconds on the monotonic clock.
    var now: Int64 { get }
    /// Waits for events, at most for a time.
    ///
    /// - Returns: whether there may be further events than the reported ones.
    func wait(nanoseconds: Int64) -> Bool
    /// Dispatches the events of the last wait to their owners.
    func dispatch()
    /// Ends a wait from another thread.
    func wake()

    /// The calling thread is the loop's until `end()`.
    func begin()
    func end()
    /// Processor time of the loop's thread, in nanoseconds.
    var processorTime: Int64 { get }
    /// The time that the loop's thread was ready to run and had no processor, in nanoseconds; `nil`
    /// where it is unknown.
    var runQueueTime: Int64? { get }
    /// The time that the whole process was stalled at the end of a span, in nanoseconds.
    func processStall(in span: Range<Int64>) -> Int64
}
