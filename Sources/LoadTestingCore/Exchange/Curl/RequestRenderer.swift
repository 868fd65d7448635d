import CLoadTesting

/// Makes requests of templates and a user's slots in one buffer, which is reused.
///
/// In the steady state nothing is allocated except for a slot's own text.
struct RequestRenderer {
    private let buffer: UnsafeMutablePointer<clt_buffer>
    private let slots: SlotMemory
    /// The places of the parts: the buffer may move until all are there.
    private var url: Int?
    private var lines: Int?
    private var user: Int?
    private var password: Int?
    private var body: Int?
    private var request = RenderedRequest()

    init(into buffer: UnsafeMutablePointer<clt_buffer>, slots: SlotMemory) {
        self.buffer = buffer
        self.slots = slots
        clt_buffer_empty(buffer)
    }

    /// Makes a request.
    ///
    /// - Throws: the reason that it can't be made: a slot without a value, or an invalid one.
    mutating func render(_ template: RequestTemplate) throws(RequestFailure) -> RenderedRequest {
        // At the start of the buffer, where memory is aligned for all types.
        append(room: template.lines.count * MemoryLayout<curl_slist>.stride)
        try appendURL(template)
        try appendLines(template)
        try appendAuthorization(template)
        try appendBody(template)
        return finished(lineCount: template.lines.count)
    }

    private mutating func appendURL(_ template: RequestTemplate) throws(RequestFailure) {
        guard let text = template.url else { return }
        let start = count
        url = start
        try append(text)
        let path = written(from: start).dropFirst(template.originCount)
        request.byteCount += RequestHead.pathCount(path)
        append(byte: 0)
    }

    private mutating func appendLines(_ template: RequestTemplate) throws(RequestFailure) {
        guard !template.lines.isEmpty else { return }
        lines = count
        for line in template.lines {
            let start = count
            try append(line)
            // Lines without slots are counted with the template.
            if line.constant == nil { request.byteCount += endLine(from: start) }
            append(byte: 0)
        }
    }

    /// Turns a field whose value is empty into libcurl's notation for that; returns the bytes on
    /// the wire.
    private func endLine(from start: Int) -> Int {
        let line = written(from: start)
        if let colon = line.firstIndex(of: UInt8(ascii: ":")),
            line[colon...].dropFirst().allSatisfy(RequestHead.isBlank)
        {
            buffer.pointee.count = start + colon
            append(byte: UInt8(ascii: ";"))
        }
        return count - start + 2
    }

    private mutating func appendAuthorization(
        _ template: RequestTemplate
    ) throws(RequestFailure) {
        guard let authorization = template.authorization else { return }
        user = try appendWord(authorization.user, "user")
        password = try appendWord(authorization.password, "password")
        guard template.statesBasic, let user, let password else { return }
        request.byteCount += RequestHead.basicCount(
            userCount: password - user - 1, passwordCount: count - password - 1)
    }

    /// Appends a text that ends at a zero byte, and so may not contain one.
    private func appendWord(_ text: ProgramText, _ name: String) throws(RequestFailure) -> Int {
        let start = count
        try append(text)
        guard !written(from: start).contains(0) else {
            throw .invalid("the \(name) for authorization holds a zero byte")
        }
        append(byte: 0)
        return start
    }

    private mutating func appendBody(_ template: RequestTemplate) throws(RequestFailure) {
        let start = count
        switch template.body {
        case .none: return
        case .text(let text): try append(text)
        case .made(let reads, let make): append(bytes: try made(of: reads, make))
        }
        body = start
        request.bodyCount = count - start
        request.byteCount += request.bodyCount
        if template.statesLength { request.byteCount += RequestHead.lengthCount(request.bodyCount) }
    }

    private func made(
        of reads: [ProgramSlotRead], _ make: ([any Sendable]) throws -> [UInt8]
    ) throws(RequestFailure) -> [UInt8] {
        var values: [any Sendable] = []
        values.reserveCapacity(reads.count)
        for read in reads {
            guard let value = slots[read.slot] else {
                throw .unfilled(slot: read.slot, name: read.name)
            }
            values.append(value)
        }
        do {
            return try make(values)
        } catch {
            let names = reads.map(\.name).joined(separator: ", ")
            throw .invalid("the body could not be made of \(names): \(error)")
        }
    }

