import LoadTestingMacrosFree

/// The checks before the first request: names, the policy, the limits of the machine.
struct Preflight {
    let program: Program
    let variables: [String: String]
    private(set) var problems: [LoadTestError.Problem] = []

    /// The findings that a run needs.
    struct Findings: Sendable {
        /// The addresses of each name, so that no user resolves it again.
        var names: [ResolvedName]
        var trusted: TrustedCertificates
    }

    /// Checks a program against its environment.
    ///
    /// - Parameters:
    ///   - variables: the environment.
    ///   - hosts: the addresses of names, instead of the system resolver's answers.
    /// - Throws: `LoadTestError` with all problems.
    static func check(
        _ program: Program, variables: [String: String], hosts: [String: [String]] = [:]
    ) async throws(LoadTestError) -> Findings {
        var preflight = Preflight(program: program, variables: variables)
        preflight.checkURLs()
        preflight.checkDescriptors()
        preflight.checkPorts()
        let names = await preflight.resolve(hosts)
        let trusted = preflight.trustedCertificates()
        guard preflight.problems.isEmpty else {
            throw LoadTestError(test: program.name, problems: preflight.problems)
        }
        return Findings(names: names, trusted: trusted)
    }

    /// Cuts the default maximum users of arrival groups to the limits of open files and ports.
    static func fit(_ program: inout Program) {
        let (free, _) = DescriptorLimit.raiseAndCountFree()
        let most = min(free - DescriptorLimit.reserve, EphemeralPorts.count ?? .max)
        let unstated = program.groups.indices.filter { !program.groups[$0].isMaxUsersStated }
        guard !unstated.isEmpty, program.connections > most else { return }
        let stated = program.groups.filter(\.isMaxUsersStated)
            .reduce(0) { min($0 + $1.connections, 1 << 40) }
        let share = max(0, most - stated) / unstated.count
        for index in unstated {
            let users = share / program.groups[index].connectionsPerUser
            program.groups[index].maxUsers = max(1, min(program.groups[index].maxUsers, users))
        }
    }

    private init(program: Program, variables: [String: String]) {
        self.program = program
        self.variables = variables
    }

    private mutating func checkURLs() {
        for request in program.requests {
            guard let bytes = request.url.constant else { continue }
            let url = String(decoding: bytes, as: UTF8.self)
            guard !CurlURL.accepts(url) else { continue }
            report(
                .invalidTarget, "libcurl does not accept the URL \(Redaction.url(url).printable)",
                "check host, port and path")
        }
    }

    private mutating func checkDescriptors() {
        let (free, limit) = DescriptorLimit.raiseAndCountFree()
        let needed = program.connections + DescriptorLimit.reserve
        guard needed > free else { return }
        report(
            .insufficientResources,
            "\(NumberText.grouped(program.users)) users need \(NumberText.grouped(needed)) open"
                + " files, \(NumberText.grouped(free)) of \(NumberText.grouped(limit)) are free",
            "use fewer users, or raise the hard limit: ulimit -Hn \(limit + needed - free)")
    }

    private mutating func checkPorts() {
        guard let ports = EphemeralPorts.count, program.origins.count == 1,
            program.connections > ports
        else { return }
        report(
            .insufficientResources,
            "\(NumberText.grouped(program.users)) users need"
                + " \(NumberText.grouped(program.connections)) local ports, the system has"
                + " \(NumberText.grouped(ports))",
            "use fewer users, or widen the range of ephemeral ports")
    }

    private mutating func resolve(_ hosts: [String: [String]]) async -> [ResolvedName] {
        var names: [ResolvedName] = []
        var seen: Set<String> = []
        for origin in program.origins where seen.insert(origin.authority).inserted {
            let resolution = NameResolution(
                origin: origin, allowsAnyAddress: program.policy.allowsAnyAddress(of: origin.host),
                known: hosts[origin.host] ?? [])
            switch await resolution.resolve() {
            case .failure(let reason):
                report(
                    .unresolvedTarget, "\"\(origin.host)\" does not resolve: \(reason)",
                    "check the name, or use an address")
            case .foreign(let address): refuse(address, of: origin)
            case .name(let name):
                // A host that is an address need not be resolved.
                if name.addresses != [origin.host] { names.append(name) }
            }
        }
        return names
    }

    private mutating func refuse(_ address: String, of origin: TargetAddress) {
        let name = origin.host == address ? origin.host : "\(origin.host) (\(address))"
        report(
            .targetNotAllowed, "\(name) is neither a loopback nor a private address",
            "if its owner agrees, say so: LoadTest(…, allowing: .hosts(\"\(origin.host)\"))")
    }

    mutating func report(_ code: LoadTestError.Code, _ message: String, _ remedy: String) {
        problems.append(LoadTestError.Problem(code, message, remedy: remedy))
    }
}
