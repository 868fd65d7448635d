/// The address of the server that is loaded, known when the plan is written or read when it runs.
public struct LoadTarget: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        case url(String)
        case environment(name: String, default: String?)
    }

    package var source: Source
    /// The server behind the URL, where it is known: it is watched while it is loaded.
    package var system: AnySystemUnderTest?
    /// The route of the traffic, where that is more than the machine's own network.
    package var route: TrafficRoute?
    /// Files of certificates that are trusted besides those of the system.
    package var trusted: [DataFileReference] = []

    /// Creates a target from a URL: scheme `http` or `https`, host, optional port and base path.
    ///
    /// A wrong URL is reported when the plan is checked, before the first request.
    public init(_ url: String) { source = .url(url) }

    /// A target whose URL is read from an environment variable when the test runs.
    ///
    /// - Parameters:
    ///   - name: the variable's name, such as `TARGET_URL`.
    ///   - url: the URL where the variable is unset or empty; without one the plan is refused then.
    public static func environment(_ name: String, default url: String? = nil) -> LoadTarget {
        var target = LoadTarget("")
        target.source = .environment(name: name, default: url)
        return target
    }
}

/// Something that can be loaded: a URL, or a server of the test's own.
///
/// Open: a type of yours may conform that knows where its server is.
///
/// ```swift
/// struct Staging: LoadTargetConvertible {
///     var loadTarget: LoadTarget { .environment("STAGING_URL") }
/// }
///
/// LoadTest("health", target: Staging()) { … }
/// ```
public protocol LoadTargetConvertible: Sendable {
    /// The target to load.
    var loadTarget: LoadTarget { get }
}

extension LoadTarget: LoadTargetConvertible {
    /// The target itself.
    public var loadTarget: LoadTarget { self }
}

extension String: LoadTargetConvertible {
    /// The URL as a target.
    public var loadTarget: LoadTarget { LoadTarget(self) }
}

extension LoadTarget: ExpressibleByStringInterpolation {
    /// Creates the value from a literal.
    public init(stringLiteral value: String) { self.init(value) }
}

extension LoadTarget: CustomStringConvertible {
    /// The text for messages and reports.
    public var description: String {
        switch source {
        case .url(let url): Self.shown(url)
        case .environment(let name, let url):
            "$\(name)" + (url.map { " (default \(Self.shown($0)))" } ?? "")
        }
    }

    /// A URL that is safe to print: a check refuses user names and passwords in it, but a plan can
    /// be printed before.
    package static func withoutCredentials(_ url: String) -> String {
        guard let start = url.firstRange(of: "://")?.upperBound else { return url }
        let authority = url[start...].prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return url }
        return "\(url[..<start])…\(url[at...])"
    }

    /// A target that is safe to print: nor may it have a query.
    private static func shown(_ url: String) -> String {
        let place = url.prefix { $0 != "?" && $0 != "#" }
        let rest = place.endIndex < url.endIndex ? "\(url[place.endIndex])…" : ""
        return withoutCredentials(String(place)) + rest
    }
}
