/// What is wrong with a file of data: where and what, and what helps.
package struct DataProblem: Error, Hashable, Sendable {
    package var message: String
    package var remedy: String

    package init(_ message: String, remedy: String) {
        self.message = message
        self.remedy = remedy
    }
}