    /// Turns places into pointers, now that the buffer stays where it is.
    private mutating func finished(lineCount: Int) -> RenderedRequest {
        guard let bytes = buffer.pointee.bytes else { return request }
        let text = UnsafeMutableRawPointer(bytes).assumingMemoryBound(to: CChar.self)
        request.url = url.map { UnsafePointer(text + $0) }
        request.user = user.map { UnsafePointer(text + $0) }
        request.password = password.map { UnsafePointer(text + $0) }
        request.body = body.map { UnsafePointer(bytes + $0) }
        if let lines {
            request.headers = clt_list_lines(buffer, lines, Int32(lineCount))
        }
        return request
    }
}

// MARK: - Texts

extension RequestRenderer {
    /// Whether U+FFFD occurs in the request, percent-encoded or not.
    var holdsReplacements: Bool {
        let made = [UInt8](buffer.pointee)
        return made.holds("\u{FFFD}") || made.holds("%EF%BF%BD")
    }
}

extension RequestRenderer {
    private func append(_ text: ProgramText) throws(RequestFailure) {
        for part in text.parts {
            switch part {
            case .bytes(let bytes): append(bytes: bytes)
            case .slot(let slot): try append(slot)
            case .querySeparator: appendQuerySeparator()
            }
        }
    }

    private func append(_ slot: ProgramSlotText) throws(RequestFailure) {
        guard let value = slots[slot.slot] else {
            throw .unfilled(slot: slot.slot, name: slot.name)
        }
        guard let content = slot.content(value) else {
            if case .repaired? = value as? CapturedValue { throw .replaced }
            let type = type(of: CapturedValue.value(of: value))
            throw .invalid("the slot \(slot.name) holds a value of another type: \(type)")
        }
        switch slot.encoding {
        case .plain: append(content, clt_buffer_append_bytes)
        case .percent: append(content, clt_buffer_append_percent)
        case .headerValue:
            let start = count
            append(content, clt_buffer_append_bytes)
            let added = written(from: start)
            guard clt_is_one_line(added.baseAddress, added.count) else {
                throw .invalid("the slot \(slot.name) holds a line end or zero byte for a header")
            }
        case .location(let origin, let base): try append(content, of: slot, origin, base)
        }
    }

    private func append(
        _ content: SlotContent, of slot: ProgramSlotText, _ origin: String, _ base: String
    ) throws(RequestFailure) {
        let text =
            switch content {
            case .text(let text): text
            case .bytes(let bytes): PercentEncoding.visible(bytes)
            }
        guard let location = LocationText(text, origin: origin) else {
            throw .invalid("the slot \(slot.name) leads to another server than \(origin)")
        }
        append(.text(location.isWhole ? origin : base), clt_buffer_append_bytes)
        if location.needsSlash { append(byte: UInt8(ascii: "/")) }
        append(.text(String(location.path)), clt_buffer_append_visible)
    }

    /// A URL has one `?`: a slot's value may have brought it.
    private func appendQuerySeparator() {
        let url = written(from: self.url ?? 0)
        guard url.contains(UInt8(ascii: "?")) else { return append(byte: UInt8(ascii: "?")) }
        guard let last = url.last, last != UInt8(ascii: "?"), last != UInt8(ascii: "&") else {
            return
        }
        append(byte: UInt8(ascii: "&"))
    }
}

// MARK: - Bytes

extension RequestRenderer {
    private typealias Append =
        (UnsafeMutablePointer<clt_buffer>, UnsafePointer<UInt8>?, Int) -> Bool

    private var count: Int { buffer.pointee.count }

    /// The bytes appended since a place.
    private func written(from start: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: buffer.pointee.bytes.map { $0 + start }, count: count - start)
    }

    private func append(_ content: SlotContent, _ append: Append) {
        let isAppended =
            switch content {
            case .text(var text): text.withUTF8 { append(buffer, $0.baseAddress, $0.count) }
            case .bytes(let bytes):
                bytes.withUnsafeBufferPointer { append(buffer, $0.baseAddress, $0.count) }
            }
        precondition(isAppended, "no memory for a request")
    }

    private func append(bytes: [UInt8]) {
        let isAppended = bytes.withUnsafeBufferPointer {
            clt_buffer_append(buffer, $0.baseAddress, $0.count)
        }
        precondition(isAppended, "no memory for a request")
    }

    private func append(byte: UInt8) {
        var byte = byte
        precondition(clt_buffer_append(buffer, &byte, 1), "no memory for a request")
    }

    /// Reserves bytes.
    private func append(room: Int) {
        precondition(clt_buffer_reserve(buffer, room), "no memory for a request")
        buffer.pointee.count += room
    }
}
