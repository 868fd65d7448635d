import CLoadTesting
import Foundation

/// The bytes of a request's head that are the same each time, as libcurl writes them.
///
/// A class so that a loop reaches it without counting references of its parts.
final class RequestWire: Sendable {
    /// The method and its blank.
    private let method: [UInt8]
    /// The path where it has no slots.
    private let path: [UInt8]?
    /// Version and the lines that libcurl adds before those of the plan.
    private let lines: [UInt8]
    /// Bytes before the path in the URL.
    private let originCount: Int
    private let statesLength: Bool

    init(_ request: ProgramRequest, head: RequestHead) {
        method = Array("\(request.method) ".utf8)
        path = request.url.constant.map { Self.path(Array($0.dropFirst(head.originCount))) }
        lines = Array((" HTTP/1.1\r\n" + head.leadingLines.map { "\($0)\r\n" }.joined()).utf8)
        originCount = head.originCount
        statesLength = head.statesLength
    }

    private static func path(_ text: [UInt8]) -> [UInt8] {
        text.first == UInt8(ascii: "/") ? text : [UInt8(ascii: "/")] + text
    }

    /// Writes a constant request once.
    func write(to request: inout PreparedRequest) {
        var buffer = clt_buffer()
        defer { clt_buffer_free(&buffer) }
        withUnsafePointer(to: request) { append(nil, of: $0, cookies: nil, to: &buffer) }
        let wire = UnsafeMutablePointer<UInt8>.allocate(capacity: buffer.count)
        if let bytes = buffer.bytes { wire.initialize(from: bytes, count: buffer.count) }
        request.wire = wire
        request.wireCount = buffer.count
    }

    /// Writes the request in place of a buffer's content.
    ///
    /// - Parameters:
    ///   - rendered: its parts with slots; `nil` for a constant request.
    ///   - request: its constant parts.
    ///   - cookies: the store of the cookies that go with it.
    func append(
        _ rendered: RenderedRequest?, of request: UnsafePointer<PreparedRequest>,
        cookies: CurlEasy?, to buffer: inout clt_buffer
    ) {
        clt_buffer_empty(&buffer)
        append(method, to: &buffer)
        if let url = rendered?.url {
            if url[originCount] != CChar(bitPattern: UInt8(ascii: "/")) {
                append([UInt8(ascii: "/")], to: &buffer)
            }
            append(url + originCount, to: &buffer)
        } else if let path {
            append(path, to: &buffer)
        }
        let path = method.count..<buffer.count
        append(lines, to: &buffer)
        if let cookies { append(cookies, of: request, path: path, to: &buffer) }
        let isAppended = clt_wire_append_lines(
            &buffer, rendered?.headers ?? request.pointee.headers)
        precondition(isAppended, "no memory for a request")
        let bodyCount = rendered?.body == nil ? request.pointee.bodyCount : rendered?.bodyCount ?? 0
        if statesLength { append(Array("Content-Length: \(bodyCount)\r\n".utf8), to: &buffer) }
        append([UInt8(ascii: "\r"), UInt8(ascii: "\n")], to: &buffer)
        append(rendered?.body ?? UnsafePointer(request.pointee.body), bodyCount, to: &buffer)
    }

    /// Writes the cookies that go with a request.
    ///
    /// - Parameter path: the place of the path in the buffer.
    private func append(
        _ cookies: CurlEasy, of request: UnsafePointer<PreparedRequest>, path: Range<Int>,
        to buffer: inout clt_buffer
    ) {
        // The buffer may move when the line is appended.
        let text = Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count)[path])
        let isAppended = text.withUnsafeBytes { text in
            guard let path = text.baseAddress?.assumingMemoryBound(to: CChar.self) else {
                return false
            }
            var place = clt_cookie_place(
                host: request.pointee.host, path: path, path_length: text.count,
                is_secure: request.pointee.takesSecureCookies)
            return clt_cookie_append_line(&buffer, cookies.raw, &place, time(nil))
        }
        precondition(isAppended, "no memory for a request")
    }

    private func append(_ bytes: [UInt8], to buffer: inout clt_buffer) {
        bytes.withUnsafeBufferPointer { append($0.baseAddress, $0.count, to: &buffer) }
    }

    private func append(_ text: UnsafePointer<CChar>, to buffer: inout clt_buffer) {
        append(UnsafeRawPointer(text), strlen(text), to: &buffer)
    }

    private func append(_ bytes: UnsafeRawPointer?, _ count: Int, to buffer: inout clt_buffer) {
        precondition(clt_buffer_append(&buffer, bytes, count), "no memory for a request")
    }
}
