import Hummingbird

/// The routes below `/todos`.
struct TodoController {
    private let store = TodoStore()

    func addRoutes(to group: RouterGroup<BasicRequestContext>) {
        group.get(use: list)
        group.post(use: create)
        group.get(":id", use: get)
    }

    @Sendable private func list(_: Request, _: BasicRequestContext) async -> [Todo] {
        await store.latest(20)
    }

    @Sendable private func create(
        _ request: Request, _ context: BasicRequestContext
    ) async throws -> EditedResponse<Todo> {
        let new = try await request.decode(as: NewTodo.self, context: context)
        return EditedResponse(status: .created, response: await store.add(title: new.title))
    }

    @Sendable private func get(_: Request, _ context: BasicRequestContext) async throws -> Todo {
        let id = try context.parameters.require("id", as: Int.self)
        guard let todo = await store.todo(id) else { throw HTTPError(.notFound) }
        return todo
    }
}

/// What is sent to make a todo.
private struct NewTodo: Decodable {
    var title: String
}
