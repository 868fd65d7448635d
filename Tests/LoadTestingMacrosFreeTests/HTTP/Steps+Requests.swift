import LoadTestingMacrosFree

extension Steps {
    /// The HTTP requests among the steps, in order.
    var requests: [HTTPSampler] { samplers.compactMap { $0 as? HTTPSampler } }
}
