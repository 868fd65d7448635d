import Hummingbird

/// All routes of the application: the program serves them, and so do tests in their own process.
public func buildRouter() -> Router<BasicRequestContext> {
    let router = Router()
    router.get("/health") { _, _ in HTTPResponse.Status.ok }
    // Waits for another service, and holds no thread meanwhile.
    router.get("/report") { _, _ in
        try await Task.sleep(for: .milliseconds(50))
        return "all is well"
    }
    TodoController().addRoutes(to: router.group("/todos"))
    return router
}
