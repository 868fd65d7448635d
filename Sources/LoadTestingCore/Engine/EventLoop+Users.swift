import CLoadTesting
import LoadTestingMacrosFree

extension EventLoop {
    /// How many users are started or retired in one turn, some 10 ms of work: all at once would
    /// keep answers waiting, a few at a time would keep the others from starting.
    static let usersATurn = 512

    func startUsers(_ now: Int64) {
        for _ in 0..<Self.usersATurn {
            guard let start = source.take(upTo: now) else { return }
            guard let index = places.popLast() else { preconditionFailure("no place for a user") }
            begin(start, at: index)
            proceed(index, now: clock.now)
        }
    }

    private func begin(_ start: UserSource.Start, at index: Int32) {
        let group = program.groups[Int(start.group)]
        let entry = code.groups[Int(start.group)].entry
        let token = users[Int(index)].waitToken
        users[Int(index)] = ActiveUser(
            frame: UserFrame(
                id: start.user, group: start.group, entry: entry, startsAt: start.due,
                readyAt: start.ready, isArrival: group.schedule.isOpen),
            slot: connection(
                for: index, of: group, number: Int(start.group),
                route: exchanges.addresses.route(of: start.user)))
        // What still comes for the one who had the place before is not meant for this one.
        users[Int(index)].waitToken = token &+ 1
        users[Int(index)].endsAt = start.end
        if start.end != .max { ends.add(deadline: start.end, user: index) }
        registers(of: index).update(repeating: 0, count: program.registers)
        resetSlots(of: index, all: true)
        active += 1
        mostActive = max(mostActive, active)
        users[Int(index)].isResident = !group.schedule.isOpen
        if !group.schedule.isOpen { residents += 1 }
        // What is not judged is not held against the server.
        users[Int(index)].answers = AnswerWatch(
            startsAt: max(start.due, Int64(program.warmUpSeconds) * 1_000_000_000))
    }

    /// A slot to exchange with: one that an earlier arrival has left, or a new one.
    private func connection(
        for index: Int32, of group: ProgramGroup, number: Int, route: Int32
    ) -> Int32 {
        guard let slot = pools[number].take(route: route) else {
            return exchanges.open(
                user: index, route: route, keepsCookies: group.cookies != .ignored,
                resumesSessions: group.resumesSessions, sharing: nil)
        }
        exchanges.adopt(slot, user: index)
        return slot
    }

    /// Closes connections that no arrival has used for a while.
    func closeUnusedConnections(_ now: Int64) {
        for group in pools.indices {
            for slot in pools[group].takeUnused(since: now - ConnectionPool.longestIdle) {
                exchanges.close(slot)
            }
        }
    }

    func wakeUsers(_ now: Int64) {
        while let entry = timers.take(upTo: now) {
            let user = users + Int(entry.user)
            // A user that its group's end retired, or that something else woke, waits no longer.
            guard user.pointee.slot >= 0, user.pointee.wakeAt == entry.deadline else { continue }
            user.pointee.wakeAt = .max
            if user.pointee.meetingPoint >= 0 {
                expireMeeting(of: entry.user)
            } else {
                proceed(entry.user, now: clock.now)
            }
        }
        wakeScenarioPauses(upTo: now)
    }

    func sleep(_ index: Int32, until deadline: Int64) {
        users[Int(index)].wakeAt = deadline
        timers.add(deadline: deadline, user: index)
    }

    /// How many things a user does without waiting before others get a turn.
    private static let mostActions = 1_000

    /// Lets a user do its next step; does not return before it waits for something or has ended.
    func proceed(_ index: Int32, now: Int64) {
        for _ in 0..<Self.mostActions {
            let user = users + Int(index)
            let end = min(code.groups[Int(user.pointee.frame.group)].end, user.pointee.endsAt)
            guard now < end else {
                ending.reachedLimit = ending.reachedLimit || now >= program.limitNanoseconds
                return retire(index)
            }
            let action = user.pointee.frame.advance(code, memory(of: index), now: now)
            guard perform(action, of: index, now: now) else { return }
        }
        sleep(index, until: now + 1)
    }

    /// Does what a user wants; false when it has to wait, or has ended.
    private func perform(_ action: UserFrame.Action, of index: Int32, now: Int64) -> Bool {
        let user = users + Int(index)
        switch action {
        case .send(let request): return send(request, of: index, now: now)
        case .sendAll(let first, let count):
            return sendAll(first: first, count: count, of: index, now: now)
        case .takeTurn: return takeTurn(index, now: now)
        case .wait(let instant): sleep(index, until: instant)
        case .pace(let instant, let isLate):
            if isLate { recorder.overruns &+= 1 }
            guard instant > now else { return true }
            sleep(index, until: instant)
        case .meet(let point): meet(at: point, index, now: now)
        case .feed(let feed): return self.feed(feed, to: index)
        case .scenario(let number): startScenario(number, of: index, now: now)
        case .count(let span):
            record(span, of: index)
            return true
        case .iterationEnded:
            endIteration(of: index)
            return true
        case .yield: sleep(index, until: now + 1)
        case .suspend: break
        case .stopTest(let byError):
            report(.stopRequested(byError ? .stoppedByError : .stopped))
            windDown(now)
            if user.pointee.slot >= 0 { retire(index) }
        case .end:
            stopCounting(index, at: endOfCycle(of: index, now: now))
            retire(index)
        }
        return false
    }

