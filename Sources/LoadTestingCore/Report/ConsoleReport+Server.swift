import LoadTestingMacrosFree

/// The server's use of resources, beside the view of it that the load had.
extension ConsoleReport {
    /// Fewer processes than these are not shown apart, more are not listed.
    private static let listedProcesses = 2...8

    /// The server's figures, its processes where there are several, and the machine's.
    var server: [String] {
        unwatchedServer + watchedServers
    }

    private var watchedServers: [String] {
        result.snapshot.servers.enumerated().flatMap { number, record in
            let use = result.snapshot.serverUse(of: number)
            // What else the machine did is told of the one that budgets are about.
            let machine = number == 0 ? machine(record, use) : nil
            return figures(record, use) + processes(record)
                + Self.titled("machine", machine.map { [$0] } ?? [])
                + remarks(record, ends: number == 0 ? result.snapshot.harmlessEnds : 0).map {
                    "           \($0.printable)"
                }
        }
    }

    private func figures(_ record: ServerRecord, _ use: ServerUse) -> [String] {
        let lines =
            [processor(record, use), held(record, use), sockets(use), kept(use), moved(use)]
            + [scraped(record, use)]
        return Self.titled(
            "server", lines.compactMap { $0.isEmpty ? nil : $0.joined(separator: ", ") })
    }

    private func remarks(_ record: ServerRecord, ends: Int) -> [String] {
        record.gaps.map { "a part only: \($0.text)" } + record.remarks
            + (ends > 0
                ? [
                    "\(NumberText.counted(ends, "process")) ended, how could not be seen; no"
                        + " request failed then"
                ] : [])
            + record.unratedSamples.sorted { $0.key < $1.key }.map { "no figure for \($0): \($1)" }
            + record.unseen.map { "not seen: \($0)" }
    }

    private static func titled(_ title: String, _ lines: [String]) -> [String] {
        lines.enumerated().map { index, line in
            (index == 0 ? title : "").padded(to: 11) + line
        }
    }

    private func processor(_ record: ServerRecord, _ use: ServerUse) -> [String] {
        guard let cpu = use[.cpu], let mean = cpu.mean else { return [] }
        var parts = [
            "\(record.name.printable): \(Self.percent(mean)) of a core"
                + (cpu.peak.map { " (peak \(Self.percent($0)))" } ?? "")
        ]
        if let system = use[.systemCPU]?.mean, mean > 0 {
            parts.append("\(Self.percent(system / mean)) of it in the system")
        }
        if total.requests > 0 {
            let nanoseconds = cpu.integral * 1e9 / Double(total.requests)
            parts.append("\(NumberText.duration(nanoseconds: Int64(nanoseconds))) of CPU a request")
        }
        if record.isShared {
            parts.append("all of it shared with the load generator, which runs in the same process")
        }
        return parts
    }

    private func held(_ record: ServerRecord, _ use: ServerUse) -> [String] {
        var parts: [String] = []
        if let memory = use[.memory]?.peak {
            parts.append("memory \(NumberText.bytes(Int64(memory))) at most")
        }
        if let swap = use[.swap]?.peak, swap > 0 {
            parts.append("\(NumberText.bytes(Int64(swap))) swapped out")
        }
        if let files = use[.openFiles]?.peak {
            let limit = record.openFileLimit.map { " of \(NumberText.grouped($0)) a process" } ?? ""
            parts.append("\(NumberText.grouped(Int(files))) files open" + limit)
        }
        if let threads = use[.threads]?.peak {
            parts.append(NumberText.counted(Int(threads), "thread"))
        }
        return parts
    }

    private func sockets(_ use: ServerUse) -> [String] {
        guard let established = use[.established]?.peak else { return [] }
        let others: [(ServerSeries, String)] = [
            (.acceptQueue, "waiting to be accepted"), (.closeWait, "in CLOSE_WAIT"),
            (.timeWait, "in TIME_WAIT"),
        ]
        let ports = use.levels.compactMap { series, level -> (port: Int, text: String)? in
            guard case .connections(let port) = series, let peak = level.peak else { return nil }
            let mean = NumberText.decimal(level.mean ?? 0, places: 1)
            return (port, "\(NumberText.grouped(Int(peak))) to port \(port) (mean \(mean))")
        }
        return ["connections: \(NumberText.grouped(Int(established))) established"]
            + others.compactMap { series, text in
                use[series]?.peak.flatMap {
                    $0 > 0 ? "\(NumberText.grouped(Int($0))) \(text)" : nil
                }
            } + ports.sorted { $0.port < $1.port }.map(\.text)
    }

