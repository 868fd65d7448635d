@testable import LoadTestingCore

extension StoredKind {
    static let verdicts = [
        StoredKind(
            "grounds",
            [
                Finding.Basis.estimate, .interval, .failures(ofSucceeded: .seconds(1)),
                .tooFewRequests(needed: 1), .tooFewForInterval(needed: 1), .noInterval,
                .noRequests, .noLoadTime(isOfOneRequest: true), .missing(.unknownLabel),
                .partOfServer(gap: "g"), .generator(.processStall(.seconds(1)), isMiss: true),
                .users(UserWaits(HistogramSnapshot(nanoseconds: [5]), of: 2)),
                .repeated(.agreed(nil)), .run(.ended(.limit)), .baseline(.recorded),
                .capacity(CapacityRecord(countsUsers: true)), .overload(OverloadRecord()),
                .event(event),
            ]),
        StoredKind(
            "grounds of baselines",
            [
                Finding.BaselineBasis.compared(
                    with: .count(1), recorded: "d", lower: 1.5, upper: 2.5), .recorded,
                .missing(.noPlan),
            ]),
        StoredKind(
            "missing baselines",
            [
                BaselineGap.notRecorded(path: "p", others: ["m"]),
                .unreadable(path: "p", reason: "r"), .noFigure(recorded: "d"),
                .buildMode(recordedIsDebug: true), .loops(recorded: 1, now: 2),
                .noEstimate(.failures), .scaled, .noPlan,
            ]),
        StoredKind(
            "grounds of several runs",
            [
                Finding.RepeatedBasis.held(1, of: 2, values: [.count(1), nil]),
                .median(of: 2, values: [.count(1)]), .undecided(1, of: 2, example: finding),
                .mean(of: [.seconds(1)]), .missed(1, of: 2, values: [.count(1)]),
                .agreed(finding),
            ]),
        StoredKind(
            "missing parts",
            [
                MissingPart.unknownLabel, .emptyScope, .unknownSegment("s"), .noWarmUp, .noChecks,
                .nothingCounted("c"),
                .emptyPeriod(.plateau, durationNanoseconds: 1), .noPeakRate(plannedUsers: 1),
                .usersNeverTogether(planned: 2, peak: 1), .notYet, .tooShortForWindow(1, window: 2),
                .windowOutlastsRun(window: 1),
                .tooFewInWindows(windows: 1, seconds: 2, needed: 3, max: 4), .noRequests,
                .failures(share: .percent(50), of: 2), .noServer,
                .unseen(server: "s", reasons: ["r"]), .unrated("r"),
                .tooShortForGrowth(seconds: 1, needed: 2), .noSuchPercentile,
                .unsupportedConfidence, .bound(p99.metric, .noServer),
                .boundOfTooFew(p99.metric, requests: 1, needed: 2), .noSearch, .noLevelHeld,
                .noOverload(factor: 2, .aboveHighest), .noRecovery(seconds: 12),
                .unknownEvent("e"), .eventNotDone("e"), .noRecoveryJudged(event: "e"),
                .missBeforeEvent("e", "m"),
            ]),
        StoredKind(
            "doubts",
            [
                GeneratorDoubt.late(.seconds(1), in: p99.metric, .waited(share: 0.5)),
                .processStall(.seconds(1)), .baseline(.seconds(1), of: p99.metric),
                .lateArrivals(1, of: 2, by: .seconds(1), .stopped(share: 0.5)),
                .busyUsers(
                    ArrivalWaits(ArrivalCounts()),
                    .throttled(CgroupThrottling(periods: 1, nanoseconds: 2))),
                .unstartedArrivals(1, of: 2), .unseenTimeouts(1, nil), .busyThreads(share: 0.5),
                .absent(share: 0.5, .waited(share: 0.5)),
            ]),
        StoredKind(
            "problems",
            [
                RunProblem.exhausted(.generatorPorts, times: 1),
                .server(ServerRecord.Event(.exit, at: 1, "t")), .ended(.interrupted),
                .unasked(.otherThings, errors: 1, of: 2, causes: [.reset: 1]),
                .dryRun(label: "l", causes: [.reset: 1]), .aborted(abort),
                .event(event),
            ]),
        StoredKind(
            "missing intervals",
            [
                MissingInterval.tooShort(requests: 1, needed: 2, seconds: 3),
                .uneven(requests: 1, needed: 2), .dependent(independent: 1, seconds: 2), .failures,
                .noPercentile,
            ]),
        StoredKind(
            "overload",
            Overload(
                answered: .perSecond(1), offered: .perSecond(2), waiting: 1, unstarted: 2)),
        StoredKind("finding", finding),
    ]

    private static let span = MeasuredPart.Span(
        seconds: 1..<3,
        windows: SlidingWindows.Summary(all: 2, skipped: 1, roundedTo: 2))

    private static let event: EventRecord = {
        var event = EventRecord("n", of: "e", plannedNanoseconds: 1)
        event.recovery = EventRecord.Recovery(watched: 5, seconds: 2, missBefore: "m")
        (event.nanoseconds, event.undoneNanoseconds) = (2, 3)
        (event.processes, event.endsProcesses, event.problem) = ([4], true, "p")
        return event
    }()

    private static let abort = RunProblem.Abort(
        condition: errorRate > .percent(50), bound: .ratio(.percent(50)),
        value: .ratio(.percent(75)), second: 3, requests: 4, failed: 3, causes: [.reset: 3],
        span: span)

    /// With everything that a finding can hold.
    private static let finding: Finding = {
        var part = MeasuredPart(
            measured: .made(ok: [(3, 10)], failed: [(1, .reset)]), seconds: 1..<3)
        part.windows = span.windows
        let run = RunSnapshot.served([.memory: [5, 6]])
        part.server = try? ServerPart(.memory, .peak, in: run, run.judgedIntervals, requests: 1)
        var finding = Finding(
            budget, bound: .duration(.milliseconds(50)), .failed,
            measured: .duration(.milliseconds(75)), by: .estimate,
            evidence: Finding.Evidence(part, for: fraction(under: .seconds(1)).metric))
        finding.interval = ConfidenceInterval(
            runs: [.seconds(1), .seconds(1)], level: .percent(95), each: .seconds(10))
        finding.missingInterval = .noPercentile
        finding.overload = Overload(
            answered: .perSecond(1), offered: .perSecond(2), waiting: 1, unstarted: 2)
        finding.run = 2
        return finding
    }()
}
