import LoadTestingMacrosFree

extension UserWaits {
    /// The sentence about them: `90 of 100 users got no answer for 5 s`.
    ///
    /// - Parameter name: the group, with a space before it.
    func text(_ name: String = "") -> String {
        let time =
            longest * 10 <= shortest * 11 ? longest.text : "\(shortest.text) – \(longest.text)"
        return "\(NumberText.grouped(waiting)) of \(NumberText.grouped(users)) users\(name)"
            + " got no answer for \(time)"
    }
}
