import Dispatch
import Foundation
import LoadTestingMacrosFree
import Synchronization
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite(.timeLimit(.minutes(2))) struct LiveReportTests {
    private static let whole = SampleRuns(name: "It grows", seconds: 6, rampSeconds: 2)
    private static let budgets: [Budget] = [p99 < .seconds(5), throughput > .perSecond(1)]

    /// The first seconds of a run.
    private func run(seconds: Int) -> RunSnapshot {
        var run = Self.whole.snapshot
        run.intervals.removeAll { $0.startSecond >= seconds }
        return run.soFar(to: seconds)
    }

    @Test func `a report of a run that goes on has budgets without a verdict`() throws {
        let page = LiveReport(running: run(seconds: 3), budgets: Self.budgets).page
        #expect(page.contains("<title>running: It grows</title>"))
        #expect(page.contains("<header class=\"card banner running\">"))
        #expect(page.contains("<main data-end=\"3\""))
        #expect(page.matches(of: /… running<\/span>/).count == 2)
        let content = try #require(page.split(separator: "<main").last)
        for word in ["passed", "Nothing was asked", "id=\"remarks\""] {
            #expect(!content.contains(word), "\(word)")
        }
    }

    @Test func `rates so far are over the time so far`() {
        var run = run(seconds: 3)
        run.groups = [
            GroupLoad(
                name: "g", startNanoseconds: 0, endNanoseconds: 3_600_000_000_000, isTimed: true)
        ]
        let rate = run.soFar(to: 3).value(of: Metric(.throughput))
        #expect(rate?.number == Double(run.total()?.succeeded ?? 0) / 3)
    }

    @Test func `an event is one, whatever lines its report has`() {
        let event = LiveReport(running: run(seconds: 1), budgets: []).event
        let lines = event.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "event: report" && lines.suffix(2) == ["", ""])
        #expect(lines.dropFirst().dropLast(2).allSatisfy { $0.hasPrefix("data: ") })
        #expect(!event.contains("\r"))
    }

    @Test(.enabled(if: Browser.isWanted, "no Chromium"))
    func `a page in a browser becomes the report, and keeps what its reader changed`()
        async throws
    {
        let view = LiveView()
        let result = LoadTestResult(run(seconds: 6), budgets: Self.budgets, plannedUsers: 200)
        let seconds = Mutex(0)
        let done = DispatchSemaphore(value: 0)
        view.show(run(seconds: 0), Self.budgets)
        let port = try #require(LoopbackPort.free())
        let server = try PageServer(port: port) { request, connection in
            switch request.path {
            case "/":
                let page = try? Browser.probed(
                    view.page, by: "../Live/Growth.js", further: " 'self'"
                )
                // The browser is done when this script has come.
                .replacing("</body>", with: "<script src=\"/end.js\"></script></body>")
                connection.answer(page ?? "", type: "text/html; charset=utf-8")
            case "/end.js":
                _ = done.wait(timeout: .now() + 60)
                connection.answer("", type: "text/javascript")
            case "/seen":
                connection.answer("", type: "text/plain")
                let next = seconds.withLock { seconds in
                    seconds += 1
                    return seconds
                }
                if next < 6 {
                    view.show(run(seconds: next), Self.budgets)
                } else {
                    Task { await view.end(result) }
                }
            case "/done":
                connection.answer("", type: "text/plain")
                done.signal()
            default: view.answer(request, connection)
            }
        }
        let url = try #require(URL(string: "http://127.0.0.1:\(port)/"))
        let text = try Browser.output(opening: url)
        await server.stop()
        let report = try #require(
            text.firstMatch(of: /<pre id="faults">([^<]*)<\/pre>/), "\(text.suffix(500))")
        #expect(report.1 == "", "\(report.1)")
        #expect(text.contains("<title>passed: It grows</title>"))
        #expect(text.contains("<dd>\(NumberText.grouped(result.requests))</dd>"))
    }
}
