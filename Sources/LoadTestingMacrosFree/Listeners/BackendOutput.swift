/// A backend that is told of a run while it goes on.
package enum BackendOutput: Hashable, Sendable {
    case influx(InfluxOutput)
    case graphite(SocketOutput)
    case statsD(SocketOutput)
    /// An endpoint that Prometheus scrapes.
    case prometheusEndpoint(PrometheusEndpoint)
    /// A gateway that takes everything at the end.
    case prometheusPush(url: String, job: String)
    /// JMeter's lines on standard error.
    case summariser(every: Duration)
}

extension BackendOutput: CustomStringConvertible {
    package var description: String {
        switch self {
        case .prometheusEndpoint: "serves \(name)"
        case .summariser(let every): "prints a summary line every \(every.text)"
        default: "sends to \(name)"
        }
    }

    /// The name of the backend in messages: its kind and its address, without credentials.
    package var name: String {
        switch self {
        case .influx(let influx): "InfluxDB \(Self.shown(influx.url))"
        case .graphite(let socket): "Graphite \(socket.address.printable)"
        case .statsD(let socket): "StatsD \(socket.address.printable)"
        case .prometheusEndpoint(let endpoint): "Prometheus \(endpoint.url.printable)"
        case .prometheusPush(let url, _): "Prometheus \(Self.shown(url))"
        case .summariser: "Summariser"
        }
    }

    private static func shown(_ url: String) -> String {
        let place = url.prefix { $0 != "?" && $0 != "#" }
        return BackendURL.withoutUser(String(place)).printable
    }
}
