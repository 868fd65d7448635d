import Foundation
package import Testing

extension Trait where Self == PrintsTruthTable {
    package static var printsTruthTable: PrintsTruthTable { PrintsTruthTable() }
}

/// Prints the table when the last test of the suite is over, where `Scripts/truth` or
/// `Scripts/experiments` asks for it.
package struct PrintsTruthTable: SuiteTrait, TestScoping {
    private static let isAsked = ProcessInfo.processInfo.environment.keys.contains {
        $0.hasPrefix("TRUTH")
    }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await function()
        if Self.isAsked { TruthTable.shared.print() }
    }
}
