import LoadTestingMacrosFree

extension BackendOutput {
    /// The listener that tells the backend of a run.
    ///
    /// - Parameters:
    ///   - test: the name of the load test.
    ///   - console: the place of lines for people; `nil` for none.
    func listener(of test: String, console: Console?) -> (any StreamingListener)? {
        switch self {
        case .influx(let influx):
            BackendListener(name, every: influx.every, text: influx.text(of: test)) {
                HTTPSender(influx.request)
            }
        case .graphite(let socket):
            listener(socket, GraphiteText(prefix: socket.prefix), port: 2_003, isDatagram: false)
        case .statsD(let socket):
            listener(socket, StatsDText(prefix: socket.prefix), port: 8_125, isDatagram: true)
        case .prometheusEndpoint(let endpoint): PrometheusListener(endpoint, test: test)
        case .prometheusPush(let url, let job): PrometheusPush(url, job: job, test: test)
        case .summariser(let every):
            SummariserListener(every: every, console: console ?? .standard)
        }
    }

    private func listener(
        _ socket: SocketOutput, _ text: any BackendText, port: Int, isDatagram: Bool
    ) -> BackendListener? {
        // A plan whose address is none has been refused.
        BackendAddress(socket.address, defaultPort: port).map { address in
            BackendListener(name, every: socket.every, text: text) {
                SocketSender(address, isDatagram: isDatagram)
            }
        }
    }
}
