import CLoadTestingSystem
import Dispatch

/// Names to addresses, once before the load.
struct NameResolution: Sendable {
    enum Outcome: Sendable {
        case name(ResolvedName)
        /// An address that the plan does not allow.
        case foreign(String)
        /// The resolver's message.
        case failure(String)
    }

    let origin: TargetAddress
    /// Whether public addresses may be loaded.
    let allowsAnyAddress: Bool
    /// The addresses of the name, instead of the system resolver's answer.
    let known: [String]

    /// Resolves a host and selects the addresses that answer.
    ///
    /// A name with several addresses loads all that accept a connection: an unresponsive one would
    /// cost each user a try. Of `localhost` one family is loaded, since often only one is listened
    /// on.
    func resolve() async -> Outcome {
        await withCheckedContinuation { continuation in
            // getaddrinfo blocks, which no thread of the cooperative pool may.
            DispatchQueue.global().async { continuation.resume(returning: outcome()) }
        }
    }

    private static let maxAddresses: Int32 = 64
    private static let longestWaitMilliseconds: Int32 = 1_000

    private func outcome() -> Outcome {
        var found: [clt_address] = []
        for host in known.isEmpty ? [origin.host] : known {
            var addresses = [clt_address](
                repeating: clt_address(), count: Int(Self.maxAddresses))
            let count = clt_resolve(host, Int32(origin.port), &addresses, Self.maxAddresses)
            guard count >= 0 else { return .failure(String(cString: clt_resolve_message(count))) }
            for address in addresses.prefix(Int(count))
            where !found.contains(where: { $0.inNumbers == address.inNumbers }) {
                found.append(address)
            }
        }
        // Before anything is sent there.
        if !allowsAnyAddress, let foreign = found.first(where: { !$0.is_private }) {
            return .foreign(foreign.inNumbers)
        }
        guard found.count > 1 else { return .name(name(found.map(\.inNumbers))) }
        var errors = [Int32](repeating: 0, count: found.count)
        clt_probe(found, Int32(found.count), Self.longestWaitMilliseconds, &errors)
        return .name(isLocalhost ? oneFamily(of: found, errors) : answering(of: found, errors))
    }

    private func name(_ addresses: [String]) -> ResolvedName {
        ResolvedName(origin.host, port: origin.port, addresses: addresses)
    }

    private var isLocalhost: Bool {
        origin.host == "localhost" || origin.host.hasSuffix(".localhost")
    }

    private func oneFamily(of found: [clt_address], _ errors: [Int32]) -> ResolvedName {
        let first = errors.firstIndex(of: 0) ?? 0
        let family = found[first].storage.ss_family
        return name(found.filter { $0.storage.ss_family == family }.map(\.inNumbers))
    }

    /// Without any that answers, all are loaded: their refusals are the result then.
    private func answering(of found: [clt_address], _ errors: [Int32]) -> ResolvedName {
        let indices = found.indices.filter { errors[$0] == 0 }
        guard !indices.isEmpty else { return name(found.map(\.inNumbers)) }
        var name = name(indices.map { found[$0].inNumbers })
        name.unused = found.indices.filter { errors[$0] != 0 }.map { index in
            ResolvedName.UnusedAddress(
                address: found[index].inNumbers,
                reason: errors[index] == CLT_PROBE_UNANSWERED ? .unanswered : .refused)
        }
        return name
    }
}

extension clt_address {
    fileprivate var inNumbers: String {
        withUnsafeBytes(of: text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
