import Testing

@testable import LoadTestingCore

@Suite struct LiveEventTests {
    @Test func `a second has rates, times and users`() {
        let event = LiveEvent.second(.sample(), number: 7, processors: 0.25)
        #expect(event.kind == "second" && event.text.hasSuffix("}\n\n"))
        #expect(
            event.json.hasPrefix(
                "{\"second\":7,\"throughput\":101,\"errors\":5,\"users\":6,\"p50\":"))
        #expect(event.json.hasSuffix(",\"processors\":0.250}"))
    }

    @Test func `what is not known is left out`() {
        let empty = BackendInterval(startNanoseconds: 0, seconds: 1)
        #expect(
            LiveEvent.second(empty, number: 0, processors: nil).json
                == "{\"second\":0,\"throughput\":0,\"errors\":0,\"users\":0}")
    }

    @Test(arguments: [
        ("a", #""a""#), ("\"\\", #""\"\\""#), ("\n\u{1}", #""\\u{a}\\u{1}""#),
        ("</script>é", "\"</script>é\""),
    ])
    func `a text stays on its line and in its quotes`(text: String, json: String) {
        #expect(LiveEvent.quoted(text) == json)
    }
}
