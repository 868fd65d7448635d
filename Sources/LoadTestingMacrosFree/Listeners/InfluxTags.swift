/// The tags of points in InfluxDB.
package enum InfluxTags {
    /// The tags that points have in JMeter's schema, and the names that line protocol keeps.
    package static let own = [
        "application", "responseCode", "responseMessage", "statut", "time", "title", "transaction",
    ]

    /// Whether a plan may use a name.
    package static func isValid(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("_") && !name.holdsControls && !own.contains(name)
    }
}
