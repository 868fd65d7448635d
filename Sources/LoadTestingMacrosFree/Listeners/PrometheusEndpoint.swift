/// An endpoint of this process that is scraped.
package struct PrometheusEndpoint: Hashable, Sendable {
    package var address: String
    package var port: Int
    package var lingering: Duration

    package init(address: String, port: Int, lingering: Duration) {
        self.address = address
        self.port = port
        self.lingering = lingering
    }

    /// The URL of the endpoint.
    package var url: String {
        let host = address.contains(":") ? "[\(address)]" : address
        return "http://\(host):\(port)/metrics"
    }
}
