import LoadTestingMacrosFree

extension LoadTest {
    /// Checks that the events can be done as things stand before the load.
    ///
    /// - Throws: `LoadTestError` with what stands in the way of each.
    func checkEvents() throws(LoadTestError) {
        var problems: [LoadTestError.Problem] = []
        for event in events {
            for action in event.actions {
                do throws(LoadTestError.Problem) {
                    try action.check()
                } catch {
                    problems.append(
                        error.prefixed(by: "at \(event.time.text) (\(event.location))"))
                }
            }
        }
        guard problems.isEmpty else { throw LoadTestError(test: name, problems: problems) }
    }
}
