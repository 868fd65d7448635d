/// Writes the histograms of each second of a run.
final class HdrLogListener: StreamingListener {
    let seconds: SecondFeed?
    private let feed = SecondFeed()
    private let file: StreamedFile

    init(_ file: OutputFile) {
        seconds = feed
        self.file = StreamedFile(file)
    }

    func begin(_ startNanoseconds: Int64) {
        file.begin { [feed] file throws(OutputFile.Failure) in
            let text = HdrLogText(startNanoseconds: startNanoseconds)
            try file.write(Array(text.head.utf8))
            for await second in feed {
                let lines = text.lines(
                    of: second.labels, names: second.names, second: second.number)
                try file.write(Array(lines.utf8))
            }
            return []
        }
    }

    func finish() async -> [String] { await file.finish() }
}
