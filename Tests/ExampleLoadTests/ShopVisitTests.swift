import LoadTesting
import Testing

/// A visit to the shop of `Examples/FastAPI`: sign in, browse, order.
@Suite(.loadTest, .tags(.loadTest), .enabled(if: FastAPI.isWanted))
struct ShopVisitTests {
    /// As a plan: what a request reads and no earlier step fills is refused before the load.
    @Test func aVisitAsAPlan() async throws {
        try await withServer(FastAPI.launch()) { server in
            let plan = LoadTest("shop", target: server.url) {
                HTTPDefaults(headers: ["Accept": "application/json"], timeout: .seconds(10))
                ThreadGroup("visitors", users: 20, rampUp: .seconds(1), loops: 8) {
                    signIn()
                    HTTPGet("/catalogue")
                        .check(.header("Content-Type", contains: "json"), .bodyContains("item 7"))
                    Pause(.milliseconds(20) ... .milliseconds(60))
                    Mix {
                        Share(60) { browse() }
                        Share(40) { order() }
                    }
                }
                expect(errorRate < .percent(1), throughput > .perSecond(50))
                expect(p95 < .seconds(1), p95(of: "order") < .seconds(2))
            }
            print(plan)
            let result = try await plan.run()
            #expect(result.requests(of: "sign in") == 160)
        }
    }

    /// In plain Swift, where a reply decides what comes next: item 12 is soon sold out.
    @Test func aVisitInPlainSwift() async throws {
        try await withServer(FastAPI.launch()) { server in
            let result = try await LoadTest("shop, in plain Swift", target: server.url) {
                ThreadGroup("visitors", users: 20, rampUp: .seconds(1), loops: 8) {
                    Feed(accounts, into: account)
                    Scenario("visit") { user in
                        let login = try await user.post("/login", json: user[account])
                        try login.check(.status(200))
                        let token = try login.decode(Login.self).token
                        let items = try await user.get("/catalogue").decode([Item].self)
                        try await user.pause(.milliseconds(20) ... .milliseconds(60))

                        let item = items[await user.random(in: 0...items.count - 1)]
                        try await user.transaction("order") {
                            let reply = try await user.send(
                                HTTPPost("/orders", json: OrderRequest(item: item.id, count: 1))
                                    .authorization(.bearer("\(token)")))
                            try reply.check(.status(201, 409))
                            guard reply.status == 201 else { return }
                            let order = try reply.decode(Order.self)
                            let again = try await user.send(
                                HTTPGet("/orders/\(order.id)")
                                    .authorization(.bearer("\(token)")))
                            try again.check(.json(\Order.id, equals: order.id))
                        }
                    }
                }
                expect(errorRate < .percent(1), throughput > .perSecond(50))
                expect(p95 < .seconds(1), p95(of: "visit") < .seconds(3))
            }.run()
            #expect(result.requests(of: "POST /login") == 160)
        }
    }
}

private struct Account: Codable, Sendable {
    var user: String
    var password: String
}

private struct Login: Decodable, Sendable {
    var token: String
}

private struct Item: Decodable, Sendable {
    var id: Int
    var name: String
}

private struct OrderRequest: Encodable, Sendable {
    var item: Int
    var count: Int
}

private struct Order: Decodable, Sendable {
    var id: Int
    var item: Int
}

private let accounts = Feeder(csv: "../../Examples/FastAPI/accounts.csv", as: Account.self)
private let account = Slot<Account>("account")
private let token = Slot<String>("token")
private let item = Slot<Int>("item")
private let orderID = Slot<Int>("order")

@StepsBuilder private func signIn() -> Steps {
    Feed(accounts, into: account)
    HTTPPost("/login", json: account).named("sign in")
        .check(.status(200))
        .capture(token, json: \Login.token)
}

@StepsBuilder private func browse() -> Steps {
    Loop(2) {
        Feed(.random(in: 1...12), into: item)
        HTTPGet("/items/\(item)").check(.json(\Item.id, equals: item))
        Pause.exponential(mean: .milliseconds(20))
    }
}

@StepsBuilder private func order() -> Steps {
    Feed(.random(in: 1...11), into: item)
    Transaction("order") {
        HTTPPost("/orders", body: .json(item) { OrderRequest(item: $0, count: 1) })
            .authorization(.bearer("\(token)"))
            .check(.status(201))
            .capture(orderID, json: \Order.id)
        HTTPGet("/orders/\(orderID)")
            .authorization(.bearer("\(token)"))
            .check(.json(\Order.item, equals: item))
    }
}
