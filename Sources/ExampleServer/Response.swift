import NIOCore

/// Whole HTTP/1.1 responses, made once and shared where they never change.
enum Response {
    static let health = json("200 OK", #"{"status":"ok"}"#)
    static let notFound = json("404 Not Found", #"{"error":"not found"}"#)
    static let badRequest = json(
        "400 Bad Request", #"{"error":"bad request"}"#, extra: "Connection: close\r\n")

    /// The response with the number of answers to `/health`.
    static func count(_ count: Int) -> ByteBuffer {
        json("200 OK", #"{"count":\#(count)}"#)
    }

    private static func json(_ status: String, _ body: String, extra: String = "") -> ByteBuffer {
        ByteBuffer(
            string: "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\(extra)\r\n\(body)")
    }
}
