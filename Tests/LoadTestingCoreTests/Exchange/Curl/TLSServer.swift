import Foundation
import LoadTestingCore
import TestSupport
import Testing

/// An authority of the test's own, and a server whose certificate it has signed.
final class TLSServer {
    /// The folder of keys and certificates: `ca.pem`, `server.pem` with its key.
    let folder: String
    let server: ServerUnderTest

    /// The authority's certificate.
    var authority: String { "\(folder)/ca.pem" }

    /// - Parameter name: what the certificate is for.
    static func start(name: String = "localhost") async throws -> TLSServer {
        let folder = NSTemporaryDirectory() + "tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try run(Self.make, in: folder, name: name)
        let server = try await ServerUnderTest.launch(
            "python3", "-c", Self.serve, "{port}", "\(folder)/server.pem")
        return TLSServer(folder: folder, server: server)
    }

    private init(folder: String, server: ServerUnderTest) {
        self.folder = folder
        self.server = server
    }

    /// Ends the server and removes its files.
    func stop() async {
        await server.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The server by the name that its certificate is for.
    var url: String { "https://localhost:\(server.port)" }

    /// The number of handshakes, by the server's count.
    func handshakes(atLeast count: Int) async -> (full: Int, resumed: Int) {
        func counted(_ word: String) -> Int {
            (server.log?.text ?? "").split(separator: "\n").count { $0 == word }
        }
        _ = await eventually { counted("full") + counted("resumed") >= count }
        return (full: counted("full"), resumed: counted("resumed"))
    }

    /// Writes a file beside the keys and returns its path.
    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
        return "\(folder)/\(name)"
    }

    static func run(_ script: String, in folder: String, name: String = "") throws {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-ec", script, "sh", name]
        shell.currentDirectoryURL = URL(filePath: folder)
        shell.standardError = FileHandle.nullDevice
        shell.standardOutput = FileHandle.nullDevice
        try shell.run()
        shell.waitUntilExit()
        try #require(shell.terminationStatus == 0)
    }

    private static let make = """
        curve="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        openssl req -x509 $curve -keyout ca.key -out ca.pem -days 2 -subj "/CN=Trial CA"
        openssl req $curve -keyout s.key -out s.csr -subj "/CN=$1"
        case "$1" in *[a-z]*) kind=DNS ;; *) kind=IP ;; esac
        echo "subjectAltName=$kind:$1" > names
        openssl x509 -req -in s.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \\
            -extfile names -out s.pem
        cat s.pem s.key > server.pem
        """

    private static let serve = """
        import socket, ssl, sys, threading
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2])
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", int(sys.argv[1])))
        listener.listen(100)
        def serve(connection):
            try:
                tls = context.wrap_socket(connection, server_side=True)
                sys.stdout.write("resumed\\n" if tls.session_reused else "full\\n")
                sys.stdout.flush()
                while True:
                    head = tls.recv(65536)
                    if not head: return
                    if head.startswith(b"GET /away"):
                        tls.sendall(b"HTTP/1.1 302 Found\\r\\nContent-Length: 0\\r\\nLocation: "
                            + head.split(b"?")[1].split(b" ")[0] + b"\\r\\n\\r\\n")
                    elif head.startswith(b"GET /metrics"):
                        tls.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 12\\r\\n\\r\\n"
                            + b"pool_open 7\\n")
                    else:
                        tls.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
            except (ssl.SSLError, OSError):
                pass
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
        """
}

/// Starts a server with TLS, and ends it.
func withTLSServer(_ body: (TLSServer) async throws -> Void) async throws {
    let server = try await TLSServer.start()
    do {
        try await body(server)
    } catch {
        await server.stop()
        throw error
    }
    await server.stop()
}
