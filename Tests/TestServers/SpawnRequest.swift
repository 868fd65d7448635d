import Foundation

/// A prepared `posix_spawn`: a new process group, default signals and no inherited descriptors.
struct SpawnRequest: ~Copyable {
    private var actions = makeFileActions()
    private var attributes = makeSpawnAttributes()

    init() {
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        let flags =
            POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | spawnFlags
        posix_spawnattr_setflags(&attributes, Int16(flags))
        posix_spawnattr_setpgroup(&attributes, 0)
        resetSignals()
    }

    deinit {
        var (actions, attributes) = (actions, attributes)
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }

    /// Gives the child its three standard descriptors and no other.
    mutating func connect(standardInput: Int32, output: Int32) {
        posix_spawn_file_actions_adddup2(&actions, standardInput, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        closeOtherDescriptors(&actions)
    }

    /// Starts the program that the first word names.
    mutating func spawn(_ words: [String], environment: [String]) throws -> pid_t {
        var process: pid_t = 0
        let status = withCStrings(words) { arguments in
            withCStrings(environment) { variables in
                posix_spawn(&process, words[0], &actions, &attributes, arguments, variables)
            }
        }
        guard status == 0 else { throw SystemCallError("posix_spawn", number: status) }
        return process
    }

    private mutating func resetSignals() {
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGCHLD] {
            sigaddset(&signals, signal)
        }
        posix_spawnattr_setsigdefault(&attributes, &signals)
    }
}

/// Calls `body` with a null-terminated list of C strings.
private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
}
