import LoadTestingMacrosFree

extension ProgramCompiler {
    /// A feeder with its rows read; errors in them are reported.
    mutating func rows(of feeder: FeederContent) -> ProgramFeeder {
        ProgramFeeder(content: content(of: feeder), order: feeder.order)
    }

    private mutating func content(of feeder: FeederContent) -> ProgramFeeder.Content {
        let place = feeder.location.map { " (\($0))" } ?? ""
        do {
            switch feeder.source {
            case .rows(let rows):
                if rows.isEmpty {
                    report(.invalidPlan, "a feeder has no rows\(place)", "give it at least one")
                }
                return .rows(rows)
            case .csv(let file, let delimiter, let decode):
                return .rows(
                    try DataFile.rows(
                        ofCSV: file.path, delimiter: delimiter, beside: file.sourceFile,
                        decode: decode))
            case .json(let file, let decode):
                return .rows(
                    try DataFile.rows(ofJSON: file.path, beside: file.sourceFile, decode: decode))
            case .generated(let generator):
                check(generator, at: place)
                return .generated(generator)
            }
        } catch {
            report(error.code, "\(error.message)\(place)", error.remedy)
            return .rows([])
        }
    }

    private mutating func check(_ generator: FeederContent.Generator, at place: String) {
        guard case .text(let length, let alphabet) = generator else { return }
        if length < 1 || alphabet.isEmpty {
            report(
                .invalidPlan,
                "random text of \(length) of \(alphabet.count) characters\(place)",
                "use a length of at least 1 and an alphabet that is not empty")
        }
    }

    // MARK: - Times

    /// A pause as the plan scales it.
    mutating func emitPause(_ time: PauseTime) {
        if let problem = time.problem { problems.report(problem) }
        guard plan.pauseScale > 0 else { return }
        switch time {
        case .uniform(let range):
            emit(
                .pause(
                    .uniform(
                        shortest: scaled(range.lowerBound), longest: scaled(range.upperBound))))
        case .gaussian(let mean, let deviation):
            emit(
                .pause(
                    .gaussian(
                        mean: Double(scaled(mean)), deviation: Double(scaled(deviation)))))
        case .exponential(let mean): emit(.pause(.exponential(mean: Double(scaled(mean)))))
        }
    }

    mutating func emitPace(_ pace: Pace) {
        if let problem = pace.problem { problems.report(problem) }
        guard plan.pauseScale > 0 else { return }
        emit(.pace(register: registers(2), cycle: max(1, scaled(pace.cycle))))
    }

    private func scaled(_ time: Duration) -> Int64 {
        guard plan.pauseScale != 1 else { return time.wholeNanoseconds }
        return Int64(min(Double(time.wholeNanoseconds) * plan.pauseScale, Double(Int64.max / 4)))
    }
}
