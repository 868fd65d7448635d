/// The histograms kept of a label; the number of each is its place in the packed form.
enum HistogramKind: Int, CaseIterable {
    case okResponse, okService, okExchange, okNewConnections, failedResponse, failedService
    /// The times that the generator itself delayed: as measured, and without that delay.
    case chargedResponse, relievedResponse, chargedService, relievedService
    case chargedExchange, relievedExchange, unseenTimeouts
    case lookup, connect, tls, send, wait, receive

    /// Phases are counted to 2 digits.
    var isCoarse: Bool { rawValue >= Self.lookup.rawValue }
}

/// A set of histograms of a label.
package struct HistogramKinds: OptionSet, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ kind: HistogramKind) { rawValue = 1 << UInt32(kind.rawValue) }

    /// All of them.
    package static let all = HistogramKinds(rawValue: .max)
}

extension HistogramKind {
    /// The place of the histogram in a snapshot.
    fileprivate var path: WritableKeyPath<LabelSnapshot, HistogramSnapshot> {
        switch self {
        case .okResponse: \.okResponse
        case .okService: \.okService
        case .okExchange: \.okExchange
        case .okNewConnections: \.okNewConnections
        case .failedResponse: \.failedResponse
        case .failedService: \.failedService
        case .chargedResponse: \.responseCharges.measured
        case .relievedResponse: \.responseCharges.relieved
        case .chargedService: \.serviceCharges.measured
        case .relievedService: \.serviceCharges.relieved
        case .chargedExchange: \.exchangeCharges.measured
        case .relievedExchange: \.exchangeCharges.relieved
        case .unseenTimeouts: \.unseenTimeouts
        case .lookup: \.phases.lookup
        case .connect: \.phases.connect
        case .tls: \.phases.tls
        case .send: \.phases.send
        case .wait: \.phases.wait
        case .receive: \.phases.receive
        }
    }
}

extension LabelSnapshot {
    /// A histogram by its kind.
    subscript(kind: HistogramKind) -> HistogramSnapshot {
        get { self[keyPath: kind.path] }
        set { self[keyPath: kind.path] = newValue }
    }
}
