import Foundation
import LoadTestingMacrosFree
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct ImportedRunTests {
    private let header =
        "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,failureMessage,"
        + "bytes,sentBytes,allThreads,URL,Latency,Connect\n"

    private func row(
        _ start: Int, _ elapsed: Int, label: String = "home", code: String = "200",
        message: String = "OK", thread: String = "readers 1-1", success: Bool = true,
        failure: String = "", users: Int = 1, latency: Int = 0, connect: Int = 0
    ) -> String {
        "\(start),\(elapsed),\(label),\(code),\(message),\(thread),\(success),\(failure),100,10,"
            + "\(users),http://u:p@host:80/a?token=secret,\(latency),\(connect)\n"
    }

    private func importing(_ files: [String]) throws -> ImportedRun {
        let names = files.indices.map { "run-\($0).jtl" }
        let folder = try TemporaryFolder(Dictionary(uniqueKeysWithValues: zip(names, files)))
        return try ImportedRun(names.map(folder.path))
    }

    private func measured(_ rows: [String]) throws -> RunSnapshot {
        try importing([header + rows.joined()]).snapshot
    }

    @Test func `samples count by label, second and outcome`() throws {
        let run = try measured([
            row(10_000, 20), row(10_500, 30), row(11_000, 40, code: "503", success: false),
            row(10_100, 50, label: "cart"),
        ])
        #expect(run.labels == ["home", "cart"])
        #expect(run.total(of: "home")?.requests == 3)
        #expect(run.total(of: "home")?.causes == [.http(status: 503): 1])
        #expect(run.total()?.statuses == [200: 3, 503: 1])
        #expect(run.total()?.receivedBytes == 400 && run.total()?.sentBytes == 40)
        #expect(run.intervals.map(\.startSecond) == [0, 1])
        #expect(run.durationNanoseconds == 1_040_000_000)
        #expect(run.facts.startNanoseconds == 10_000_000_000)
        #expect(run.total(of: "cart")?.okResponse.maximum == .milliseconds(50))
    }

    @Test func `the order of rows and their spread over files change nothing`() throws {
        let rows = (0..<400).map { row(50_000 + $0 * 37 % 9_000, 5 + $0 % 90, users: $0 % 7) }
        let inOrder = try importing([header + rows.joined()]).snapshot
        let reversed = try importing([header + rows.reversed().joined()]).snapshot
        let parts = try importing([
            header + rows[200...].joined(), header + rows[..<200].joined(),
        ]).snapshot
        for other in [reversed, parts] {
            #expect(other.intervals.map(\.labels) == inOrder.intervals.map(\.labels))
            #expect(other.intervals.map(\.activeUsers) == inOrder.intervals.map(\.activeUsers))
            #expect(other.facts.startNanoseconds == inOrder.facts.startNanoseconds)
        }
    }

    @Test func `a row earlier than the start that others were counted by moves the start`() throws {
        let measurement = ImportMeasurement(zero: 5_000)
        var row = JTLRecord()
        row.start = 5_000
        measurement.add(row)
        #expect(!measurement.beganEarlier)
        row.start = 4_000
        measurement.add(row)
        #expect(measurement.beganEarlier && measurement.earliest == 4_000)
    }

    @Test func `groups are threads up to their last space, and rates are over their time`() throws {
        let run = try measured([
            row(1_000, 100, thread: "my readers 1-1"), row(2_900, 100, thread: "my readers 1-2"),
            row(9_000, 1_000, label: "write", thread: "writers 2-1"),
            row(9_000, 2_000, label: "write", thread: "writers 2-2"),
        ])
        #expect(run.groups.map(\.name) == ["my readers", "writers"])
        let (home, write) = (MetricScope(label: "home"), MetricScope(label: "write"))
        #expect(run.groups.map(\.startNanoseconds) == [0, 8_000_000_000])
        #expect(run.groups.map(\.endNanoseconds) == [2_000_000_000, 10_000_000_000])
        #expect(
            run.value(of: Metric(.throughput).scoped(to: home, over: nil, during: nil))?.number
                == 1)
        #expect(
            run.value(of: Metric(.throughput).scoped(to: write, over: nil, during: nil))?.number
                == 1)
    }

    @Test func `transactions are no requests, and empty ones are nothing`() throws {
        let message = "Number of samples in transaction : "
        let run = try measured([
            row(0, 10),
            row(
                0, 10, label: "checkout", message: "\"\(message)1, number failing : 0\""),
            row(0, 0, label: "empty", message: "\"\(message)0, number of failing samples : 0\""),
        ])
        #expect(run.rows.map(\.kind) == [.requests, .transaction])
        #expect(run.total()?.requests == 1)
        #expect(run.total(of: "checkout")?.requests == 1)
        #expect(run.labels == ["home", "checkout"])
        #expect(throws: Problem.self) {
            let empty = "\"\(message)0, number of failing samples : 0\""
            return try self.measured([self.row(0, 0, message: empty)])
        }
    }

    @Test(
        arguments: [
            ("404", "", "", .http(status: 404)), ("302", "", "", .redirect(status: 302)),
            ("200", "OK", "no title", .check("no title")),
            ("Non HTTP response code: java.net.UnknownHostException", "x", "", .dns),
            (
                "Non HTTP response code: java.net.ConnectException", "Connection refused", "",
                .connect
            ),
            (
                "Non HTTP response code: org.apache.http.conn.HttpHostConnectException", "", "",
                .connect
            ),
            (
                "Non HTTP response code: org.apache.http.conn.ConnectTimeoutException", "", "",
                .connectTimeout
            ),
            (
                "Non HTTP response code: java.net.SocketTimeoutException", "connect timed out", "",
                .connectTimeout
            ),
            (
                "Non HTTP response code: java.net.SocketTimeoutException", "Read timed out", "",
                .responseTimeout
            ),
            ("Non HTTP response code: java.net.SocketException", "Connection reset", "", .reset),
            ("Non HTTP response code: org.apache.http.NoHttpResponseException", "", "", .reset),
            ("Non HTTP response code: javax.net.ssl.SSLHandshakeException", "", "", .tls),
            ("Non HTTP response code: java.net.BindException", "in use", "", .generatorPorts),
            (
                "Non HTTP response code: java.net.SocketException", "Too many open files", "",
                .generatorDescriptors
            ),
            ("Non HTTP response code: timeout(response)", "", "", .responseTimeout),
            ("", "", "", .other),
        ] as [(String, String, String, FailureCause)])
    func `causes are told from codes and messages`(
        code: String, message: String, failure: String, cause: FailureCause
    ) {
        #expect(
            FailureCause(jtlCode: code, message: message, failure: failure, hasLatency: false)
                == cause)
    }

    @Test func `connect and latency become phases, and no secret is kept of an example`() throws {
        let run = try measured([
            row(0, 20, latency: 15, connect: 5), row(0, 9, code: "500", success: false),
        ])
        let phases = try #require(run.total()?.phases)
        #expect(phases.connect.maximum == .milliseconds(5))
        #expect(phases.wait.maximum == .milliseconds(10))
        #expect(phases.receive.maximum == .milliseconds(5))
        #expect(run.total()?.openedConnections == 1)
        let example = try #require(run.examples.first)
        #expect(!example.request.contains("secret") && !example.request.contains("u:p"))
        #expect(run.facts.target == "http://host:80")
    }

    @Test func `what was skipped is a note of the result`() throws {
        let run = try importing([header + row(0, 1) + "1,2\n" + row(0, 2)])
        #expect(run.files[0].rows == 2)
        let note = try #require(run.result().notes.first)
        #expect(note.hasSuffix("1 row of 3 skipped: line 3: 2 fields instead of 14"))
    }

    // MARK: - JMeter's window

    @Test func `JMeter's percentiles are of the last 20,000 samples, which is said`() throws {
        // 2 % of the samples, long before the end, took 400 ms more.
        let rows = (0..<30_000).map { row($0, (1_000..<1_600).contains($0) ? 420 : 20) }
        let notes = try importing([header + rows.joined()]).result().notes
        #expect(
            notes == [
                "JMeter's dashboard computes the percentiles of \"home\" from the last 20,000 of"
                    + " its 30,000 samples: p90, p95, p99 20 ms, 20 ms, 20 ms; of all samples"
                    + " 20 ms, 20 ms, 420 ms"
            ])
        let even = (0..<30_000).map { row($0, 20 + $0 % 2) }
        #expect(try importing([header + even.joined()]).result().notes == [])
    }

    @Test func `the window's percentiles are interpolated as Commons Math does`() {
        var window = StatisticWindow()
        for value in [15, 20, 35, 40, 50] as [Int32] { window.add(value) }
        // Positions 2.4, 5.4 and 0.06 of 1 … 5.
        let found = window.percentiles([40, 90, 1]).map { ($0 * 1e6).rounded() / 1e6 }
        #expect(found == [26, 50, 15])
    }
}
