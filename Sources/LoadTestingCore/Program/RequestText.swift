import Foundation
import LoadTestingMacrosFree

/// The text of a request as it goes on the wire: target, header lines, body.
struct RequestText {
    private let sampler: HTTPSampler

    init(_ sampler: HTTPSampler) { self.sampler = sampler }

    /// Path and query; spaces and characters beyond ASCII percent-encoded.
    func target(of path: String) -> String {
        let fixed = path.prefix { $0 != "#" }
        let items = Self.form(sampler.query)
        let joined =
            items.isEmpty ? String(fixed) : "\(fixed)\(fixed.contains("?") ? "&" : "?")\(items)"
        return Self.percentEncoded(joined) { $0 > 0x20 && $0 < 0x7f }
    }

    /// Header lines; what the body implies comes last, unless the request says otherwise.
    var headers: [String] {
        var lines = sampler.headers.list.map {
            // libcurl takes "Name;" for a field without a value.
            $0.value.text.isEmpty ? "\($0.name);" : "\($0.name): \($0.value.text)"
        }
        if let type = sampler.body.contentType, !sampler.headers.contains("Content-Type") {
            lines.append("Content-Type: \(type)")
        }
        // Without this libcurl would wait for 100 Continue before it sends a large body.
        if sampler.body.contentType != nil, !sampler.headers.contains("Expect") {
            lines.append("Expect:")
        }
        return lines
    }

    /// The body's bytes, `nil` for a request without one.
    var body: [UInt8]? {
        get throws {
            switch sampler.body.content {
            case .none: nil
            case .text(let template): Array(template.text.utf8)
            case .bytes(let bytes): bytes
            case .json(let value): try Array(JSONEncoder().encode(value))
            case .form(let fields): Array(Self.form(fields).utf8)
            }
        }
    }

    /// `name=value&…`, percent-encoded but for the unreserved characters of RFC 3986.
    private static func form(_ values: NamedValues) -> String {
        values.list.map {
            percentEncoded($0.name, isUnreserved) + "="
                + percentEncoded($0.value.text, isUnreserved)
        }.joined(separator: "&")
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
            || (0x61...0x7a).contains(byte) || "-._~".utf8.contains(byte)
    }

    private static func percentEncoded(_ text: String, _ keeps: (UInt8) -> Bool) -> String {
        var encoded = ""
        for byte in text.utf8 {
            if keeps(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
