/// A barrier: users wait until a stated number of them have arrived, then all continue at once.
///
/// JMeter's synchronizing timer. The wait is in no response time. When fewer users than that are
/// left, or the time is over, those that wait continue; nothing hangs.
public struct Rendezvous: Step {
    package var users: Int
    package var limit: Duration
    package var location: CodeLocation

    /// Describes a barrier.
    ///
    /// - Parameters:
    ///   - users: the number that meet, 1 up to the number of the group's users.
    ///   - limit: the maximum wait, more than zero. Default 60 s.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    public init(
        users: Int, within limit: Duration = .seconds(60), fileID: String = #fileID,
        filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
    ) {
        self.users = users
        self.limit = limit
        location = CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column)
    }

    /// The element as steps.
    public var steps: Steps { Steps([.rendezvous(self)]) }
}
