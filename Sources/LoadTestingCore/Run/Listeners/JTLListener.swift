import LoadTestingMacrosFree

/// Writes a row for each sample of a run.
final class JTLListener: StreamingListener {
    let samples: SampleStream?
    private let stream: SampleStream
    private let format: JTLFormat
    private let names: JTLNames
    private let file: StreamedFile
    private let path: String

    /// The bytes of samples that may wait to be written, of all loops.
    static let memory = 64 << 20

    init(_ format: JTLFormat, _ file: OutputFile, names: JTLNames, loops: Int) {
        stream = SampleStream(
            capacity: max(1, Self.memory / loops / MemoryLayout<Sample>.stride))
        samples = stream
        self.format = format
        self.names = names
        path = file.path
        self.file = StreamedFile(file)
    }

    func begin(_ startNanoseconds: Int64) {
        var names = names
        names.startNanoseconds = startNanoseconds
        file.begin { [stream, format, path, names] file throws(OutputFile.Failure) in
            var text = JTLText(format, names)
            var lost = 0
            try file.write(text.head)
            for await batch in stream {
                lost += batch.lost
                try file.write(text.text(of: batch))
            }
            try file.write(text.tail)
            guard lost > 0 else { return [] }
            return [
                "\(path.printable) lacks \(NumberText.counted(lost, "sample")), which came faster"
                    + " than they could be written; figures and verdict have them all"
            ]
        }
    }

    func finish() async -> [String] { await file.finish() }
}
