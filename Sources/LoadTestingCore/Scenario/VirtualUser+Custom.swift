/// Counters and gauges of the plan's own, for budgets and reports:
/// `expect(counter("items") > 100)`, `result.gauges["queue"]`.
///
/// Values of the stated warm-up, of `SetUp` and `TearDown`, and those after the end of the visit
/// are in no figure. A plan has at most 1,000 names; further ones share "(further names)".
extension VirtualUser {
    /// Adds to a counter.
    ///
    /// ```swift
    /// user.count("items", by: page.items.count)
    /// ```
    /// - Parameters:
    ///   - name: the counter's name; the counters of all users by that name are one.
    ///   - amount: the amount to add. Default 1; 0 makes a counter known that counts nothing.
    public func count(_ name: String, by amount: Int = 1) {
        host.record(.counter(name, by: amount), of: self)
    }

    /// Sets a gauge: a value of which the last, the lowest, the highest and the mean are kept.
    ///
    /// - Parameters:
    ///   - name: the gauge's name; the gauges of all users by that name are one.
    ///   - value: any finite number; others are ignored.
    public func gauge(_ name: String, _ value: Double) {
        guard value.isFinite else { return }
        host.record(.gauge(name, value), of: self)
    }

    /// Sets a gauge to a whole number.
    public func gauge(_ name: String, _ value: Int) { gauge(name, Double(value)) }
}
