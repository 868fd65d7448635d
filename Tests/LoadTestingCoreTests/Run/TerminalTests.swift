import TestSupport

#if os(Linux)
    import Foundation
    import TestServers
    import Testing

    extension UnderLoad {
        /// The output of a run on a real terminal.
        @Suite(.timeLimit(.minutes(10))) struct Terminals {
            /// Runs a load of two seconds on a terminal of its own and returns what was drawn.
            private func drawn(_ environment: [String: String]) async throws -> String {
                let server = try ScriptedServer()
                let script = """
                    import os, pty, sys
                    pid, terminal = pty.fork()
                    if pid == 0:
                        os.execv(sys.argv[1], sys.argv[1:])
                    while True:
                        try:
                            data = os.read(terminal, 65536)
                        except OSError:
                            break
                        if not data:
                            break
                        os.write(1, data)
                    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                    """
                // `swift test` sets NO_COLOR where its own output is no terminal.
                let variables = ["TERM": "xterm"].merging(environment) { $1 }
                let child = try ChildProcess(
                    "/usr/bin/env",
                    ["-u", "CI", "-u", "NO_COLOR"] + variables.map { "\($0)=\($1)" } + [
                        "python3", "-c", script,
                        try await ConsumerPackage.executable("Tool"), "brief", server.url,
                    ])
                #expect(await child.exit(within: .seconds(60)) == .success, "\(child.output)")
                return child.output
            }

            @Test func terminalIsDrawnOn() async throws {
                let text = try await drawn([:])
                #expect(
                    text.contains("\u{1b}[2K") && text.contains("\u{1b}[32m"),
                    "\(text.debugDescription)")
                #expect(text.contains("verdict passed"))
            }

            /// Whatever says that nobody wants them: no escape code at all, lines in their place.
            @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
            func noEscapeCodes(_ environment: [String: String]) async throws {
                let text = try await drawn(environment)
                #expect(!text.contains("\u{1b}"), "\(text.debugDescription)")
                #expect(text.contains("verdict passed") && text.contains("GET /health"))
            }
        }
    }
#endif
