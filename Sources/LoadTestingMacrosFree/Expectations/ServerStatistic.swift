/// The statistic of a watched resource of a server.
package enum ServerStatistic: String, Hashable, Codable, Sendable {
    /// Over the time; of processor time the time used divided by the time that passed.
    case mean
    /// The maximum; of rates over at least half a second.
    case peak
    /// The rise a minute: the median of the slopes between any two seconds.
    case growth
    /// The total use, divided by the requests of the load.
    case perRequest
}
