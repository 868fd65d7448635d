import CLoadTesting
import Foundation
import TestServers
import Testing

/// A handle of libcurl and the cookies in it.
///
/// Addresses are a host and a path: `a.test/x`.
final class CookieStore {
    private let easy: UnsafeMutableRawPointer
    private var resolved: UnsafeMutablePointer<curl_slist>?

    init() throws {
        easy = try #require(curl_easy_init())
        // The first cookie makes the store.
        set("a=b", from: "first.test/")
        #expect(clt_easy_clear_cookies(easy))
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(resolved)
    }

    /// Stores the value of a Set-Cookie field; false when it is refused.
    @discardableResult
    func set(_ value: String, from origin: String, isEncrypted: Bool = false) -> Bool {
        // Memory of its own, and no zero byte behind it.
        let bytes = value.utf8.map { CChar(bitPattern: $0) }
        return withPlace(origin, isEncrypted: isEncrypted) {
            clt_cookie_store(easy, bytes, bytes.count, &$0)
        }
    }

    /// The line that goes with a request, some seconds from now.
    func line(to target: String, isEncrypted: Bool = false, after seconds: Int = 0) -> String? {
        var buffer = clt_buffer()
        defer { clt_buffer_free(&buffer) }
        withPlace(target, isEncrypted: isEncrypted) {
            #expect(clt_cookie_append_line(&buffer, easy, &$0, time(nil) + seconds))
        }
        guard let bytes = buffer.bytes else { return nil }
        return String(
            decoding: UnsafeBufferPointer(start: bytes, count: buffer.count), as: UTF8.self)
    }

    /// Lets libcurl send a request and store the cookies of the reply.
    func request(_ target: String, of server: ScriptedServer) {
        let (host, path) = parts(of: target)
        let list = curl_slist_append(nil, "\(host.lowercased()):\(server.port):127.0.0.1")
        #expect(clt_easy_set_resolved(easy, list))
        curl_slist_free_all(resolved)
        resolved = list
        #expect(clt_easy_set_url_text(easy, "http://\(host):\(server.port)\(path)"))
        #expect(curl_easy_perform(easy) == CURLE_OK)
    }

    private func parts(of address: String) -> (host: String, path: String) {
        let slash = address.firstIndex(of: "/") ?? address.endIndex
        return (String(address[..<slash]), String(address[slash...]))
    }

    private func withPlace<Result>(
        _ address: String, isEncrypted: Bool, _ body: (inout clt_cookie_place) -> Result
    ) -> Result {
        let (host, path) = parts(of: address)
        return host.withCString { host in
            path.withCString { start in
                var place = clt_cookie_place(
                    host: host, path: start, path_length: path.utf8.count,
                    is_secure: clt_cookie_is_secure(host, isEncrypted))
                return body(&place)
            }
        }
    }
}
