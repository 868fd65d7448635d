/// A backend that takes lines at a port.
package struct SocketOutput: Hashable, Sendable {
    package var address: String
    package var prefix: String
    package var every: Duration

    package init(address: String, prefix: String, every: Duration) {
        self.address = address
        self.prefix = prefix
        self.every = every
    }
}
