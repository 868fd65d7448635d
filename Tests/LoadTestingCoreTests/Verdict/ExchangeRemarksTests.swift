import Testing

@testable import LoadTestingCore

@Suite struct ExchangeRemarksTests {
    private func lines(_ labels: [(String, LabelSnapshot)]) -> [String] {
        ExchangeRemarks(run: .made(labels)).lines
    }

    private func samples(_ statuses: [Int16: Int]) -> LabelSnapshot {
        LabelSnapshot(
            statuses.flatMap { status, count in
                (0..<count).map { _ in
                    Sample.made(
                        end: 1, status: status,
                        cause: (200..<300).contains(status) ? nil : .http(status: Int(status)))
                }
            })
    }

    @Test func `nothing is said of answers that are 2xx, nor of requests without one`() {
        let unanswered = LabelSnapshot([.made(end: 1, status: 0, cause: .reset)])
        #expect(lines([("a", samples([200: 3, 204: 1])), ("b", unanswered)]).isEmpty)
    }

    @Test func `each label with other answers has a line, the most of them first`() {
        #expect(
            lines([
                ("GET /a", samples([200: 7, 404: 3])), ("GET /items", samples([307: 1_200])),
                ("GET /c", samples([200: 1, 404: 2, 503: 5])), ("GET /d", samples([200: 9])),
            ]) == [
                "1,200 of 1,200 answers to GET /items were 307",
                "7 of 8 answers to GET /c were no 2xx: 503 5, 404 2",
                "3 of 10 answers to GET /a were 404",
            ])
    }

    @Test func `more than ten labels share the last line`() {
        let labels = (0..<15).map { ("GET /\($0)", samples([404: 100 - $0])) }
        let lines = lines(labels)
        #expect(lines.count == 11)
        #expect(lines[9] == "91 of 91 answers to GET /9 were 404")
        #expect(lines[10] == "440 of 440 answers to 5 further labels were 404")
    }

    @Test func `many statuses of one label are cut`() throws {
        let statuses = Dictionary(uniqueKeysWithValues: (400..<420).map { (Int16($0), 1) })
        let line = try #require(lines([("a", samples(statuses))]).first)
        #expect(line.hasPrefix("20 of 20 answers to a were no 2xx: 400 1, 401 1, "))
        #expect(line.hasSuffix(", …"))
    }

    @Test func `what was sent again is named by label`() {
        let one = LabelSnapshot([
            .made(end: 1, resent: true), .made(end: 1), .made(end: 1, resent: true),
        ])
        let other = LabelSnapshot([.made(end: 1, resent: true)])
        #expect(
            lines([("GET /a", other), ("GET /b", one)]) == [
                "3 of 4 requests were sent again: their kept connection ended within 1 ms or two"
                    + " round trips of the write, unacknowledged (GET /b 2, GET /a 1)"
            ])
    }

    @Test func `bytes that nobody asked for are named by label where it is known`() {
        func lines(_ strays: [String: UInt64]) -> [String] {
            var health = GeneratorHealth()
            health.strayBytes = strays
            return ExchangeRemarks(run: .made([("a", samples([200: 1]))], health: health)).lines
        }
        #expect(
            lines(["GET /a": 1]) == [
                "1 kept connection brought bytes that nobody had asked for and was closed: they"
                    + " came behind answers to GET /a 1"
            ])
        #expect(
            lines(["": 2]) == [
                "2 kept connections brought bytes that nobody had asked for and were closed"
            ])
    }
}
