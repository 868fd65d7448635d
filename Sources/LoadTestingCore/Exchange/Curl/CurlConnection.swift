import CLoadTesting

/// A connection: its easy handle, its own sockets, and the state shared with others of its user.
struct CurlConnection {
    /// The handle of exchanges by libcurl's HTTP; `nil` before there is one.
    var easy: CurlEasy?
    private(set) var share: CurlShare?
    /// The record that the callbacks fill; at a fixed address.
    private(set) var record: UnsafeMutablePointer<clt_exchange>?
    /// The multi handle that drives it.
    private(set) var multi: Int32 = 0
    private(set) var options = ConnectionOptions()
    /// The exchange under way, `nil` without one.
    var exchange: Exchange.ID?
    /// The number of addresses of the name in use that have refused.
    var refusedAddresses: Int32 = 0
    /// The request that the handle is set up for, -1 for none.
    var request: Int32 = -1
    /// The handle is set up with options that most requests don't change.
    var isSpecial = false
    /// Whether the handle is set up to report its progress.
    var tellsProgress = false
    /// The method of counting sent bytes.
    var counting = SentCounting.computed
    /// The last exchange was made without libcurl's HTTP, so that its handle is set up for another.
    var isDirect = false
    /// The socket of the direct exchange under way.
    var socket: UnsafeMutablePointer<clt_direct>?
    /// The URL of the last direct exchange where slots are in it.
    var renderedURL: UnsafePointer<CChar>?
    /// The deadline of the direct exchange under way, and the one that is watched, on the monotonic
    /// clock.
    var deadline: Int64 = 0
    var watchedDeadline = Int64.max
    /// Whether the handle is set up to count the cookies that libcurl sends.
    var countsCookies = false
    /// Head and body on the wire, where they can be computed.
    var requestBytes = 0

    /// Whether a server has set a cookie for the user.
    var hasCookies: Bool { share?.record.pointee.has_cookies ?? false }

    mutating func open(
        share: CurlShare, record: UnsafeMutablePointer<clt_exchange>,
        multi: Int32, _ options: ConnectionOptions
    ) {
        self = CurlConnection()
        self.share = share
        self.record = record
        self.multi = multi
        self.options = options
    }

    mutating func close() {
        easy = nil
        share = nil
        record = nil
    }
}
