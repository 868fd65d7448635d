import Foundation

/// The head of a request: its lines for libcurl, and the length that libcurl makes of them.
///
/// Counted here since CURLINFO_REQUEST_SIZE holds small bodies and leaves out large ones. Texts
/// with slots count nothing; the renderer adds their length.
struct RequestHead {
    private let request: ProgramRequest
    private let origin: TargetAddress
    private let userAgent: String
    /// The head has a line about a body: its length.
    private let announcesBody: Bool
    private let names: Set<String>

    init(
        _ request: ProgramRequest, to origin: TargetAddress, userAgent: String,
        announcesBody: Bool
    ) {
        self.request = request
        self.origin = origin
        self.userAgent = userAgent
        self.announcesBody = announcesBody
        names = request.fieldNames
    }

    /// Header lines in libcurl's notation: `Name;` is a field without a value, `Name:` none.
    var curlLines: [ProgramText] { lines.map(\.text) }

    private var lines: [(name: String, text: ProgramText)] {
        var lines = request.headers.map { (name: $0.name, text: Self.line($0)) }
        func imply(_ name: String, _ value: String) {
            guard !states(name) else { return }
            lines.append((name: name, text: ProgramText("\(name):\(value)")))
        }
        if announcesBody {
            // libcurl would call every body a form, and wait for 100 Continue before it sends a
            // large one.
            imply("Content-Type", "")
            imply("Expect", "")
        }
        // With a line of ours libcurl leaves the decoding to us.
        if request.compression { imply("Accept-Encoding", " gzip, deflate") }
        return lines
    }

    private static func line(_ field: ProgramField) -> ProgramText {
        if field.value.constant?.allSatisfy(isBlank) == true {
            return ProgramText("\(field.name);")
        }
        var line = ProgramText("\(field.name): ")
        line.append(field.value)
        return line
    }

    /// The header lines that hold a secret, as bits; the last one stands for all behind it.
    var credentialLines: UInt64 {
        lines.enumerated().reduce(0) { bits, line in
            Self.holdsSecret(line.element.name, line.element.text)
                ? bits | 1 << UInt64(min(line.offset, 63)) : bits
        }
    }

    /// By its name, by that of a slot in it, or by a value that redaction would remove.
    private static func holdsSecret(_ name: String, _ line: ProgramText) -> Bool {
        Redaction.isSecret(field: name)
            || line.parts.contains { part in
                switch part {
                case .bytes(let bytes):
                    let text = String(decoding: bytes, as: UTF8.self)
                    return Redaction.body(text) != text
                case .slot(let slot): return Redaction.isSecret(source: slot.name)
                case .querySeparator: return false
                }
            }
    }

    /// Bytes before the path in the URL: scheme and authority.
    var originCount: Int { origin.url(path: "/").utf8.count - origin.basePath.utf8.count - 1 }

    /// Whether libcurl adds the length of the body.
    var statesLength: Bool { announcesBody && !states("Content-Length") }

    /// Whether libcurl adds the credentials, for Basic.
    var statesBasic: Bool { request.authorization?.scheme == .basic && !states("Authorization") }

    /// Whether the body is sent in chunks, which a plan states only as `chunked`.
    var isChunked: Bool { states("Transfer-Encoding") }

    /// The lines that libcurl writes before those of the plan, of a request that is direct.
    var leadingLines: [String] {
        var lines: [String] = []
        if !states("Host") { lines.append("Host: \(authority)") }
        if let basic = basicLine { lines.append(basic) }
        if !states("User-Agent") { lines.append("User-Agent: \(userAgent)") }
        if !states("Accept") { lines.append("Accept: */*") }
        return lines
    }

    private var authority: Substring {
        origin.url(path: "").dropFirst(origin.scheme.count + 3).prefix { $0 != "/" }
    }

    private var basicLine: String? {
        guard statesBasic, let user = request.authorization?.user.constant,
            let password = request.authorization?.password.constant
        else { return nil }
        let credentials = Data(user + [UInt8(ascii: ":")] + password)
        return "Authorization: Basic \(credentials.base64EncodedString())"
    }

    /// Bytes up to and with the empty line, without texts with slots and the body's length.
    var fixedByteCount: Int {
        var count = Self.count(ofLine: "\(request.method)  HTTP/1.1") + 2
        if let url = request.url.constant { count += Self.pathCount(url.dropFirst(originCount)) }
        if !states("Host") {
            count += Self.count(ofLine: "Host: \(authority)")
        }
        if !states("User-Agent") { count += Self.count(ofLine: "User-Agent: \(userAgent)") }
        if !states("Accept") { count += Self.count(ofLine: "Accept: */*") }
        return curlLines.compactMap(\.constant).reduce(count) { $0 + Self.count(ofLine: $1) }
    }

    /// Whether the request has a line of this name.
    private func states(_ name: String) -> Bool { names.contains(name.lowercased()) }
}

// MARK: - Lengths on the wire

extension RequestHead {
    /// Bytes of a line with its end; zero for a line that only removes a field.
    static func count(ofLine line: some Collection<UInt8>) -> Int {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return line.count + 2 }
        return line[colon...].dropFirst().allSatisfy(isBlank) ? 0 : line.count + 2
    }

    /// Whether libcurl takes a byte for a blank; a field of nothing else is left out.
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0d).contains(byte)
    }

    private static func count(ofLine line: String) -> Int { line.utf8.count + 2 }

    /// Bytes of path and query; an empty path becomes a slash.
    static func pathCount(_ path: some Collection<UInt8>) -> Int {
        path.first == UInt8(ascii: "/") ? path.count : path.count + 1
    }

    /// Bytes of the line with the length of a body.
    static func lengthCount(_ bodyCount: Int) -> Int {
        "Content-Length: ".utf8.count + String(bodyCount).utf8.count + 2
    }

    /// Bytes of the line that Basic authorization adds.
    static func basicCount(userCount: Int, passwordCount: Int) -> Int {
        "Authorization: Basic ".utf8.count + (userCount + 1 + passwordCount + 2) / 3 * 4 + 2
    }
}
