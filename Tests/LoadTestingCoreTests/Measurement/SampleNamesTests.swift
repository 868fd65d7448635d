import Testing

@testable import LoadTestingCore

@Suite struct SampleNamesTests {
    @Test func `a row has one number, and a label as many as groups and tags`() {
        let names = SampleNames(rows: [SampleRow(label: "a", group: 0)])
        #expect(names.number(of: SampleRow(label: "a", group: 0)) == 0)
        #expect(names.number(of: SampleRow(label: "a", group: 1)) == 1)
        #expect(names.number(of: SampleRow(label: "a", group: 1, tags: ["x"])) == 2)
        #expect(names.number(of: SampleRow(label: "a", group: 1)) == 1)
        #expect(names.labels == ["a", "a", "a"])
    }

    @Test func `a label keeps the kind that it had first`() {
        let names = SampleNames(rows: [SampleRow(label: "t", group: 0, kind: .transaction)])
        #expect(names.number(of: SampleRow(label: "t", group: 0)) == 0)
        #expect(names.number(of: SampleRow(label: "t", group: 1)) == 1)
        #expect(names.rows.map(\.kind) == [.transaction, .transaction])
    }

    @Test func `above a thousand rows further ones of a group and kind share one`() {
        let names = SampleNames(labels: (0..<1_000).map { "\($0)" })
        let further = (0..<5).map { names.number(of: SampleRow(label: "x\($0)", group: 1)) }
        #expect(Set(further) == [1_000])
        #expect(names.number(of: SampleRow(label: "y", group: 2, tags: ["t"])) == 1_001)
        let transaction = SampleRow(label: "z", group: 1, kind: .transaction)
        #expect(names.number(of: transaction) == 1_002)
        #expect(
            names.rows.suffix(3).map(\.label) == [
                "(further labels)", "(further labels)", "(further transactions)",
            ])
        #expect(names.number(of: SampleRow(label: "7")) == 7)
    }
}
