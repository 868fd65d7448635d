extension RunSnapshot {
    /// The run as if it had ended at a second.
    package func soFar(to second: Int) -> RunSnapshot {
        var run = self
        let now = Int64(second) * 1_000_000_000
        run.durationNanoseconds = now
        for index in run.groups.indices {
            let load = run.groups[index]
            run.groups[index].endNanoseconds = max(
                load.startNanoseconds, min(load.endNanoseconds, now))
        }
        return run
    }
}
