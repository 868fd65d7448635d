/// The samples that are read from a server's metrics endpoint while it is loaded.
package struct MetricsScrape: Hashable, Sendable {
    package var url: String
    package var names: [String]
    /// A file of the trusted certificates; `nil` for libcurl's own.
    package var bundle: String?
}
