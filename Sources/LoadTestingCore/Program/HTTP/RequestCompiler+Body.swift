import Foundation
import LoadTestingMacrosFree

extension RequestCompiler {
    /// The body of a request, and the media type that is stated for it.
    mutating func body(of sampler: HTTPSampler) -> (content: ProgramBody, contentType: String?) {
        let type = sampler.body.contentType
        switch sampler.body.content {
        case .none: return (content: .none, contentType: nil)
        case .text(let template):
            return (content: .text(text(template, .plain)), contentType: type)
        case .bytes(let bytes): return (content: Self.fixed(bytes), contentType: type)
        case .file(let file, _):
            return (content: Self.fixed(self.bytes(of: file)), contentType: type)
        case .json(let value):
            return (content: Self.fixed(json(value, of: sampler)), contentType: type)
        case .jsonOfSlots(let body):
            let made = ProgramBody.made(slots: body.slots.map { registry.read($0) }) { values in
                if body.keepsDigits, let digits = JSONReading.numbers(in: values) { return digits }
                return try Array(Self.encoder().encode(body.value(values)))
            }
            return (content: made, contentType: type)
        case .form(let fields): return (content: .text(form(fields)), contentType: type)
        case .multipart(let parts): return multipart(parts)
        }
    }

    /// Keys in one order, so that two runs send the same bytes.
    private static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return encoder
    }

    private static func fixed(_ bytes: [UInt8]) -> ProgramBody {
        var text = ProgramText()
        text.append(bytes: bytes)
        return .text(text)
    }

    private mutating func json(
        _ value: any Encodable & Sendable, of sampler: HTTPSampler
    ) -> [UInt8] {
        do {
            let bytes = try Array(Self.encoder().encode(value))
            problems.checkMarker(in: String(decoding: bytes, as: UTF8.self), of: "the JSON body")
            return bytes
        } catch {
            report(
                .invalidPlan,
                "the body of \"\(sampler.label.printable)\" can't be encoded as JSON: \(error)",
                "make its values encodable")
            return []
        }
    }

    private mutating func bytes(of file: DataFileReference) -> [UInt8] {
        do {
            return try DataFile.bytes(of: file.path, beside: file.sourceFile)
        } catch {
            problems.report(error)
            return []
        }
    }

    /// The parts between boundaries (RFC 7578).
    private mutating func multipart(
        _ parts: [FormPart]
    ) -> (content: ProgramBody, contentType: String?) {
        var contents: [ProgramText] = []
        for part in parts {
            for name in [part.name, part.fileName ?? ""] { check(partName: name) }
            switch part.content {
            case .text(let template): contents.append(text(template, .plain))
            case .bytes(let bytes):
                contents.append(ProgramText())
                contents[contents.count - 1].append(bytes: bytes)
            case .file(let file):
                contents.append(ProgramText())
                contents[contents.count - 1].append(bytes: bytes(of: file))
            }
        }
        let boundary = Self.boundary(outside: contents)
        var body = ProgramText()
        for (part, content) in zip(parts, contents) {
            let fileName = part.fileName.map { "; filename=\"\(Self.quoted($0))\"" } ?? ""
            let type = part.contentType.map { "Content-Type: \($0)\r\n" } ?? ""
            body.append(
                "--\(boundary)\r\nContent-Disposition: form-data;"
                    + " name=\"\(Self.quoted(part.name))\"\(fileName)\r\n\(type)\r\n")
            body.append(content)
            body.append("\r\n")
        }
        body.append("--\(boundary)--\r\n")
        return (content: .text(body), contentType: "multipart/form-data; boundary=\(boundary)")
    }

    private static func quoted(_ name: String) -> String {
        name.map { $0 == "\"" ? "%22" : String($0) }.joined()
    }

    /// A line that occurs in no part.
    private static func boundary(outside contents: [ProgramText]) -> String {
        var number = 0
        while true {
            let boundary = "LoadTesting-\(number)-4f1c9d2e7ab05836"
            let isTaken = contents.contains { content in
                content.parts.contains {
                    if case .bytes(let bytes) = $0 { bytes.holds(boundary) } else { false }
                }
            }
            guard isTaken else { return boundary }
            number += 1
        }
    }
}
