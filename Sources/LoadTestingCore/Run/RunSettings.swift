/// Settings of a run that are not in the plan.
struct RunSettings {
    /// The number of loops, each on a thread of its own.
    var loops = 1
    var curl: CurlSettings
    /// The facts of the run that the caller knows.
    var facts = RunFacts()
    /// The files that follow the load.
    var listeners: [any StreamingListener] = []
    /// The place of a line of progress each second.
    var progress: ProgressOutput?
    /// The live view of the load, where there is one.
    var live: LiveObserver?
    /// Further listeners of the load's samples.
    var samples: [SampleStream] = []
}
