import LoadTestingMacrosFree

extension MissingPart {
    /// The reason, with the remedy.
    var text: String {
        switch self {
        case .unknownLabel: "no request has this label"
        case .noChecks: "no check was made"
        case .nothingCounted(let name): "nothing was counted as \"\(name)\""
        case .emptyScope: "no request has this label, group and tag"
        case .unknownSegment(let name): "no segment has the name \"\(name.printable)\""
        case .noWarmUp: "no warm-up is stated: LoadTest(…, warmUp: .seconds(5))"
        case .emptyPeriod(let period, let duration):
            "no judged second of the run is in \(period), which took"
                + " \(NumberText.duration(nanoseconds: duration))"
        case .noPeakRate(let users):
            "no whole second had "
                + (users > 0 ? "all \(NumberText.grouped(users)) users and " : "")
                + "the highest rate of arrivals: hold it for longer"
        case .usersNeverTogether(let planned, let peak):
            "never were all \(NumberText.grouped(planned)) users active at once (at"
                + " most \(NumberText.grouped(peak))): let them stay longer"
        case .notYet: "not yet"
        case .tooShortForWindow(let seconds, let window):
            "\(seconds) s are less than a window of \(window) s: run longer"
        case .windowOutlastsRun(let window):
            "the run is shorter than a window of \(window) s: run longer"
        case .tooFewInWindows(let windows, let seconds, let needed, let max):
            "none of \(NumberText.grouped(windows)) windows of \(seconds) s has"
                + " \(NumberText.grouped(needed)) requests (at most \(NumberText.grouped(max))):"
                + " use longer windows"
        case .noRequests: "no request was measured"
        case .noSearch: "no group searches for it: ArrivalGroup(.search(upTo: .perSecond(20_000)))"
        case .noLevelHeld: "no level of the search held"
        case .noOverload(let factor, let absence): absence.text(at: factor)
        case .noRecovery(let seconds): "not within \(seconds) s, the time that was watched"
        case .unknownEvent, .eventNotDone, .noRecoveryJudged, .missBeforeEvent: textOfEvent
        case .failures(let share, let requests):
            "\(share?.description ?? "—") of \(NumberText.grouped(requests)) requests failed"
        case .noServer, .unseen, .unrated, .tooShortForGrowth: textOfServer
        case .noSuchPercentile: "a percentile is above 0 and at most 100"
        case .unsupportedConfidence:
            ".confident() takes a percentile of the run or a part of it against a duration"
        case .bound(let metric, let part): "\(metric), its bound, has no value: \(part.text)"
        case .boundOfTooFew(let metric, let requests, let needed):
            "\(metric), its bound, is of \(NumberText.grouped(requests)) requests and"
                + " needs \(NumberText.grouped(needed))"
        }
    }

    private var textOfEvent: String {
        switch self {
        case .unknownEvent(let event):
            "no event has the name \"\(event.printable)\":"
                + " At(.seconds(10), named: \"\(event.printable)\") { … }"
        case .eventNotDone(let event): "\"\(event.printable)\" was not done"
        case .missBeforeEvent(let event, let miss):
            "the budgets did not hold before \"\(event.printable)\" either: \(miss)"
        default: "no other budget says what has to hold: expect(p95 < …, errorRate < …)"
        }
    }

    private var textOfServer: String {
        switch self {
        case .unseen(let server, let reasons):
            "it was not seen of \(server)"
                + (reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))")
        case .unrated(let reason): reason
        case .tooShortForGrowth(let seconds, let needed):
            "growth takes \(needed) s of which the server was"
                + " seen, there were \(seconds): run longer"
        default:
            "the test knows no server to watch: LoadTest(…, target: server) takes one of"
                + " Server.launch, .attach or .listening"
        }
    }
}
