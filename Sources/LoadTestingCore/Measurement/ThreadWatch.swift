/// Follows one thread from second to second: a pure state machine.
package struct ThreadWatch: Sendable {
    private var busyNanoseconds: Int64 = 0

    package init() {}

    /// Takes a second, or a part of one.
    ///
    /// - Parameters:
    ///   - processor: nanoseconds for which the thread had a processor.
    ///   - elapsed: nanoseconds that the second lasted.
    ///   - waited: nanoseconds for which it was ready to run and had none.
    package mutating func add(
        processor: Int64, elapsed: Int64, waited: Int64? = nil
    ) -> ThreadLoad {
        var load = ThreadLoad()
        guard elapsed > 0 else { return load }
        let share = Double(processor) / Double(elapsed)
        busyNanoseconds = share > 0.9 ? busyNanoseconds + elapsed : 0
        load.waitedNanoseconds = waited
        load.watchedNanoseconds = elapsed
        load.saturatedNanoseconds = share > 0.95 ? elapsed : 0
        load.longestBusyNanoseconds = busyNanoseconds
        return load
    }
}
