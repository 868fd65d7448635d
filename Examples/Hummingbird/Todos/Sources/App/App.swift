import AppCore
import Configuration
import Hummingbird

/// The application as a program: `swift run App --port 8080`.
@main
struct App {
    static func main() async throws {
        let arguments = ConfigReader(provider: CommandLineArgumentsProvider())
        let app = Application(router: buildRouter(), configuration: .init(reader: arguments))
        try await app.runService()
    }
}
