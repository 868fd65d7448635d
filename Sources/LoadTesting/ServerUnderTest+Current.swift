public import LoadTestingCore

extension ServerUnderTest {
    /// The server that a trait `.server` keeps for the current task.
    @TaskLocal static var ofScope: ServerUnderTest?

    /// The server that the trait `.server` of the current suite or test keeps.
    ///
    /// - Throws: `LoadTestError` where no trait keeps one, also in a task that is detached from the
    ///   test's.
    public static var current: ServerUnderTest {
        get throws {
            if let ofScope { return ofScope }
            throw LoadTestError(
                server: "current",
                problems: [
                    .init(
                        .serverNotFound, "no server is kept for this test",
                        remedy: "give the suite or the test a trait .server(…)")
                ])
        }
    }
}
