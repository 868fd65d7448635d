import CLoadTestingSystem
import Foundation

/// A command with everything looked up.
struct PreparedCommand: Sendable {
    var path: String
    /// The program's name first.
    var arguments: [String]
    /// As `NAME=value`.
    var environment: [String]
    var directory: String

    /// Starts a supervisor and with it the program.
    ///
    /// - Parameters:
    ///   - log: takes the program's output.
    ///   - group: the cgroup that the supervisor removes at the end, where there is one by then.
    /// - Returns: the supervisor's identifier and control descriptor; `nil` when the system has no
    ///   process left.
    func launch(
        writingTo log: ServerLog, in group: ControlGroup?
    ) -> (supervisor: Int32, control: Int32)? {
        var control: Int32 = -1
        let texts = [path, directory, log.path, log.directory, group?.path ?? ""]
        let supervisor = Self.withTexts(texts) { places in
            Self.withTexts(arguments) { arguments in
                Self.withTexts(environment) { environment -> Int32 in
                    guard let path = places[0], let directory = places[1],
                        let file = places[2], let folder = places[3], let group = places[4]
                    else { return -1 }
                    var launch = clt_launch(
                        executable: path, arguments: arguments, environment: environment,
                        directory: directory, output: log.descriptor, log: file,
                        log_directory: folder, control_group: group)
                    return clt_server_launch(&launch, &control)
                }
            }
        }
        return supervisor < 0 ? nil : (supervisor, control)
    }

    /// Calls a body with a list of C strings that ends with a null.
    private static func withTexts<Value>(
        _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
    ) -> Value {
        let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
            capacity: texts.count + 1)
        for (index, text) in texts.enumerated() { list[index] = strdup(text) }
        list[texts.count] = nil
        defer {
            for index in texts.indices { free(list[index]) }
            list.deallocate()
        }
        return body(list)
    }
}
