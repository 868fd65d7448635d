/// Users that wait for one another, also for those of other loops.
extension LoopUsers {
    func wait(at number: Int32, _ index: Int32, now: Int64) {
        let barrier = context.shared.barriers[Int(number)]
        self[index].pointee.barrier = number
        self[index].pointee.waitToken &+= 1
        sleep(index, until: now + barrier.limitNanoseconds)
        release(barrier.arrive(waiter(index)))
    }

    func expireBarrier(of index: Int32) {
        let barrier = self[index].pointee.barrier
        release(context.shared.barriers[Int(barrier)].expire(waiter(index)))
    }

    /// Users have ended: those that wait for them may have to continue without.
    func leaveBarriers(_ count: Int, user: Int32?, group: Int32) {
        for (number, point) in program.barriers.enumerated() where point.group == group {
            release(
                context.shared.barriers[number].leave(count, loop: context.loop, user: user))
        }
    }

    /// Resumes a user of this loop that waited for the others.
    func resume(_ index: Int32, token: UInt32) {
        let user = self[index]
        guard user.pointee.isActive, user.pointee.barrier >= 0, user.pointee.waitToken == token
        else { return }
        let now = context.now
        user.pointee.barrier = -1
        user.pointee.wakeAt = .max
        user.pointee.frame.paused &+= max(0, now - user.pointee.frame.freeAt)
        user.pointee.frame.freeAt = now
        proceed(index, now: now)
    }

    private func waiter(_ index: Int32) -> Barrier.Waiter {
        Barrier.Waiter(loop: context.loop, user: index, token: self[index].pointee.waitToken)
    }

    /// Through the inboxes, also of this loop: a released user must not resume inside of another
    /// user's step.
    private func release(_ waiters: [Barrier.Waiter]) {
        for waiter in waiters {
            context.shared.inboxes.send(
                .resume(user: waiter.user, token: waiter.token), to: waiter.loop)
        }
    }
}
