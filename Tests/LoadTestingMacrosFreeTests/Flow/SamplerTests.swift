import LoadTestingCore
import LoadTestingMacrosFree
import Testing

/// Walks over a plan know no kind of sampler: one that the library lacks is walked over, too.
@Suite struct SamplerTests {
    private let user = Slot<String>("user")

    private func plan(@StepsBuilder _ steps: () -> Steps) -> LoadTest {
        let steps = steps()
        var plan = LoadTest("t", target: "http://127.0.0.1") {
            ThreadGroup("g", users: 2, loops: 3) { steps }
        }
        plan.groups[0].defaults = SamplerDefaults(QueryDefaults(database: "shop"))
        return plan
    }

    private func problems(of plan: LoadTest) -> [String] {
        do throws(LoadTestError) {
            _ = try ProgramCompiler.compile(plan, environment: [:])
            return []
        } catch {
            return error.problems.map(\.message)
        }
    }

    @Test func `a plan prints and counts samplers of any kind`() {
        let plan = plan {
            Transaction("visit") {
                QuerySampler(label: "count")
                HTTPGet("/")
            }
        }
        let lines = plan.description.split(separator: "\n").map(String.init)
        #expect(lines.contains("      query count, database shop"))
        #expect(lines.contains("      GET /, time-out 30 s"))
        #expect(lines.contains { $0.hasPrefix("  12 requests") })
        #expect(plan.groups[0].steps.samplers.map(\.label) == ["count", "GET /"])
    }

    @Test func `a slot that a sampler of any kind reads has to be filled before`() {
        let reads = QuerySampler(label: "count", slots: [user.slotText])
        let checks = QuerySampler(label: "count", checks: [.bodyContains("\(user)")])
        #expect(problems(of: plan { reads }).contains(unfilled("\"count\"")))
        #expect(problems(of: plan { checks }).contains(unfilled("a check of \"count\"")))
        var fills = QuerySampler(label: "login")
        fills.captures = HTTPGet("/").capture(user, .body).sampler.captures
        let filled = problems(
            of: plan {
                fills
                reads
            })
        #expect(!filled.contains { $0.contains("reads the slot") })
    }

    @Test func `a sampler that nothing can run is refused before the first request`() {
        let found = problems(of: plan { QuerySampler(label: "count") })
        #expect(found == ["\"count\" is a sampler that nothing can run"])
    }

    private func unfilled(_ reader: String) -> String {
        "\(reader) reads the slot \"user\", which nothing before it fills on every path"
    }

    // MARK: - Defaults

    @Test func `the defaults of each kind are joined with those of the same kind alone`() {
        let plan = SamplerDefaults(HTTPDefaults(timeout: .seconds(1)))
            .over(SamplerDefaults(QueryDefaults(database: "a", schemas: ["x"])))
        let group = SamplerDefaults(QueryDefaults(schemas: ["y"])).over(plan)
        #expect(group[QueryDefaults.self]?.database == "a")
        #expect(group[QueryDefaults.self]?.schemas == ["x", "y"])
        #expect(group.http.settings.timeout == .seconds(1))
        #expect(SamplerDefaults()[QueryDefaults.self] == nil)
        #expect(SamplerDefaults().http.settings.timeout == nil)
    }
}
