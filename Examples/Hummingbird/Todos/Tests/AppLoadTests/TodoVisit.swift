import LoadTesting

/// What a visitor does: write something down, look at it, look at the list.
@StepsBuilder func todoVisit() -> Steps {
    HTTPPost("/todos", json: NewTodo(title: "buy milk"))
        .check(.status(201))
        .capture(todo, json: \Todo.id)
    HTTPGet("/todos/\(todo)").check(.json(\Todo.id, equals: todo))
    HTTPGet("/todos").check(.bodyContains("buy milk"))
    Pause(.milliseconds(5) ... .milliseconds(15))
}

private let todo = Slot<Int>("todo")

private struct NewTodo: Encodable, Sendable {
    var title: String
}

private struct Todo: Decodable, Sendable {
    var id: Int
}
