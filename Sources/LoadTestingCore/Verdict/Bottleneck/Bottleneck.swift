/// The resource that gave way first under a load, with the evidence for it.
///
/// ```swift
/// #expect(result.bottleneck?.kind == .connectionPool)
/// ```
public struct Bottleneck: Hashable, Sendable {
    /// A resource that can give way.
    @nonexhaustive public enum Kind: String, Hashable, Codable, Sendable {
        /// The server's processor: one core that a single thread or process can use, or all of
        /// them.
        case processor
        /// An event loop whose thread waits in a call, and serves nobody meanwhile.
        case eventLoop
        /// A lock that threads or processes wait for.
        case lock
        /// A limited number of connections to another service.
        case connectionPool
        /// A database or another service behind the server.
        case upstream
        /// Memory: its limit, swapping, or pauses that come with its growth.
        case memory
        /// The files that a process may have open.
        case openFiles
        /// The queue of connections that wait to be accepted.
        case listenQueue
        /// Storage that is waited for.
        case disk
        /// The network to the clients: its bandwidth, or losses.
        case network
        /// A limit of the server's own: answers that refuse, given fast.
        case refusal
        /// The load generator itself.
        case generator
        /// Not enough evidence for any of the others.
        case unknown
    }

    /// The degree to which the evidence leaves no other explanation.
    @nonexhaustive public enum Certainty: String, Hashable, Codable, Sendable {
        /// Nothing else explains it.
        case clear
        /// Other explanations are possible, but less likely.
        case likely
        /// There is none: the kind is unknown.
        case none
    }

    /// The resource.
    public let kind: Kind
    /// The degree to which the evidence is conclusive.
    public let certainty: Certainty
    /// The port of the connections that are waited for; `nil` for other kinds.
    public let port: Int?
    /// The number of connections in the pool; `nil` for other kinds.
    public let size: Int?
    /// Whether it is all cores of the machine, for a processor; `false` for other kinds.
    public let isOfAllCores: Bool
    /// The observations that it was told from, the most important one first.
    package let signs: [BottleneckSign]

    init(
        _ kind: Kind, _ certainty: Certainty, port: Int? = nil, size: Int? = nil,
        allCores: Bool = false, _ signs: [BottleneckSign]
    ) {
        self.kind = kind
        self.certainty = certainty
        self.port = port
        self.size = size
        isOfAllCores = allCores
        self.signs = signs
    }
}
