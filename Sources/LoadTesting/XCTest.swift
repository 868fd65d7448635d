import LoadTestingCore
import XCTest

/// The issues of XCTest.
///
/// One of the files that use a test framework.
enum XCTestIssues {
    static func record(_ message: String, at place: CodeLocation) {
        guard let path = place.staticFilePath else {
            return XCTFail("\(place): \(message)")
        }
        XCTFail(message, file: path, line: UInt(place.line))
    }

    static func skip(_ reason: String) throws -> Never { throw XCTSkip(reason) }
}
