import CLoadTesting
import TestSupport
import Testing

/// Bodies as the decoder sees them: in pieces of any size.
@Suite struct DecoderTests {
    /// The output, and the end.
    private final class Output {
        var bytes: [UInt8] = []
        var limit = Int.max
    }

    private func codings(_ field: String) -> clt_codings {
        var codings = clt_codings()
        clt_codings_add(&codings, field, field.utf8.count)
        return codings
    }

    private func decode(
        _ body: [UInt8], _ field: String, inPiecesOf size: Int = .max, limit: Int = .max
    ) -> (bytes: [UInt8], result: clt_decoding) {
        let output = Output()
        output.limit = limit
        var codings = codings(field)
        let sink: clt_decoder_sink = { context, bytes, count in
            let output = Unmanaged<Output>.fromOpaque(context).takeUnretainedValue()
            output.bytes += UnsafeBufferPointer(start: bytes, count: count)
            return output.bytes.count <= output.limit
        }
        guard
            let decoder = clt_decoder_create(
                &codings, sink, Unmanaged.passUnretained(output).toOpaque())
        else { return ([], CLT_DECODING_NO_MEMORY) }
        defer { clt_decoder_free(decoder) }
        var rest = body[...]
        while !rest.isEmpty {
            let piece = Array(rest.prefix(size))
            clt_decoder_feed(decoder, piece, piece.count)
            rest = rest.dropFirst(size)
        }
        return (output.bytes, clt_decoder_end(decoder))
    }

    private static let text = Array(String(repeating: "an error happened. ", count: 40).utf8)
    /// The text by zlib's strongest compression, without a wrapper.
    private static let compressed: [UInt8] = [
        75, 204, 83, 72, 45, 42, 202, 47, 82, 200, 72, 44, 40, 72, 205, 75, 77, 209, 83, 72, 28, 21,
        26, 21, 26, 238, 66, 0,
    ]
    private static let gzip = Gzip.wrapped(compressed, of: text)

    @Test(arguments: [1, 2, 3, 5, 7, 11, 1_000])
    func `pieces of any size make no difference`(size: Int) {
        let bodies: [(String, [UInt8], [UInt8])] = [
            ("gzip", Self.gzip, Self.text), ("gzip", Self.gzip + Self.gzip, Self.text + Self.text),
            ("gzip", Self.gzip + [0] + Self.gzip + [0, 0], Self.text + Self.text),
            ("deflate", Self.compressed, Self.text),
            ("deflate", Gzip.zlib(Self.text), Self.text), ("deflate", [3, 0], []),
            ("deflate, gzip", Gzip.stored(Gzip.raw(Self.gzip)), Self.gzip),
            ("gzip, gzip", Gzip.stored(Self.gzip) + Gzip.stored(Self.gzip), Self.text + Self.text),
        ]
        for (field, body, wanted) in bodies {
            let found = decode(body, field, inPiecesOf: size)
            #expect(found.bytes == wanted)
            #expect(found.result == CLT_DECODING_OK)
        }
    }

    @Test(arguments: ["gzip", "deflate"])
    func `a body that is cut anywhere is cut, not whole`(field: String) {
        let body = field == "gzip" ? Self.gzip + Self.gzip : Self.compressed
        for count in 1..<body.count {
            let isEndOfMember = field == "gzip" && count == Self.gzip.count
            let found = decode(Array(body.prefix(count)), field, inPiecesOf: 4)
            #expect(found.result == (isEndOfMember ? CLT_DECODING_OK : CLT_DECODING_CUT))
        }
    }

    /// No flipped bit of a gzip body goes unnoticed, but in what is no part of any check: time,
    /// text flag, flags of the compressor and system (RFC 1952, 2.3), and what fills up the last
    /// byte of the compressed ones.
    @Test func `a flipped bit is noticed`() {
        let filler = 10 + Self.compressed.count - 1
        for index in Self.gzip.indices where !(4..<10).contains(index) && index != filler {
            for bit in 0..<8 where index != 3 || bit != 0 {
                var body = Self.gzip
                body[index] ^= 1 << bit
                let found = decode(body, "gzip")
                #expect(found.result != CLT_DECODING_OK, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test func `what stands behind the end is no part that may be left out`() {
        #expect(decode(Self.gzip + [1], "gzip").result != CLT_DECODING_OK)
        #expect(decode(Self.gzip + Array("garbage".utf8), "gzip").result == CLT_DECODING_CORRUPT)
        #expect(decode(Self.compressed + [1], "deflate").result == CLT_DECODING_CORRUPT)
        #expect(decode(Self.compressed + [0, 0], "deflate").result == CLT_DECODING_OK)
    }

    @Test func `random bytes are refused without harm`() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            let count = Int.random(in: 1...64, using: &random)
            let body = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            for field in ["gzip", "deflate", "gzip, deflate, gzip"] {
                let start: [UInt8] = Bool.random(using: &random) ? [0x1f, 0x8b, 8] : []
                _ = decode(start + body, field, inPiecesOf: Int.random(in: 1...9, using: &random))
            }
        }
    }

    @Test func `a bomb stops where no more is wanted`() {
        let found = decode(Gzip.zeros(64 << 20), "gzip", limit: 100_000)
        #expect(found.result == CLT_DECODING_STOPPED)
        #expect(found.bytes.count < 120_000)
    }

    @Test(arguments: [
        ("gzip", 1, ""), ("GZIP ,\tDeflate", 2, ""), ("identity", 0, ""), ("", 0, ""),
        (",,", 0, ""), ("br", 0, "br"), ("gzip, zstd, br", 1, "zstd"), ("gzipx", 0, "gzipx"),
        ("gzip;q=1", 0, "gzip;q=1"), ("gzip,gzip,gzip,gzip,gzip,deflate", 5, "deflate"),
        (String(repeating: "x", count: 500), 0, String(repeating: "x", count: 31)),
    ])
    func `names are read as the field says`(field: String, count: Int, unknown: String) {
        let codings = codings(field)
        #expect(Int(codings.count) == count)
        let name = withUnsafeBytes(of: codings.unknown) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        #expect(name == unknown)
    }
}
