import TestServers

extension ScriptedServer {
    /// The targets of all requests so far, in the order in which they arrived.
    var arrivals: [String] { requests.map(\.target) }

    /// The number of requests for a target that have arrived.
    func arrivals(of target: String) -> Int { requests.count { $0.target == target } }

    /// A server that answers by the path alone.
    static func answering(
        _ answer: @escaping @Sendable (String) -> (status: String, body: String)
    ) throws -> ScriptedServer {
        try ScriptedServer { request, connection in
            let (status, body) = answer(request.target)
            connection.reply(status, body: body)
        }
    }

    /// A server that answers paths that begin with `/bad` with 500 and all others with 200.
    static func failingBad() throws -> ScriptedServer {
        try .answering {
            $0.hasPrefix("/bad") ? (status: "500 No", body: "no") : (status: "200 OK", body: "ok")
        }
    }
}
