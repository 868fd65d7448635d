extension EventLoop {
    func meet(at point: Int32, _ index: Int32, now: Int64) {
        let user = users + Int(index)
        let meeting = shared.meetingPoints[Int(point)]
        user.pointee.meetingPoint = point
        user.pointee.waitToken &+= 1
        sleep(index, until: now + meeting.limitNanoseconds)
        release(meeting.arrive(guest(index)))
    }

    func expireMeeting(of index: Int32) {
        let point = users[Int(index)].meetingPoint
        release(shared.meetingPoints[Int(point)].expire(guest(index)))
    }

    /// Users have ended: those who wait for them may have to go on without.
    func leaveMeetings(_ count: Int, user: Int32?, group: Int32) {
        for (number, point) in program.meetingPoints.enumerated() where point.group == group {
            release(shared.meetingPoints[number].leave(count, loop: index, user: user))
        }
    }

    /// Lets a user of this loop go on from where it met the others.
    func continueFromMeeting(_ index: Int32, token: UInt32) {
        let user = users + Int(index)
        guard user.pointee.slot >= 0, user.pointee.meetingPoint >= 0,
            user.pointee.waitToken == token
        else { return }
        let now = clock.now
        user.pointee.meetingPoint = -1
        user.pointee.wakeAt = .max
        user.pointee.frame.paused &+= max(0, now - user.pointee.frame.freeAt)
        user.pointee.frame.freeAt = now
        proceed(index, now: now)
    }

    private func guest(_ index: Int32) -> MeetingPoint.Guest {
        MeetingPoint.Guest(loop: self.index, user: index, token: users[Int(index)].waitToken)
    }

    /// Through the inboxes, also of this loop: who is released must not go on inside of another
    /// user's step.
    private func release(_ guests: [MeetingPoint.Guest]) {
        for guest in guests {
            shared.inboxes.send(.goOn(user: guest.user, token: guest.token), to: guest.loop)
        }
    }
}
