import Foundation
import Testing

@testable import LoadTestingCore

@Suite struct MarkupTests {
    @Test func `text is escaped in content and in attributes, literals are not`() {
        let text = #"<b a='1' & "2">"#
        let markup: Markup = "<td title=\"\(text)\">\(text)</td>"
        let escaped = "&lt;b a=&#39;1&#39; &amp; &quot;2&quot;&gt;"
        #expect(markup.html == "<td title=\"\(escaped)\">\(escaped)</td>")
    }

    @Test func `markup inside of markup is not escaped again`() {
        let inner: Markup = "<b>\("1 < 2")</b>"
        #expect(("<p>\(inner)</p>" as Markup).html == "<p><b>1 &lt; 2</b></p>")
        #expect([inner, inner].joined().html == inner.html + inner.html)
    }

    @Test func `control characters and marks of direction become spaces`() {
        #expect(Markup(text: "a\u{0}b\u{1b}[31m\nc\u{202e}d\u{7f}").html == "a b [31m c d ")
        #expect(Markup(lines: "a\u{0}\n<b>").html == "a \n&lt;b&gt;")
    }

    @Test func `numbers are written without separators`() {
        #expect(("\(1_234) \(1_234.56) \(-0.04)" as Markup).html == "1234 1234.6 0")
    }

    @Test func `no attribute of a page is written without quotes`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../../Sources/LoadTestingCore/Report/HTML").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        #expect(files.count > 10)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let lines = text.split(separator: "\n").filter { $0.contains(#"=\("#) }
            #expect(lines == [], "\(file.lastPathComponent)")
        }
    }
}
