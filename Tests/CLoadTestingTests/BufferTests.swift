import CLoadTesting
import Testing

@Suite struct BufferTests {
    @Test func bytesStayWhileItGrows() {
        var buffer = clt_buffer()
        let pieces = (0..<200).map { [UInt8](repeating: UInt8($0), count: $0 * 7) }
        for piece in pieces { #expect(clt_buffer_append(&buffer, piece, piece.count)) }
        let held = UnsafeBufferPointer(start: buffer.bytes, count: buffer.count)
        #expect(held.elementsEqual(pieces.joined()))
        clt_buffer_free(&buffer)
        #expect(buffer.bytes == nil && buffer.capacity == 0)
    }

    @Test func memoryIsUsedAgain() {
        var buffer = clt_buffer()
        let bytes = [UInt8](repeating: 1, count: 5_000)
        _ = clt_buffer_append(&buffer, bytes, bytes.count)
        let memory = buffer.bytes
        clt_buffer_empty(&buffer)
        #expect(buffer.count == 0 && buffer.bytes == memory)
        _ = clt_buffer_append(&buffer, bytes, bytes.count)
        #expect(buffer.bytes == memory)
        clt_buffer_free(&buffer)
    }

    /// One large reply must not hold memory for all of a user's life.
    @Test func largeMemoryIsGivenBackWhenItWasNotNeeded() {
        var buffer = clt_buffer()
        let bytes = [UInt8](repeating: 1, count: 200_000)
        _ = clt_buffer_append(&buffer, bytes, bytes.count)
        clt_buffer_empty(&buffer)
        #expect(buffer.capacity >= 200_000)
        _ = clt_buffer_append(&buffer, bytes, 10)
        clt_buffer_empty(&buffer)
        #expect(buffer.capacity == 0)
    }

    @Test func partIsAppendedUpToALimit() {
        var buffer = clt_buffer()
        let bytes = [UInt8](1...10)
        #expect(clt_buffer_append_within(&buffer, bytes, 10, 15))
        #expect(clt_buffer_append_within(&buffer, bytes, 10, 15))
        #expect(clt_buffer_append_within(&buffer, bytes, 10, 15))
        #expect(buffer.count == 15)
        clt_buffer_free(&buffer)
    }

    @Test func moreThanMemoryHoldsIsRefused() {
        var buffer = clt_buffer()
        #expect(!clt_buffer_reserve(&buffer, .max))
        #expect(buffer.capacity == 0)
    }
}
