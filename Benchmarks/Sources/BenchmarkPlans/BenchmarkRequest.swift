import LoadTestingCore

/// The content of a user's iteration.
enum BenchmarkRequest: String {
    case plain
    case fresh
    case large
    case check
    case capture
    case call
    case mixed
    /// A request a second, so that almost only work by the clock is left.
    case idle

    var steps: Steps {
        switch self {
        case .plain, .fresh: Self.health
        case .large: Self.largeBody
        case .check: Self.checkedBody
        case .capture: Self.capturedStatus
        case .call: Self.scenarioCall
        case .mixed: Self.visit
        case .idle: Self.healthEachSecond
        }
    }

    var defaults: HTTPDefaults {
        HTTPDefaults(connection: self == .fresh ? .perRequest : nil)
    }

    @StepsBuilder private static var health: Steps { HTTPGet("/health") }

    @StepsBuilder private static var healthEachSecond: Steps {
        HTTPGet("/health")
        Pause(.seconds(1))
    }

    @StepsBuilder private static var largeBody: Steps { HTTPGet("/large") }

    @StepsBuilder private static var checkedBody: Steps {
        HTTPGet("/health").check(.bodyContains("ok"))
    }

    @StepsBuilder private static var capturedStatus: Steps {
        let status = Slot<String>("status")
        HTTPGet("/health").capture(status, json: \Health.status)
    }

    @StepsBuilder private static var scenarioCall: Steps {
        Scenario("call") { user in _ = try await user.get("/health") }
    }

    @StepsBuilder private static var visit: Steps {
        let token = Slot<String>("token")
        HTTPPost("/login", json: Account(user: "ann", password: "secret"))
            .check(.status(200))
            .capture(token, json: \Login.token)
        HTTPGet("/items")
            .header("Authorization", "Bearer \(token)")
            .check(.bodyContains("lamp"))
        HTTPGet("/items/7")
            .header("Authorization", "Bearer \(token)")
            .check(.status(200), .bodyContains("lamp"))
    }
}

private struct Health: Decodable, Sendable { var status: String }
private struct Account: Encodable, Sendable { var user, password: String }
private struct Login: Decodable, Sendable { var token: String }
