import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct SearchProblemTests {
    private static let budgets = expect(p95 < .milliseconds(100), capacity > .perSecond(800))

    private func problems(@LoadTestBuilder _ elements: () -> LoadTestElements) -> [String] {
        do {
            _ = try ProgramCompiler.compile(
                LoadTest("t", target: "http://127.0.0.1:1", elements: elements),
                environment: [:])
            return []
        } catch {
            return error.problems.map { "\($0.message): \($0.remedy)" }
        }
    }

    private func problems(_ search: ArrivalSearch) -> [String] {
        problems {
            ArrivalGroup(search) { HTTPGet("/") }
            Self.budgets
        }
    }

    private func problems(_ search: UserSearch) -> [String] {
        problems {
            ThreadGroup(search) { HTTPGet("/") }
            Self.budgets
        }
    }

    @Test func `searches with a budget, alone and beside a steady load, are accepted`() {
        #expect(problems(.search(upTo: .perSecond(20_000))) == [])
        #expect(problems(.search(upTo: 500, from: 2, precision: .percent(1))) == [])
        let found = problems {
            ArrivalGroup(.search(upTo: .perSecond(100), from: .perSecond(1))) { HTTPGet("/a") }
            ThreadGroup(users: 5, duration: .seconds(60)) { HTTPGet("/b") }
            ArrivalGroup(rate: .perSecond(5), for: .seconds(60)) { HTTPGet("/c") }
            expect(errorRate < .percent(1))
        }
        #expect(found == [])
    }

    @Test(arguments: [
        ArrivalSearch.search(upTo: .perSecond(0)), .search(upTo: .perSecond(-1)),
        .search(upTo: .perSecond(.nan)), .search(upTo: .perSecond(.infinity)),
        .search(upTo: .perSecond(10), from: .perSecond(10)),
        .search(upTo: .perSecond(10), from: .perSecond(20)),
        .search(upTo: .perSecond(10), from: .perSecond(0)),
        .search(upTo: .perSecond(10), from: .perSecond(.nan)),
        .search(upTo: .perSecond(10), precision: .percent(0)),
        .search(upTo: .perSecond(10), precision: .percent(60)),
        .search(upTo: .perSecond(10), precision: .percent(.nan)),
        .search(upTo: .perSecond(10), step: .zero),
        .search(upTo: .perSecond(10), within: .zero),
    ])
    func `a range, a precision and times that can't be are refused`(search: ArrivalSearch) {
        #expect(problems(search).count == 1, "\(problems(search))")
    }

    @Test(arguments: [
        UserSearch.search(upTo: 1), .search(upTo: 0), .search(upTo: -5), .search(upTo: .max),
        .search(upTo: 10, from: 0), .search(upTo: 10, from: 10), .search(upTo: 10, from: 11),
    ])
    func `so are numbers of users`(search: UserSearch) {
        #expect(!problems(search).isEmpty)
    }

    @Test func `a search needs a budget that does not depend on its load`() {
        let none = problems {
            ArrivalGroup(.search(upTo: .perSecond(10))) { HTTPGet("/") }
            expect(capacity > .perSecond(5))
        }
        #expect(none.count == 1 && none[0].contains("without a budget"))
        for budget in [
            throughput > .perSecond(5), requestCount > 5, p95 < .baseline(+10.percent),
        ] {
            let found = problems {
                ArrivalGroup(.search(upTo: .perSecond(10))) { HTTPGet("/") }
                expect(budget)
            }
            #expect(found.contains { $0.contains("depends on the load") }, "\(found)")
        }
    }

    @Test func `one group searches, and what is beside it is steady`() {
        let two = problems {
            ArrivalGroup(.search(upTo: .perSecond(10))) { HTTPGet("/") }
            ThreadGroup(.search(upTo: 10)) { HTTPGet("/") }
            Self.budgets
        }
        #expect(two.count == 1 && two[0].contains("let one of them search"))
        let changing = problems {
            ArrivalGroup(.search(upTo: .perSecond(10))) { HTTPGet("/") }
            ThreadGroup(.ramp(to: 5, over: .seconds(5))) { HTTPGet("/") }
            ThreadGroup(users: 1, startAfter: .seconds(5)) { HTTPGet("/") }
            Self.budgets
        }
        #expect(changing.count == 2 && changing.allSatisfy { $0.contains("beside a search") })
    }

    @Test func `a budget on a capacity is of a search, and of all of it`() {
        let unsearched = problems {
            ThreadGroup(users: 1) { HTTPGet("/") }
            expect(capacity > .perSecond(5))
        }
        #expect(unsearched.count == 1 && unsearched[0].contains("let a group search"))
        for budget in [
            capacity(over: .seconds(5)) > .perSecond(5), capacity(during: .plateau) > .perSecond(5),
            (capacity > .perSecond(5)).confident(), capacity > .perSecond(-1),
        ] {
            let found = problems {
                ArrivalGroup(.search(upTo: .perSecond(10))) { HTTPGet("/") }
                expect(p95 < .seconds(1), budget)
            }
            #expect(!found.isEmpty, "\(budget)")
        }
    }

    @Test(arguments: [
        goodput(atOverload: 1) > .percent(80), goodput(atOverload: 0) > .percent(80),
        goodput(atOverload: 11) > .percent(80), goodput(atOverload: .nan) > .percent(80),
        recovery < .zero, recovery < .seconds(601),
        goodput(atOverload: 2)(over: .seconds(2)) > .percent(1),
    ])
    func `an overload is a multiple of the capacity, and a recovery a time`(budget: Budget) {
        let found = problems {
            ArrivalGroup(.search(upTo: .perSecond(100))) { HTTPGet("/") }
            expect(errorRate < .percent(1))
            expect(budget)
        }
        #expect(found.count == 1, "\(found)")
    }

    @Test func `budgets on an overload need a search`() {
        let found = problems {
            ArrivalGroup(rate: .perSecond(5), for: .seconds(60)) { HTTPGet("/") }
            expect(goodput(atOverload: 2) > .percent(80), recovery < .seconds(5))
        }
        #expect(found.count == 2 && found.allSatisfy { $0.contains("without a search") })
    }
}
