/// The use of one address of a name under load, where the name has several.
package struct AddressUse: Hashable, Codable, Sendable {
    /// The reason that an address was left out.
    package enum Omission: String, Codable, Sendable {
        case refused
        /// No connection opened within a second.
        case unanswered
    }

    /// Host and port.
    package var name: String
    /// In numbers.
    package var address: String
    /// The reason that it was left out; `nil` where it was loaded.
    package var omission: Omission?
    /// Requests whose last connection was to it.
    package var requests: UInt64 = 0
    /// The number of these that failed.
    package var failed: UInt64 = 0
    /// Connections that it refused while the load ran; their users tried the next address.
    package var refusals: UInt64 = 0

    package init(name: String, address: String, omission: Omission? = nil) {
        self.name = name
        self.address = address
        self.omission = omission
    }

    /// Merges the observations of two loops or shards.
    ///
    /// An address that one of them has loaded was not left out.
    package static func merged(_ first: [AddressUse], _ second: [AddressUse]) -> [AddressUse] {
        second.reduce(into: first) { all, use in
            let index = all.firstIndex { $0.name == use.name && $0.address == use.address }
            guard let index else { return all.append(use) }
            all[index].requests += use.requests
            all[index].failed += use.failed
            all[index].refusals += use.refusals
            if use.omission == nil { all[index].omission = nil }
        }
    }
}
