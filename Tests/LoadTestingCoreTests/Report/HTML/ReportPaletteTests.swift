import Foundation
import Testing

@testable import LoadTestingCore

@Suite struct ReportPaletteTests {
    @Test(arguments: [ReportPalette.light, .dark])
    func `texts have a contrast of 4.5 and lines of 3 on each ground`(palette: ReportPalette) {
        for ground in ReportPalette.grounds {
            for text in ReportPalette.texts {
                #expect(palette.contrast(text, on: ground) >= 4.5, "\(text) on \(ground)")
            }
        }
        for line in ReportPalette.lineNames {
            #expect(palette.contrast(line, on: "card") >= 3, "\(line)")
        }
    }

    @Test func `both schemes name the same colours`() {
        #expect(ReportPalette.light.colours.map(\.name) == ReportPalette.dark.colours.map(\.name))
    }

    @Test func `black on white has a contrast of 21`() {
        let palette = ReportPalette(colours: [("a", "000000"), ("b", "ffffff")])
        #expect(abs(palette.contrast("a", on: "b") - 21) < 1e-9)
    }
}

extension ReportPalette {
    /// The contrast of two colours (WCAG 2.2: relative luminance).
    fileprivate func contrast(_ name: String, on ground: String) -> Double {
        let both = [luminance(name), luminance(ground)].sorted()
        return (both[1] + 0.05) / (both[0] + 0.05)
    }

    private func luminance(_ name: String) -> Double {
        let colour = colours.first { $0.name == name }?.colour ?? ""
        let number = Int(colour, radix: 16) ?? 0
        let parts = [number >> 16, number >> 8 & 255, number & 255].map { part in
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
