import LoadTestingMacrosFree

/// What is looked at before the first request: names, the policy, the limits of the machine.
struct Preflight {
    let program: Program
    let variables: [String: String]
    private(set) var problems: [LoadTestError.Problem] = []

    /// What a run has to know.
    struct Findings: Sendable {
        /// `host:port:address` for each name, so that no user resolves it again.
        var resolved: [String]
        var trusted: TrustedCertificates
    }

    /// Checks a program against the world.
    ///
    /// - Parameter variables: the environment.
    /// - Throws: `LoadTestError` with all problems.
    static func check(
        _ program: Program, variables: [String: String]
    ) async throws(LoadTestError) -> Findings {
        var preflight = Preflight(program: program, variables: variables)
        preflight.checkURLs()
        preflight.checkDescriptors()
        preflight.checkPorts()
        let resolved = await preflight.resolve()
        let trusted = preflight.trustedCertificates()
        guard preflight.problems.isEmpty else {
            throw LoadTestError(test: program.name, problems: preflight.problems)
        }
        return Findings(resolved: resolved, trusted: trusted)
    }

    /// Cuts the most users of arrival groups that do not state it to what open files and ports
    /// leave.
    static func fit(_ program: inout Program) {
        let (free, _) = DescriptorLimit.raiseAndCountFree()
        let most = min(free - DescriptorLimit.reserve, EphemeralPorts.count ?? .max)
        let unstated = program.groups.indices.filter { !program.groups[$0].isMostStated }
        guard !unstated.isEmpty, program.connections > most else { return }
        let stated = program.groups.filter(\.isMostStated)
            .reduce(0) { min($0 + $1.connections, 1 << 40) }
        let share = max(0, most - stated) / unstated.count
        for index in unstated {
            let users = share / program.groups[index].connectionsPerUser
            program.groups[index].mostUsers = max(1, min(program.groups[index].mostUsers, users))
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
                .invalidTarget, "libcurl does not accept the URL \(url.printable)",
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

    private mutating func resolve() async -> [String] {
        var resolved: [String] = []
        for origin in program.origins {
            switch await NameResolution.resolve(origin) {
            case .failure(let reason):
                report(
                    .unresolvedTarget, "\"\(origin.host)\" does not resolve: \(reason)",
                    "check the name, or use an address")
            case .addresses(let addresses):
                check(addresses, of: origin)
                if !origin.isNumeric(addresses) {
                    let list = addresses.map { $0.text.contains(":") ? "[\($0.text)]" : $0.text }
                    resolved.append(
                        "\(origin.host):\(origin.port):\(list.joined(separator: ","))")
                }
            }
        }
        return resolved
    }

    private mutating func check(_ addresses: [NameResolution.Address], of origin: TargetAddress) {
        guard !program.policy.allowsAnyAddress(of: origin.host),
            let foreign = addresses.first(where: { !$0.isPrivate })
        else { return }
        let name = origin.host == foreign.text ? origin.host : "\(origin.host) (\(foreign.text))"
        report(
            .targetNotAllowed, "\(name) is neither a loopback nor a private address",
            "if its owner agrees, say so: LoadTest(…, allowing: .hosts(\"\(origin.host)\"))")
    }

    mutating func report(_ code: LoadTestError.Code, _ message: String, _ remedy: String) {
        problems.append(LoadTestError.Problem(code, message, remedy: remedy))
    }
}

extension TargetAddress {
    /// Whether the host is an address already.
    fileprivate func isNumeric(_ addresses: [NameResolution.Address]) -> Bool {
        addresses.count == 1 && addresses[0].text == host
    }
}
