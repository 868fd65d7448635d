/// Settings by which a plan is run, beside what the plan says.
struct RunSettings {
    /// How many loops, each on a thread of its own.
    var loops = 1
    var curl: CurlSettings
    /// What the caller knows of the run.
    var facts = RunFacts()
    /// Listeners of the load's samples.
    var samples: [SampleStream] = []
}
