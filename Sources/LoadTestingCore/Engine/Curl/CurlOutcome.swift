import CLoadTesting
import Foundation

/// What libcurl and its callbacks tell about the end of an exchange, judged: a success of libcurl
/// is not always one of the server.
///
/// Pure.
struct CurlOutcome {
    var code: CURLcode
    var status: Int32
    var headComplete: Bool
    var lengthsConflict: Bool
    /// How often the request was about to be written.
    var writes: Int32
    var resendRefused: Bool
    var addressRefused: Bool
    var redirectRefused: Bool
    var bodyTooLarge: Bool
    /// Checks of the request decide about the status, in place of the rule about 400 and above.
    var statusIsChecked: Bool
    /// errno of the call that could not make a socket.
    var socketError: Int32
    /// errno of the connection's last call.
    var connectionError: Int32
    var isConnected: Bool
    var isTLS: Bool
    var explanation: String

    /// Why the exchange failed, `nil` for success.
    var cause: FailureCause? {
        if code == CURLE_OK { return causeOfReply }
        if addressRefused { return .policy }
        if resendRefused { return .staleReset }
        if redirectRefused { return .redirect }
        if bodyTooLarge { return .bodyTooLarge }
        if socketError != 0 { return Self.cause(ofSocketError: socketError) }
        return causeOfCode
    }

    private var causeOfReply: FailureCause? {
        if status < 100 || lengthsConflict { return .invalidResponse }
        // libcurl calls a head without an end a success (7.88.1).
        if !headComplete { return .truncated }
        return status >= 400 && !statusIsChecked ? .http(status: Int(status)) : nil
    }

    private static func cause(ofSocketError error: Int32) -> FailureCause {
        [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error) ? .generatorDescriptors : .connect
    }

    private var causeOfCode: FailureCause {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .dns
        case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED: causeOfConnectError
        case CURLE_OPERATION_TIMEDOUT: causeOfTimeout
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
            .tls
        case CURLE_PARTIAL_FILE: .truncated
        case CURLE_SEND_ERROR: .reset
        case CURLE_RECV_ERROR: causeOfReceiveError
        case CURLE_BAD_CONTENT_ENCODING: .decode
        case CURLE_TOO_MANY_REDIRECTS: .redirect
        case CURLE_GOT_NOTHING, CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY,
            CURLE_HTTP2, CURLE_HTTP2_STREAM, Self.tooLarge:
            .invalidResponse
        default: .other
        }
    }

    /// CURLE_TOO_LARGE, which headers before 8.6 lack.
    private static let tooLarge = CURLcode(rawValue: 100)

    private var causeOfConnectError: FailureCause {
        switch connectionError {
        case EADDRNOTAVAIL: .generatorPorts
        // A refusal is ECONNREFUSED: this one was accepted and then reset before libcurl looked.
        case ECONNRESET, EPIPE: .reset
        default: .connect
        }
    }

    private var causeOfTimeout: FailureCause {
        guard writes == 0 else { return headComplete ? .bodyTimeout : .responseTimeout }
        return isConnected && isTLS ? .tlsTimeout : .connectTimeout
    }

    /// CURLE_RECV_ERROR stands for a connection that broke and for a reply that can't be parsed.
    private var causeOfReceiveError: FailureCause {
        let broke = connectionError != 0 || explanation.contains("Recv failure")
        return broke || (isTLS && explanation.contains("SSL")) ? .reset : .invalidResponse
    }
}
