/// Whether anybody accepts connections on a port.
package func accepts(_ port: Int, of address: String = "127.0.0.1") -> Bool {
    (try? LoopbackSocket(connectedTo: port, of: address)) != nil
}
