import CLoadTesting

extension CurlDetails {
    /// The reason that the body is an error of the exchange: its content contradicts its encoding.
    ///
    /// `nil` where it does not, or where the request asked for no encoded body and nothing reads
    /// it.
    var unreadableBody: String? {
        let record = record
        guard record.pointee.decoding != CLT_DECODING_OK || record.pointee.codings.unknown.0 != 0
        else { return nil }
        let isAskedFor = request.pointee.asksForEncoding
        guard isAskedFor || record.pointee.rules.keeps_body else { return nil }
        let names = Self.names(of: record.pointee.codings)
        switch record.pointee.decoding {
        case CLT_DECODING_CORRUPT: return "the body is encoded as \(names), but can't be decoded"
        case CLT_DECODING_CUT: return "the body ends before its encoding \(names) does"
        default: return isAskedFor ? unknownEncoding : nil
        }
    }

    /// The reason that the body of a reply can't be read: its encoding is unknown.
    var unknownEncoding: String? {
        guard record.pointee.codings.unknown.0 != 0, record.pointee.body_count > 0 else {
            return nil
        }
        let names = Self.names(of: record.pointee.codings)
        return "the body is encoded as \(names): only gzip and deflate can be decoded"
    }

    private static func names(of codings: clt_codings) -> String {
        let unknown = withUnsafeBytes(of: codings.unknown) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        let known = withUnsafeBytes(of: codings.list) { list in
            list.prefix(Int(codings.count)).map {
                UInt32($0) == CLT_CODING_GZIP.rawValue ? "gzip" : "deflate"
            }
        }
        return (known + (unknown.isEmpty ? [] : [unknown.printable])).joined(separator: ", ")
    }

    var bodyExample: String {
        let record = record
        guard record.pointee.body.count > 0 else { return "" }
        let codings = record.pointee.codings
        if codings.unknown.0 != 0 { return "(encoded as \(Self.names(of: codings)))" }
        guard codings.count > 0, !record.pointee.rules.decodes else {
            return Self.start(of: record.pointee.body)
        }
        var decoded = clt_buffer()
        defer { clt_buffer_free(&decoded) }
        withUnsafePointer(to: codings) {
            clt_decode_start(
                $0, record.pointee.body.bytes, record.pointee.body.count, &decoded,
                Int(CLT_BODY_EXAMPLE_BYTES))
        }
        return decoded.count > 0
            ? Self.start(of: decoded) : "(encoded as \(Self.names(of: codings)))"
    }

    private static func start(of body: clt_buffer) -> String {
        let count = min(body.count, Int(CLT_BODY_EXAMPLE_BYTES))
        return String(
            decoding: UnsafeBufferPointer(start: body.bytes, count: count), as: UTF8.self)
    }
}
