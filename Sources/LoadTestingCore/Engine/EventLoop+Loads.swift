import LoadTestingMacrosFree

/// When the load of each group ends, and what its users got.
extension EventLoop {
    /// Counts a sample; one that ends after its group's load came in the drain.
    func count(_ sample: Sample) {
        var sample = sample
        sample.endedInDrain = sample.end > code.groups[Int(sample.group)].loadEnd
        recorder.record(sample)
    }

    /// A user of the closed kind got an answer, or knows that none comes.
    func noteEnd(of sample: Sample, user index: Int32, isAnswer: Bool) {
        guard users[Int(index)].isResident else { return }
        users[Int(index)].answers.ended(
            start: sample.start, end: sample.end, isAnswer: isAnswer, label: sample.label)
    }

    /// A user has ended, or only waits for its last answer: it makes no load any more.
    ///
    /// - Parameter now: when; for one that has done all it had to, the end of its last cycle.
    func stopCounting(_ index: Int32, at now: Int64) {
        let user = users + Int(index)
        guard user.pointee.isResident else { return }
        user.pointee.isResident = false
        residents -= 1
        fewestResidents = min(fewestResidents, residents)
        let group = Int(user.pointee.frame.group)
        let end = min(now, code.groups[group].loadEnd)
        for slot in slots(of: index) where exchanges[slot].pointee.isInFlight {
            user.pointee.answers.ended(
                start: exchanges[slot].pointee.start, end: end, isAnswer: false,
                label: exchanges.label(of: slot))
        }
        loads[group].add(
            user.pointee.answers,
            requests: user.pointee.frame.exchanges
                + Int64(user.pointee.inFlight), until: end)
    }

    /// When the last cycle of a user is over that has done all it had to: a pass of a `Pace`, or a
    /// turn of its group's limit, takes its whole time, whenever the answer came.
    func endOfCycle(of index: Int32, now: Int64) -> Int64 {
        let frame = users[Int(index)].frame
        let turn = shared.limiters[Int(frame.group)]?.nextTurn ?? now
        return max(now, frame.cycleEnd, turn)
    }

    /// The load of all groups ends now; of those that have ended it has.
    func cutLoads(_ now: Int64) {
        for group in 0..<code.groupCount where now < code.groups[group].loadEnd {
            code.groups[group].loadEnd = now
            loads[group].cut = now
        }
    }
}
