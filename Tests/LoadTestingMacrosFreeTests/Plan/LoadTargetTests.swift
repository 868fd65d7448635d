import LoadTestingMacrosFree
import Testing

@Suite struct LoadTargetTests {
    @Test func `literal, interpolation, variable and initialiser name the same target`() {
        let port = 8_000
        let text = "http://127.0.0.1:8000"
        let literal: LoadTarget = "http://127.0.0.1:8000"
        let interpolated: LoadTarget = "http://127.0.0.1:\(port)"
        #expect(literal == interpolated)
        #expect(literal == LoadTarget(text))
        #expect(LoadTest("test", target: text) {}.target == literal)
        #expect(LoadTest("test", target: "http://127.0.0.1:\(port)") {}.target == literal)
        #expect(LoadTest("test", target: literal) {}.target == literal)
        #expect(literal.source == .url(text))
    }

    @Test func `a target of the environment keeps its name and default`() {
        let target = LoadTarget.environment("TARGET_URL", default: "http://localhost")
        #expect(target.source == .environment(name: "TARGET_URL", default: "http://localhost"))
        #expect(LoadTest("test", target: .environment("T")) {}.target == .environment("T"))
    }

    @Test func `a target is written as a person reads it`() {
        #expect(LoadTarget("http://h").description == "http://h")
        #expect(LoadTarget.environment("T").description == "$T")
        #expect(
            LoadTarget.environment("T", default: "http://h").description == "$T (default http://h)")
    }

    @Test func `files that are trusted add up and are shown with the plan`() {
        let target = LoadTarget("https://h").trusting("a.pem", "b.pem").trusting("/c.pem")
        #expect(target.trusted.map(\.path) == ["a.pem", "b.pem", "/c.pem"])
        #expect(target.trusted.allSatisfy { $0.sourceFile.hasSuffix("/LoadTargetTests.swift") })
        #expect(target.loadTarget == target)
        let lines = LoadTest("test", target: target) {}.description.split(separator: "\n")
        #expect(
            lines[0..<4] == [
                "load test \"test\" → https://h", "  trusts a.pem", "  trusts b.pem",
                "  trusts /c.pem",
            ])
    }

    @Test func `a wrong URL is no crime before the plan is checked`() {
        #expect(LoadTarget("no url at all").description == "no url at all")
        #expect(LoadTarget("").source == .url(""))
    }
}

@Suite struct TargetPolicyTests {
    @Test func `the default policy names no host`() {
        let policy = LoadTest("test", target: "http://h") {}.policy
        #expect(policy == .localAndPrivate)
        for host in ["127.0.0.1", "localhost", "example.com", ""] {
            #expect(!policy.allowsAnyAddress(of: host))
        }
    }

    @Test func `named hosts are allowed in any case, others and their children are not`() {
        let policy = TargetPolicy.hosts("Staging.Example.com", "::1")
        #expect(policy.allowsAnyAddress(of: "staging.example.com"))
        #expect(policy.allowsAnyAddress(of: "STAGING.EXAMPLE.COM"))
        #expect(policy.allowsAnyAddress(of: "::1"))
        #expect(!policy.allowsAnyAddress(of: "example.com"))
        #expect(!policy.allowsAnyAddress(of: "a.staging.example.com"))
        #expect(!policy.allowsAnyAddress(of: ""))
    }

    @Test func `any host means any host`() {
        #expect(TargetPolicy.anyHost.allowsAnyAddress(of: "example.com"))
    }
}
