import LoadTestingMacrosFree

/// The steps of users, one after the other until they wait for something.
extension LoopUsers {
    /// The maximum actions of a user without waiting before others get a tick.
    private static let maxActions = 1_000
    /// The wait of a user whose request could not be made, so that it does not retry as fast as it
    /// can.
    private static let unsentBackoff: Int64 = 10_000_000

    /// Lets a user do its next step; does not return before it waits for something or has ended.
    func proceed(_ index: Int32, now: Int64) {
        let user = self[index]
        for _ in 0..<Self.maxActions {
            let end = min(
                context.code.groups[Int(user.pointee.frame.group)].end, user.pointee.endsAt)
            guard now < end else {
                noteLimit(now)
                return retire(index)
            }
            let action = user.pointee.frame.advance(context.code, memory(of: index), now: now)
            guard perform(action, of: index, now: now) else { return }
        }
        sleep(index, until: now + 1)
    }

    /// Performs an action of a user; false when it has to wait, or has ended.
    private func perform(_ action: UserFrame.Action, of index: Int32, now: Int64) -> Bool {
        switch action {
        case .send(let request):
            send(first: request, count: 1, of: index, now: now)
        case .sendAll(let first, let count):
            send(first: first, count: count, of: index, now: now)
        case .takeToken: return takeToken(index, now: now)
        case .wait(let instant): sleep(index, until: instant)
        case .pace(let instant, let isLate):
            if isLate { samples.countOverrun() }
            guard instant > now else { return true }
            sleep(index, until: instant)
        case .waitAtBarrier(let barrier): wait(at: barrier, index, now: now)
        case .feed(let feed): return self.feed(feed, to: index)
        case .scenario(let number): scenarios?.begin(number, of: index)
        case .count(let span):
            count(span, cause: span.isFailed ? .transaction : nil, of: index)
            return true
        case .iterationEnded:
            endIteration(of: index)
            return true
        case .yield: sleep(index, until: now + 1)
        case .suspend: break
        case .stopTest(let byError):
            endTest(byError ? .stoppedByError : .stopped, of: index, now: now)
        case .end:
            stopCounting(index, at: endOfCycle(of: index, now: now))
            retire(index)
        }
        return false
    }

    /// Counts a transaction, or a scenario's run.
    func count(_ span: TransactionSpan, cause: FailureCause?, of index: Int32) {
        samples.count(samples.sample(of: span, cause: cause, by: self[index].pointee.frame))
    }

    // MARK: - Requests

    /// Sends requests at once, each on a connection of its own; the user waits for their ends.
    private func send(first: Int32, count: Int32, of index: Int32, now: Int64) {
        let user = self[index]
        let due = user.pointee.frame.freeAt
        let values = memory(of: index).slots
        if count == 1, let connection = user.pointee.connection {
            send(first, on: connection, of: index, values, due: due, now: now)
        } else {
            let connections = openConnections(Int(count), of: index)
            for offset in 0..<Int(count) {
                send(
                    first + Int32(offset), on: connections[offset], of: index, values, due: due,
                    now: now)
            }
        }
        guard user.pointee.inFlight == 0 else { return }
        finishStep(of: index)
        // Without a pause an endless group would do nothing else.
        rest(index, until: now + Self.unsentBackoff)
    }

    private func send(
        _ request: Int32, on connection: Connection, of index: Int32, _ values: SlotMemory,
        due: Int64, now: Int64
    ) {
        let user = self[index]
        do throws(RequestFailure) {
            try exchanges.send(
                request, of: index, on: connection, values: values, due: due, start: max(now, due))
            user.pointee.inFlight += 1
        } catch {
            countUnsent(request, of: index, error.asExchangeFailure, due: due, now: now)
            user.pointee.hasFailed = true
        }
    }

