import CLoadTesting
import Testing

@testable import LoadTestingCore

@Suite struct CurlOutcomeTests {
    /// Whatever a server sends has a class; `other` is left for what happens before it is asked.
    @Test func `no code behind a request that was written is other`() {
        for code in 1...110 as ClosedRange<UInt32> {
            for status in [0, 100, 200, 413] as [Int32] {
                for headComplete in [true, false] {
                    var outcome = CurlOutcome(code: CURLcode(code), status: status, writes: 1)
                    outcome.headComplete = headComplete
                    #expect(outcome.cause != .other, "\(code)")
                    #expect(outcome.cause != nil, "\(code)")
                }
            }
        }
    }

    @Test(
        arguments: [
            (CLT_REFUSED_ADDRESS, .policy), (CLT_REFUSED_REDIRECT, .redirect),
            (CLT_REFUSED_BODY, .bodyTooLarge), (CLT_REFUSED_RESEND, .reset),
            (CLT_REFUSED_LENGTH, .invalidResponse), (CLT_REFUSED_STATUS, .invalidResponse),
            (CLT_REFUSED_FIELD, .invalidResponse),
            (CLT_REFUSED_CHALLENGE, nil),
        ] as [(clt_refusal, FailureCause?)])
    func `a refusal of ours goes before libcurl's code`(
        refusal: clt_refusal, cause: FailureCause?
    ) {
        for code in [CURLE_WRITE_ERROR, CURLE_ABORTED_BY_CALLBACK, CURLE_COULDNT_CONNECT] {
            #expect(CurlOutcome(code: code, refusal: refusal, writes: 1).cause == cause)
        }
    }

    @Test func `an unread request that is not sent again is stale`() {
        let outcome = CurlOutcome(
            code: CURLE_ABORTED_BY_CALLBACK, refusal: CLT_REFUSED_RESEND, writes: 1,
            wasUnread: true)
        #expect(outcome.cause == .staleReset)
    }

    /// A server may answer before it has read a body, and close.
    @Test func `the refusal of a body is the outcome, not the reset behind it`() {
        var outcome = CurlOutcome(
            code: CURLE_SEND_ERROR, status: 413, headComplete: true, hasBody: true, writes: 1)
        #expect(outcome.cause == nil && outcome.isCut)
        outcome.hasBody = false
        #expect(outcome.cause == .reset && !outcome.isCut)
        outcome.hasBody = true
        outcome.status = 200
        #expect(outcome.cause == .reset && !outcome.isCut)
        let unread = CurlOutcome(
            code: CURLE_SEND_ERROR, status: 413, hasUnreadAnswer: true, hasBody: true, writes: 1)
        #expect(unread.cause == nil && unread.isCut)
    }

    @Test(arguments: [CURLE_GOT_NOTHING, CURLE_SEND_ERROR])
    func `an end without an answer is a reset`(code: CURLcode) {
        #expect(CurlOutcome(code: code, writes: 1).cause == .reset)
    }
}
