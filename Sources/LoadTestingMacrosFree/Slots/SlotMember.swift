/// The name of a member of a slot's value.
package enum SlotMember {
    /// Stands for a member whose name the program does not keep: one that is computed.
    package static let unnamed = ".<computed>"

    /// `.id`, as in the source; `unnamed` for anything but a stored property.
    package static func name<Root, Value>(of path: KeyPath<Root, Value>) -> String {
        let text = path.debugDescription
        let root = "\\\(Root.self)"
        guard text.hasPrefix("\(root)."), !text.contains("<computed"), !text.contains("<offset")
        else { return unnamed }
        return String(text.dropFirst(root.count))
    }
}
