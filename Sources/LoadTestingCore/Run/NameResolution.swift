import CLoadTesting
import Dispatch

/// Names to addresses, once before the load.
enum NameResolution {
    /// An address in numbers.
    struct Address: Sendable {
        var text: String
        var isPrivate: Bool
    }

    enum Outcome: Sendable {
        case addresses([Address])
        /// What the resolver says.
        case failure(String)
    }

    /// Resolves a host and settles on the address family that answers.
    ///
    /// `localhost` has two addresses, and often only one is listened on: without this each
    /// connection would try the other one first.
    static func resolve(_ origin: TargetAddress) async -> Outcome {
        await withCheckedContinuation { continuation in
            // getaddrinfo blocks, which no thread of the cooperative pool may.
            DispatchQueue.global().async { continuation.resume(returning: resolved(origin)) }
        }
    }

    private static func resolved(_ origin: TargetAddress) -> Outcome {
        var found = [clt_address](repeating: clt_address(), count: 16)
        let count = clt_resolve(origin.host, Int32(origin.port), &found, 16)
        guard count >= 0 else { return .failure(String(cString: clt_resolve_message(count))) }
        let addresses = found.prefix(Int(count))
        let families = Set(addresses.map { $0.storage.ss_family })
        guard families.count > 1 else { return .addresses(addresses.map(Address.init)) }
        let answering = addresses.first { address in
            withUnsafePointer(to: address) { clt_accepts_connections($0, 1_000) }
        }
        let family = answering?.storage.ss_family ?? found[0].storage.ss_family
        return .addresses(
            addresses.filter { $0.storage.ss_family == family }.map(Address.init))
    }
}

extension NameResolution.Address {
    fileprivate init(_ address: clt_address) {
        text = withUnsafeBytes(of: address.text) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        isPrivate = address.is_private
    }
}
