/// Keeps what there is to do, in memory.
actor TodoStore {
    private var todos: [Todo] = []

    func add(title: String) -> Todo {
        let todo = Todo(id: todos.count, title: title)
        todos.append(todo)
        return todo
    }

    func todo(_ id: Int) -> Todo? {
        todos.indices.contains(id) ? todos[id] : nil
    }

    func latest(_ count: Int) -> [Todo] {
        Array(todos.suffix(count))
    }
}