    /// Counts a request that could not be made.
    private func countUnsent(
        _ number: Int32, of index: Int32, _ failure: ExchangeFailure, due: Int64, now: Int64
    ) {
        let user = self[index]
        let request = program.requests[Int(number)]
        let instant = max(now, due)
        samples.count(
            samples.unsent(
                request.label, by: user.pointee.frame, failure, due: due, at: instant))
        user.pointee.frame.count(isFailed: true)
        user.pointee.frame.becomeFree(at: instant)
        user.pointee.frame.hasSent()
        samples.keepExample(
            failure, label: program.rows[Int(request.label)].label,
            request: "\(request.method) \(request.url.pattern)", at: instant,
            secrets: secrets(of: index))
    }

    /// The step that sent something is over; a failure may change the next one.
    func finishStep(of index: Int32) {
        let user = self[index]
        if user.pointee.hasFailed { user.pointee.frame.fail(context.code) }
        user.pointee.hasFailed = false
    }

    // MARK: - Waiting

    func sleep(_ index: Int32, until deadline: Int64) {
        self[index].pointee.wakeAt = deadline
        timers.add(deadline: deadline, owner: index)
    }

    /// Lets a user rest; its next step is due then.
    func rest(_ index: Int32, until instant: Int64) {
        let user = self[index]
        user.pointee.frame.paused &+= instant - user.pointee.frame.freeAt
        user.pointee.frame.freeAt = instant
        sleep(index, until: instant)
    }

    func wake(_ now: Int64) {
        while let entry = timers.take(upTo: now) {
            let user = self[entry.owner]
            // A user that its group's end retired, or that another event woke, waits no longer.
            guard user.pointee.isActive, user.pointee.wakeAt == entry.deadline else { continue }
            user.pointee.wakeAt = .max
            if user.pointee.barrier >= 0 {
                expireBarrier(of: entry.owner)
            } else {
                proceed(entry.owner, now: context.now)
            }
        }
    }

    // MARK: - Between two steps

    private func takeToken(_ index: Int32, now: Int64) -> Bool {
        let user = self[index]
        guard let limiter = context.shared.limiters[Int(user.pointee.frame.group)] else {
            return true
        }
        let token = limiter.take(notBefore: max(now, user.pointee.frame.freeAt))
        // A step that is late already keeps its due instant.
        guard token > now else { return true }
        rest(index, until: token)
        return false
    }

    private func feed(_ number: Int32, to index: Int32) -> Bool {
        let feed = program.feeds[Int(number)]
        let user = self[index]
        let seed = context.code.seed
        let row = context.shared.feeders[Int(feed.feeder)].row {
            user.pointee.frame.drawBits(seed: seed)
        }
        switch row {
        case .value(let value):
            memory(of: index).slots[feed.slot] = value
            return true
        case .none(let endsTest):
            if endsTest {
                endTest(.outOfRows, of: index, now: context.now)
            } else {
                retire(index)
            }
            return false
        }
    }

    private func endTest(_ reason: RunEnd, of index: Int32, now: Int64) {
        context.send(.stopRequested(reason))
        drain(now)
        if self[index].pointee.isActive { retire(index) }
    }

    private func endIteration(of index: Int32) {
        resetSlots(of: index, all: false)
        guard let connection = self[index].pointee.connection else { return }
        let group = program.groups[Int(self[index].pointee.frame.group)]
        if group.cookies == .clearedEachIteration {
            exchanges.transport.clearCookies(of: connection)
        }
        if group.connection == .perIteration {
            exchanges.transport.closeIdleSockets(of: connection)
        }
    }

    /// The end of the last cycle that a user completed: a pass of a `Pace`, or a token of its
    /// group's limit, takes its whole time, whenever the answer came.
    private func endOfCycle(of index: Int32, now: Int64) -> Int64 {
        let frame = self[index].pointee.frame
        let token = context.shared.limiters[Int(frame.group)]?.nextToken ?? now
        return max(now, frame.cycleEnd, token)
    }
}
