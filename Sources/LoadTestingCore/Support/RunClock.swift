import CLoadTestingSystem

/// The clock of one run: nanoseconds since its start on the monotonic clock, anchored once in wall
/// time.
///
/// Every series and every sample uses it.
package struct RunClock: Sendable {
    /// The run's start on the monotonic clock.
    package let zeroNanoseconds: Int64
    /// The run's start in wall time, nanoseconds since 1970.
    package let wallAnchorNanoseconds: Int64

    /// Starts a clock now.
    package init() {
        zeroNanoseconds = clt_monotonic_nanoseconds()
        wallAnchorNanoseconds = clt_wall_nanoseconds()
    }

    /// A clock started at an instant.
    init(zeroNanoseconds: Int64, wallAnchorNanoseconds: Int64) {
        self.zeroNanoseconds = zeroNanoseconds
        self.wallAnchorNanoseconds = wallAnchorNanoseconds
    }

    /// Nanoseconds since the start of the run.
    package var now: Int64 { clt_monotonic_nanoseconds() - zeroNanoseconds }

    /// The wall time of an instant of the run, nanoseconds since 1970.
    package func wallNanoseconds(at instant: Int64) -> Int64 { wallAnchorNanoseconds + instant }
}
