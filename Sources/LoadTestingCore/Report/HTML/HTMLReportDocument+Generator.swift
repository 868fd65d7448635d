import LoadTestingMacrosFree

/// The health of the load generator, remarks, and the surroundings of the run.
extension HTMLReportDocument {
    /// The utilization and the lateness of the generator itself.
    var generator: HTMLSection {
        var section = HTMLSection("generator", "Load generator")
        guard !course.time.instants.isEmpty else { return section }
        section.add(
            chart(
                "Processor time of the generator", "of one core; the machine: of all cores",
                .percent, ChartSeries.coloured(processorLines)))
        section.add(
            chart(
                "Lateness", "caused by the generator itself", .time,
                ChartSeries.coloured(latenessLines), prefersLogarithmic: true))
        let lines = (ownLines + HealthReview(result.snapshot).notes).map {
            "<li>\($0)</li>" as Markup
        }
        section.add("<ul class=\"note\">\(lines.joined())</ul>\n")
        return section
    }

    private var processorLines: [(name: String, values: [Double?])] {
        [
            (
                "threads of the load",
                course.perSecond { Double($0.health.processorNanoseconds) / 1e9 }
            ),
            ("whole machine", course.values(\.health.machine.busyShare)),
            ("stolen by a hypervisor", course.values { $0.health.machine.stolenShare }),
        ]
    }

    private var latenessLines: [(name: String, values: [Double?])] {
        [
            ("start p99", course.values { $0.health.startDelay.nanoseconds(at: 99) }),
            ("start max", course.values { $0.health.startDelay.nanoseconds(at: 100) }),
            ("tick p99", course.values { $0.health.tick.nanoseconds(at: 99) }),
            (
                "longest stall",
                course.values { interval in
                    let gap = interval.health.longestGapNanoseconds
                    return gap > 0 ? Double(gap) : nil
                }
            ),
        ]
    }

    private var ownLines: [String] {
        let health = result.health
        let late = health.startDelay.count(above: .milliseconds(10), orAt: false)
        let delay = result.snapshot.ownDelay(99)?.text ?? "—"
        return [
            "\(health.processorTime.text) of CPU,"
                + " \(NumberText.bytes(health.peakMemoryBytes)) of memory at most",
            "its own delay \(delay) (p99), \(NumberText.grouped(late)) starts over 10 ms late",
        ]
            + [health.idleCloses, health.generalWay].compactMap(\.self)
            + arrivalLines
    }

    private var arrivalLines: [String] {
        let counts = result.snapshot.arrivals
        guard counts.planned > 0 else { return [] }
        return [
            "arrivals: \(NumberText.grouped(counts.planned)) planned,"
                + " \(NumberText.grouped(counts.started)) started,"
                + " \(NumberText.grouped(counts.throttled)) throttled,"
                + " \(NumberText.grouped(counts.unstarted)) never started"
        ]
    }

    /// Remarks beside the figures, and doubts about them.
    var remarks: HTMLSection {
        var section = HTMLSection("remarks", "Remarks")
        guard !isRunning else { return section }
        let review = HealthReview(result.snapshot)
        let all =
            result.notes + [review.userShortage].compactMap(\.self) + result.remarks
            + review.suspects.map { "suspect: \($0)" }
        let lines = all.map { "<li>\($0)</li>" as Markup }
        if !lines.isEmpty { section.add("<ul class=\"card remarks\">\(lines.joined())</ul>\n") }
        return section
    }

    // MARK: - Environment

    /// The environment that another run has to share to measure the same.
    var environment: HTMLSection {
        var section = HTMLSection("environment", "Environment")
        let facts = result.snapshot.facts
        let rows = runFacts + facts.generators.flatMap(Self.facts)
        let list = rows.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" as Markup }
        section.add("<dl class=\"card facts\">\(list.joined())</dl>\n")
        if !facts.plan.isEmpty {
            section.add(
                """
                <details class="card plan"><summary>The plan</summary>\
                <pre>\(Markup(lines: facts.plan))</pre></details>

                """)
        }
        return section
    }

    private var runFacts: [(name: String, value: String)] {
        let facts = result.snapshot.facts
        let all: [(name: String, value: String)] = [
            ("target", facts.target), ("start", RunStart.text(facts.startNanoseconds)),
            ("commit", facts.commit ?? "not known"), ("seed", "\(facts.seed)"),
            ("planned users", NumberText.grouped(result.plannedUsers)),
            ("end", isRunning ? "" : result.snapshot.end.text),
        ]
        let pauses =
            facts.pauseScale == 1
            ? [] : [("pauses", "scaled to \(Ratio(fraction: facts.pauseScale).description)")]
        return all.filter { !$0.value.isEmpty } + pauses
    }

    private static func facts(_ generator: GeneratorFacts) -> [(name: String, value: String)] {
        [
            ("build", generator.isDebugBuild ? "debug" : "release"),
            (
                "machine",
                "\(generator.host), \(generator.system),"
                    + " \(NumberText.counted(generator.processors, "processor")),"
                    + " \(NumberText.bytes(generator.memoryBytes)) of memory"
            ),
            (
                "generator",
                "process \(generator.processID), \(NumberText.counted(generator.loops, "thread"))"
            ),
            ("library", "LoadTesting \(generator.version), libcurl \(generator.curlVersion)"),
        ]
    }
}
