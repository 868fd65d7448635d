/// The value of a gauge that counts, of those that were set.
package enum GaugeStatistic: String, Hashable, Codable, Sendable {
    case last, min, max, mean
}
