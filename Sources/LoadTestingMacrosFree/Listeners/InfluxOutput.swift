/// An InfluxDB with the place in it at which points are written.
package struct InfluxOutput: Hashable, Sendable {
    /// The place of points, by the version of the server's interface.
    package enum Place: Hashable, Sendable {
        /// `/write?db=…` of version 1.
        case database(String)
        /// `/api/v2/write?org=…&bucket=…` of version 2.
        case bucket(String, organisation: String, token: BackendToken)
    }

    package var url: String
    package var place: Place
    package var measurement: String
    /// `nil` for the test's name.
    package var application: String?
    package var tags: [String: String]
    package var every: Duration

    package init(
        url: String, place: Place, measurement: String, application: String?,
        tags: [String: String], every: Duration
    ) {
        self.url = url
        self.place = place
        self.measurement = measurement
        self.application = application
        self.tags = tags
        self.every = every
    }
}
