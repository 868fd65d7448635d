import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct SampleStreamTests {
    private let names = SampleNames(labels: ["a"])

    /// A recorder with samples that end after 1, 2, 3 … ms, beginning after those before.
    private func recorder(_ ends: Range<Int>) -> Recorder {
        let recorder = Recorder(names: names)
        for end in ends { recorder.record(.made(end: Int64(end))) }
        return recorder
    }

    private func all(of stream: SampleStream) async -> [SampleStream.Batch] {
        var batches: [SampleStream.Batch] = []
        for await batch in stream { batches.append(batch) }
        return batches
    }

    @Test func `a listener gets all samples in order, however many blocks they fill`() async {
        let stream = SampleStream()
        let recorder = recorder(0..<5_000)
        recorder.offer(to: [stream], of: 3, second: 7)
        // What the recorder does next is no matter of the stream's.
        _ = recorder.takeAll()
        recorder.record(.made(end: 9_999))
        stream.finish(second: 8, names: names)
        let batches = await all(of: stream)
        #expect(batches.map(\.loop) == [3] && batches.map(\.second) == [7])
        #expect(batches[0].samples.map(\.end) == (0..<5_000).map { $0 * 1_000_000 })
        #expect(batches[0].lost == 0)
    }

    @Test func `what finds no room is lost and counted, of each loop by itself`() async {
        let stream = SampleStream(capacity: 10)
        recorder(0..<6).offer(to: [stream], of: 0, second: 0)
        recorder(6..<15).offer(to: [stream], of: 0, second: 1)
        recorder(15..<17).offer(to: [stream], of: 0, second: 2)
        recorder(0..<10).offer(to: [stream], of: 1, second: 2)
        stream.finish(second: 3, names: names)
        let batches = await all(of: stream)
        #expect(batches.map(\.loop) == [0, 0, 1, 0])
        #expect(batches.map(\.samples.count) == [6, 4, 10, 0])
        #expect(batches.map(\.lost) == [0, 0, 0, 7])
    }

    @Test func `what is taken makes room, and the next batch tells what was lost`() async {
        let stream = SampleStream(capacity: 5)
        var iterator = stream.makeAsyncIterator()
        recorder(0..<8).offer(to: [stream], of: 0, second: 0)
        #expect(await iterator.next()?.samples.count == 5)
        recorder(8..<10).offer(to: [stream], of: 0, second: 1)
        let next = await iterator.next()
        #expect(next?.lost == 3 && next?.samples.map(\.end) == [8_000_000, 9_000_000])
        stream.finish(second: 2, names: names)
        #expect(await iterator.next() == nil)
    }
}
