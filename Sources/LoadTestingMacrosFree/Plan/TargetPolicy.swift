/// The hosts that a load test may send traffic to.
///
/// A load test is an attack on a server whose owner has not asked for it. So only loopback and
/// private addresses are loaded unless the plan says otherwise; the rule is applied to the resolved
/// address at each connect, not to the name or its spelling.
public struct TargetPolicy: Hashable, Sendable {
    package enum Hosts: Hashable, Sendable {
        case named(Set<String>)
        case any
    }

    package var hosts: Hosts

    /// Loopback (127.0.0.0/8, ::1) and private addresses (10/8, 172.16/12, 192.168/16, fc00::/7)
    /// only.
    ///
    /// The default. Link-local addresses and others at which clouds give credentials
    /// (169.254.169.254, fd00:ec2::254) are none of them.
    public static let localAndPrivate = TargetPolicy(hosts: .named([]))

    /// These hosts in addition, by their names as written in the target, at any address.
    public static func hosts(_ names: String...) -> TargetPolicy {
        TargetPolicy(hosts: .named(Set(names.map { $0.lowercased() })))
    }

    /// Every host.
    ///
    /// Ask its owner first.
    public static let anyHost = TargetPolicy(hosts: .any)

    /// Whether a host may be loaded at any address.
    package func allowsAnyAddress(of host: String) -> Bool {
        switch hosts {
        case .any: true
        case .named(let names): names.contains(host.lowercased())
        }
    }
}
