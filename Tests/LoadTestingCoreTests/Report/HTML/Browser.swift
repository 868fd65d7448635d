import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

/// A browser that opens pages and says what is wrong with them.
enum Browser {
    private static let environment = ProcessInfo.processInfo.environment
    private static let path = ["chromium", "google-chrome", "chromium-browser"].lazy
        .flatMap { name in
            (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
        }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Whether tests can open one: where it is missing they are skipped, but never in CI.
    static let isWanted = path != nil || environment["CI"] != nil

    /// The faults of pages at some widths, found by the script `Probe.js` in one start.
    static func faults(of pages: [(name: String, text: String)], widths: [Int]) throws -> [String] {
        let frames = try pages.flatMap { page in
            let content = attribute(try probed(page.text, by: "Watch.js"))
            return widths.map { width in
                """
                <iframe title="\(page.name) at \(width)" width="\(width)" height="900"
                srcdoc="\(content)"></iframe>
                """
            }
        }
        let folder = try TemporaryFolder([
            "probe.html": """
            <!DOCTYPE html><meta charset="utf-8"><body>\(frames.joined(separator: "\n"))
            <script>\(try script("Probe.js"))</script>
            """
        ])
        let output = try output(opening: folder.url.appending(path: "probe.html"))
        let report = try #require(
            output.firstMatch(of: /<pre id="faults">([^<]*)<\/pre>/),
            "no answer: \(output.suffix(500))")
        return report.1.split(separator: "\n").map(String.init)
    }

    /// The page with a script in its head, such as one that keeps errors and what the page's policy
    /// refused.
    ///
    /// - Parameter further: sources of scripts to allow beside it.
    static func probed(
        _ page: String, by name: String, further: String = ""
    ) throws -> String {
        let script = try script(name)
        let sources = "'\(ContentHash.source(of: script))'\(further)"
        return
            page
            .replacing("script-src '", with: "script-src \(sources) '", maxReplacements: 1)
            .replacing("<title>", with: "<script>\(script)</script><title>", maxReplacements: 1)
    }

    private static func script(_ name: String) throws -> String {
        try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: name),
            encoding: .utf8)
    }

    private static func attribute(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    }

    /// The document at a URL once it has loaded.
    static func output(opening url: URL) throws -> String {
        let path = try #require(path, "CI needs Chromium: Scripts/setup-tests installs it")
        let profile = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--no-first-run", "--disable-extensions", "--user-data-dir=\(profile.url.path)",
            "--window-size=1600,1000", "--timeout=60000", "--dump-dom", url.absoluteString,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
