/// Arrivals by the clock.
package struct Arrivals: Sendable {
    package var segments: [ArrivalSegment]
    package var spacing: ArrivalSpacing
    /// The maximum users active at once; `nil` leaves it to the rate.
    package var maxUsers: Int?
    package var connection: ArrivalConnection

    package init(
        segments: [ArrivalSegment], spacing: ArrivalSpacing, maxUsers: Int?,
        connection: ArrivalConnection
    ) {
        self.segments = segments
        self.spacing = spacing
        self.maxUsers = maxUsers
        self.connection = connection
    }
}
