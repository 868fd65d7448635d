import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct StatusRuleTests {
    @Test func `2xx is an answer, a redirect its own cause, everything else one of its number`() {
        for status in 100...999 {
            let cause = StatusRule(isConditional: false).cause(of: status)
            switch status {
            case 200...299: #expect(cause == nil)
            case 300...399: #expect(cause == .redirect(status: status))
            default: #expect(cause == .http(status: status))
            }
            let conditional = StatusRule(isConditional: true).cause(of: status)
            #expect(conditional == (status == 304 ? nil : cause))
        }
    }

    @Test(
        arguments: [
            (
                307, "http://a/items/?token=1", false,
                "not followed to http://a/items/?token=…: .redirects(.sameOrigin) follows it,"
                    + " .check(.status(307)) accepts it"
            ),
            (
                302, "https://a/login", false,
                "not followed to https://a/login:"
                    + " .redirects(.follow(limit: 5, crossesOrigins: true)) follows it,"
                    + " .check(.status(302)) accepts it"
            ),
            (
                300, nil, false,
                "not followed, and it leads nowhere; .check(.status(300)) accepts it"
            ),
            (305, "http://a/b", true, "no client follows it; .check(.status(305)) accepts it"),
            (300, nil, true, "it leads nowhere; .check(.status(300)) accepts it"),
            (
                304, nil, false,
                "the request has no If-None-Match and no If-Modified-Since; .check(.status(304))"
                    + " accepts it"
            ),
        ] as [(Int, String?, Bool, String)])
    func `the reason names the place and both remedies`(
        status: Int, location: String?, follows: Bool, text: String
    ) {
        let reason = StatusRule.reason(
            ofRedirect: status, to: location, from: "http://a/items", follows: follows)
        #expect(reason == text)
    }
}
