/// A name with its addresses, resolved once before the load.
package struct ResolvedName: Hashable, Sendable {
    package var host: String
    package var port: Int
    /// The loaded addresses, in numbers: at least one.
    package var addresses: [String]
    /// The addresses not loaded, since no connection to them opened before the load.
    package var unused: [UnusedAddress] = []

    /// An address that is left out.
    package struct UnusedAddress: Hashable, Sendable {
        package var address: String
        package var reason: AddressUse.Omission
    }

    package init(_ host: String, port: Int, addresses: [String]) {
        self.host = host
        self.port = port
        self.addresses = addresses
    }

    var hasSeveralAddresses: Bool { addresses.count + unused.count > 1 }

    /// One for each address, the loaded ones first; none where the name has a single one.
    var uses: [AddressUse] {
        guard hasSeveralAddresses else { return [] }
        let name = "\(host):\(port)"
        return addresses.map { AddressUse(name: name, address: $0) }
            + unused.map { AddressUse(name: name, address: $0.address, omission: $0.reason) }
    }
}
