import Foundation
import LoadTestingCore

/// Small servers in Python that do one thing each.
///
/// They take the port as first argument.
enum PythonServer {
    private static let imports = """
        import http.server, os, signal, sys, time
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(int(os.environ.get("STATUS", "200")))
                self.end_headers()
                self.wfile.write(self.text().encode())
            def text(self): return ""
            def log_message(self, *rest): pass
        def serve(): http.server.ThreadingHTTPServer(
            ("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()

        """

    /// Answers everything with the status that `STATUS` says, 200 by default.
    static let plain = imports + "serve()"

    /// Says in its answer, a line each: working directory, `PORT`, `EXTRA`, what it reads from its
    /// input, its open descriptors, blocked and ignored signals, and its limit of open files.
    static let curious =
        imports + """
            import resource
            def text(self):
                states = {line.split(":")[0]: line.split()[1] for line in open("/proc/self/status")
                    if line.startswith("Sig")}
                return "\\n".join([os.getcwd(), os.environ["PORT"], os.environ.get("EXTRA", ""),
                    "input: " + sys.stdin.read(), "more than 5: " + descriptors,
                    states["SigBlk"], states["SigIgn"],
                    str(resource.getrlimit(resource.RLIMIT_NOFILE)[0])])
            # Python's own: what os.listdir opens is closed again.
            descriptors = ",".join(d for d in os.listdir("/proc/self/fd") if int(d) > 3)
            Handler.text = text
            serve()
            """

    /// Writes a line to each output and serves.
    static let talkative =
        imports + """
            print("on the way", flush=True)
            time.sleep(0.2)
            print("I am ready now", file=sys.stderr, flush=True)
            serve()
            """

    /// Answers 503 for half a second and 200 from then on.
    static let late =
        imports + """
            start = time.monotonic()
            def do_GET(self):
                self.send_response(200 if time.monotonic() - start > 0.5 else 503)
                self.end_headers()
            Handler.do_GET = do_GET
            serve()
            """

    /// Has a child, a grandchild, a child in a session of its own and a daemon, forked twice.
    ///
    /// All of them write their identifiers to the file of the second argument. With a third
    /// argument they do not listen to `SIGTERM`.
    static let family =
        imports + """
            if len(sys.argv) > 3: signal.signal(signal.SIGTERM, signal.SIG_IGN)
            def note():
                with open(sys.argv[2], "a") as file: file.write(f"{os.getpid()}\\n")
            def stay():
                note()
                time.sleep(600)
            note()
            if os.fork() == 0:
                if os.fork() == 0: stay()
                stay()
            if os.fork() == 0:
                os.setsid()
                stay()
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0: stay()
                os._exit(0)
            serve()
            """
    /// The number of processes in a family.
    static let familySize = 5

    /// Launches one of them.
    static func launch(
        _ script: String, _ arguments: String..., environment: [String: String] = [:],
        ready: ServerReadiness = .listening, within: Duration = .seconds(20), port: Int? = nil,
        in directory: String? = nil
    ) async throws -> Server {
        try await .launch(
            "python3", arguments: ["-c", script, "{port}"] + arguments, in: directory,
            environment: environment, ready: ready, within: within, port: port)
    }
}