    // MARK: - Between two steps

    private func takeTurn(_ index: Int32, now: Int64) -> Bool {
        let user = users + Int(index)
        guard let limiter = shared.limiters[Int(user.pointee.frame.group)] else { return true }
        let turn = limiter.take(notBefore: max(now, user.pointee.frame.freeAt))
        // Who is late already stays due when it was.
        guard turn > now else { return true }
        user.pointee.frame.paused &+= turn - user.pointee.frame.freeAt
        user.pointee.frame.freeAt = turn
        sleep(index, until: turn)
        return false
    }

    private func feed(_ number: Int32, to index: Int32) -> Bool {
        let feed = program.feeds[Int(number)]
        let user = users + Int(index)
        let seed = code.seed
        let row = shared.feeders[Int(feed.feeder)].row {
            user.pointee.frame.drawBits(seed: seed)
        }
        switch row {
        case .value(let value):
            memory(of: index).slots[feed.slot] = value
            return true
        case .none(let endsTest):
            if endsTest {
                report(.stopRequested(.outOfRows))
                windDown(clock.now)
            }
            if user.pointee.slot >= 0 { retire(index) }
            return false
        }
    }

    private func endIteration(of index: Int32) {
        resetSlots(of: index, all: false)
        let group = program.groups[Int(users[Int(index)].frame.group)]
        if group.cookies == .clearedEachIteration {
            exchanges.clearCookies(of: users[Int(index)].slot)
        }
        if group.connection == .perIteration {
            exchanges.endConnections(of: users[Int(index)].slot)
        }
    }

    /// Gives slots what they hold at the begin: all of a user, or those that end with an iteration.
    private func resetSlots(of index: Int32, all: Bool) {
        let memory = memory(of: index)
        for number in program.slots.indices where all || program.slots[number].endsWithIteration {
            memory.slots[Int32(number)] = shared.slots[number]
        }
    }

    /// The slots of all exchanges of a user.
    func slots(of index: Int32) -> [Int32] {
        [users[Int(index)].slot] + (furtherSlots[index] ?? [])
    }

    // MARK: - Ends

    func retire(_ index: Int32) {
        let user = users + Int(index)
        let now = clock.now
        stopCounting(index, at: now)
        endScenario(of: index)
        if index == 0, self.index == 0, active == 1 { keepSlots(of: index) }
        for slot in (furtherSlots[index] ?? []).reversed() { exchanges.close(slot) }
        furtherSlots[index] = nil
        let group = Int(user.pointee.frame.group)
        leave(user.pointee.slot, group: group)
        user.pointee.slot = -1
        active -= 1
        leaveMeetings(1, user: index, group: Int32(group))
        user.pointee.meetingPoint = -1
        places.append(index)
        source.giveBack(group: group, now: now)
    }

    /// Leaves a connection to a later arrival, or closes it.
    private func leave(_ slot: Int32, group: Int) {
        guard program.groups[group].poolsConnections, !exchanges[slot].pointee.isInFlight else {
            return exchanges.close(slot)
        }
        exchanges.clearCookies(of: slot)
        pools[group].park(slot, route: exchanges[slot].pointee.route, now: clock.now)
    }

    /// What the only user of a set-up leaves to those of the load.
    private func keepSlots(of index: Int32) {
        let memory = memory(of: index)
        ending.slots = program.slots.indices.map { memory.slots[Int32($0)] }
    }

    func breakOff() {
        leaveUnstarted()
        cutLoads(clock.now)
        for index in 0..<Int32(userCapacity) where users[Int(index)].slot >= 0 {
            ending.abandonedExchanges += Int(users[Int(index)].inFlight)
            retire(index)
        }
    }

    /// Ends the load in order: no further step starts, exchanges under way are waited for.
    func windDown(_ now: Int64) {
        leaveUnstarted()
        cutLoads(now)
        for group in 0..<code.groupCount {
            code.groups[group].end = min(code.groups[group].end, now)
        }
        boundaries.endAll(now, drain: program.drainNanoseconds, open: sweep?.boundary)
        sweep = nil
    }

    private func leaveUnstarted() {
        source.retireAll()
        for group in program.groups.indices {
            let left = source.takeUnstarted(ofGroup: group)
            if left > 0 { leaveMeetings(left, user: nil, group: Int32(group)) }
        }
    }
}
