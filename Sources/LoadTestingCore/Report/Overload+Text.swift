import LoadTestingMacrosFree

extension Overload {
    /// The sentence that users waited for the server, and how far it fell behind.
    var text: String {
        let never = unstarted > 0 ? ", \(NumberText.grouped(unstarted)) never began" : ""
        return "the server answered \(answered) of \(offered): \(NumberText.grouped(waiting))"
            + " arrivals waited for a free user\(never)"
    }
}

extension ArrivalWaits {
    /// The clause on the arrivals that had to wait, and the users that they waited for.
    var text: String {
        "\(NumberText.grouped(waiting)) of"
            + " \(NumberText.grouped(started)) arrivals waited for one of the users that "
            + (isMaximumStated ? "maxUsers allows" : "there may be by default")
    }
}
