import CLoadTesting
import Foundation

/// The judged end of an exchange, from libcurl and its callbacks: whether there is an answer, and
/// else why not.
///
/// A success of libcurl is not always one of the server, and a failure may hold an answer. Pure.
struct CurlOutcome {
    var code: CURLcode
    /// The reason that the callbacks ended the exchange.
    var refusal = CLT_NOT_REFUSED
    var status: Int32 = 0
    var headComplete = false
    /// Bytes of an answer came.
    var isAnswered = false
    /// libcurl left an answer unread, all but its status.
    var hasUnreadAnswer = false
    /// The request has a body, which a server need not read to its end.
    var hasBody = false
    /// The number of times that the request was about to be written.
    var writes: Int32 = 0
    /// The server can't have read a request whose sending again was prevented.
    var wasUnread = false
    /// errno of the call that could not make a socket.
    var socketError: Int32 = 0
    /// errno of the connection's last call.
    var connectionError: Int32 = 0
    var isConnected = false
    var isTLS = false
    var explanation = ""

    /// The reason that the exchange failed, `nil` when there is an answer, whose status is yet to
    /// be judged.
    var cause: FailureCause? {
        if code == CURLE_OK { return causeOfReply }
        if isAnsweredAllTheSame { return nil }
        if let cause = causeOfRefusal { return cause }
        if socketError != 0 { return Self.cause(ofSocketError: socketError) }
        return causeOfCode
    }

    /// Whether the status is all that is certain of an answer: the connection broke behind it.
    var isCut: Bool { code != CURLE_OK && isAnsweredAllTheSame && !isChallenge }

    /// A refusal of the body, or one more challenge, is an answer, whatever the rest.
    private var isAnsweredAllTheSame: Bool {
        if isChallenge || hasUnreadAnswer { return true }
        let broke = refusal == CLT_NOT_REFUSED && causeOfCode == .reset
        return broke && hasBody && headComplete && status >= 400
    }

    private var isChallenge: Bool { refusal == CLT_REFUSED_CHALLENGE }

    private var causeOfReply: FailureCause? {
        if status < 200 { return .invalidResponse }
        // libcurl calls a head without an end a success (7.88.1).
        return headComplete ? nil : .truncated
    }

    private var causeOfRefusal: FailureCause? {
        switch refusal {
        case CLT_REFUSED_ADDRESS: .policy
        case CLT_REFUSED_REDIRECT: .redirect
        case CLT_REFUSED_BODY: .bodyTooLarge
        case CLT_REFUSED_RESEND: wasUnread ? .staleReset : .reset
        case CLT_REFUSED_LENGTH, CLT_REFUSED_FIELD, CLT_REFUSED_STATUS: .invalidResponse
        default: nil
        }
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
        case CURLE_SEND_ERROR, CURLE_GOT_NOTHING: .reset
        case CURLE_RECV_ERROR: causeOfReceiveError
        // Of a transfer's encoding; that of a body is decoded here.
        case CURLE_BAD_CONTENT_ENCODING: .decode
        // libcurl's decoders report a failed write; ours report refusals.
        case CURLE_WRITE_ERROR where headComplete: .decode
        case CURLE_TOO_MANY_REDIRECTS: .redirect
        // Any other code behind an answer: the server has sent it.
        default: writes > 0 ? .invalidResponse : .other
        }
    }

    private var causeOfConnectError: FailureCause {
        switch connectionError {
        case EADDRNOTAVAIL: .generatorPorts
        // A refusal is ECONNREFUSED: this one was accepted and then reset before libcurl polled.
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