    /// The number of times that it was throttled.
    private func kept(_ use: ServerUse) -> [String] {
        var parts: [String] = []
        if let waits = use[.voluntarySwitches]?.mean, let forced = use[.involuntarySwitches]?.mean {
            parts.append(
                "context switches: \(Rate.perSecond(waits)), \(Rate.perSecond(forced)) more forced")
        }
        if let throttled = use[.throttled]?.integral, throttled > 0 {
            let time = NumberText.duration(nanoseconds: Int64(throttled * 1e9))
            parts.append("throttled by its cgroup for \(time)")
        }
        return parts
    }

    private func moved(_ use: ServerUse) -> [String] {
        let known: [(ServerSeries, String)] = [(.diskRead, "read"), (.diskWritten, "written")]
        let parts = known.compactMap { series, text in
            use[series].flatMap { level in
                level.integral >= 1
                    ? "\(NumberText.bytes(Int64(level.integral))) \(text)" : nil
            }
        }
        return parts.isEmpty ? [] : ["disk: " + parts[0]] + parts.dropFirst()
    }

    /// The metrics of its own endpoint; of a counter the rise a second.
    private func scraped(_ record: ServerRecord, _ use: ServerUse) -> [String] {
        use.levels.compactMap { series, level -> String? in
            guard case .scraped(let name) = series, let mean = level.mean,
                record.unratedSamples[name] == nil
            else { return nil }
            let unit = record.scrapedCounters.contains(name) ? "/s" : ""
            let number = { NumberText.significant($0) + unit }
            return "\(name.printable) \(number(level.peak ?? mean)) at most (mean"
                + " \(number(mean)))"
        }.sorted()
    }

    private func processes(_ record: ServerRecord) -> [String] {
        guard record.processes.count >= Self.listedProcesses.lowerBound else { return [] }
        var table = TextTable([.left, .right, .right, .right, .right])
        table.add(["process", "CPU", "memory", "files", "threads"])
        let busiest = record.processes.sorted { $0.cpuSeconds > $1.cpuSeconds }
        for process in busiest.prefix(Self.listedProcesses.upperBound) {
            let share = process.seconds > 0 ? process.cpuSeconds / process.seconds : 0
            table.add([
                "\(process.name.printable) (\(process.identifier))"
                    + (process.hasEnded ? ", ended" : ""),
                Self.percent(share), NumberText.bytes(process.peakMemoryBytes),
                process.peakOpenFiles.map { NumberText.grouped($0) } ?? "—",
                NumberText.grouped(process.peakThreads),
            ])
        }
        let others = record.processes.count - Self.listedProcesses.upperBound
        return table.lines.map { "           " + $0 }
            + (others > 0 ? ["           and \(NumberText.counted(others, "process"))"] : [])
    }

    /// The shares of the cores' time: the server, the generator, and everything else.
    private func machine(_ record: ServerRecord, _ use: ServerUse) -> String? {
        guard let busy = use[.machineCPU]?.mean else { return nil }
        let cores = Double(max(1, record.cores))
        let seconds = Double(result.snapshot.durationNanoseconds) / 1e9
        let own = seconds > 0 ? Double(result.health.processorNanoseconds) / 1e9 / seconds : 0
        let server = use[.cpu]?.mean
        let known = record.isShared ? server ?? own : (server ?? 0) + own
        let parts =
            (server.map { ["server \(Self.percent($0 / cores))"] } ?? [])
            + (record.isShared ? [] : ["generator \(Self.percent(own / cores))"])
            + ["everything else \(Self.percent(max(0, busy - known) / cores))"]
        return "\(NumberText.counted(record.cores, "core")), \(Self.percent(busy / cores)) busy"
            + (use[.machineCPU]?.peak.map { " (peak \(Self.percent($0 / cores)))" } ?? "")
            + ": " + parts.joined(separator: ", ")
    }

    private static func percent(_ share: Double) -> String {
        "\(NumberText.decimal(share * 100, places: share < 0.1 ? 1 : 0)) %"
    }
}

extension ServerRecord.Process {
    fileprivate var cpuSeconds: Double { userSeconds + systemSeconds }
}
