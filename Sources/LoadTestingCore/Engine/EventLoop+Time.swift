extension EventLoop {
    /// Retires users whose end, or whose group's, has come; gives up on exchanges that outlast the
    /// drain.
    func crossBoundaries(_ now: Int64) {
        while let end = ends.take(upTo: now) {
            let user = users[Int(end.user)]
            guard user.slot >= 0, user.endsAt == end.deadline else { continue }
            endSteps(of: end.user, now: now)
        }
        guard let boundary = sweep?.boundary ?? boundaries.take(upTo: now) else { return }
        let first = sweep?.next ?? 0
        let last = min(first + Int32(Self.usersATurn), Int32(userCapacity))
        sweep = last < userCapacity ? Sweep(boundary: boundary, next: last) : nil
        for index in first..<last
        where users[Int(index)].slot >= 0 && users[Int(index)].frame.group == boundary.group {
            cross(boundary, user: index, now: now)
        }
    }

    private func cross(_ boundary: GroupBoundaries.Boundary, user index: Int32, now: Int64) {
        if boundary.kind == .drained {
            abandonExchanges(of: index, now: now)
            ending.reachedLimit = ending.reachedLimit || now >= program.limitNanoseconds
            return retire(index)
        }
        if boundary.kind == .scheduled { return enterDrain(index, now: now) }
        endSteps(of: index, now: now)
    }

    /// What a user still waits for is no load any more.
    private func enterDrain(_ index: Int32, now: Int64) {
        for slot in slots(of: index) { exchanges.enterDrain(slot, at: now) }
    }

    /// A user starts no further step; what it has under way is waited for.
    private func endSteps(of index: Int32, now: Int64) {
        stopCounting(index, at: now)
        enterDrain(index, now: now)
        // A scenario is told, and ends by itself, at the latest when the drain time is over.
        guard users[Int(index)].scenarioRun == 0 else { return scenarios.end(user: index) }
        if users[Int(index)].inFlight > 0 { return }
        ending.reachedLimit = ending.reachedLimit || now >= program.limitNanoseconds
        retire(index)
    }

    private func abandonExchanges(of index: Int32, now: Int64) {
        for slot in slots(of: index) where exchanges[slot].pointee.isInFlight {
            exchanges.abandon(slot, at: now)
            scenarios.take(slot: slot)?.resume(throwing: CancellationError())
            let came = exchanges.status(of: slot) > 0 ? "the end of the answer" : "an answer"
            keepExample(
                slot: slot, cause: .drainTimeout,
                explanation: "the drain time was over before \(came)", end: now)
            record(slot, cause: .drainTimeout, end: now)
        }
        users[Int(index)].inFlight = 0
    }

    func readInbox() {
        for message in inbox.takeAll() {
            switch message {
            case .goOn(let user, let token): continueFromMeeting(user, token: token)
            case .windDown: windDown(clock.now)
            case .scenario(let command): perform(command)
            }
        }
    }
}
