import CLoadTesting

/// One exchange's place: the user it belongs to, its handle, and when it was due and sent.
///
/// A completion finds its slot by index and generation, so that one which arrives after the slot
/// was given to somebody else is noticed.
struct ExchangeSlot {
    private(set) var easy: CurlEasy?
    private(set) var share: CurlShare?
    /// What the callbacks fill; at a fixed address.
    private(set) var record: UnsafeMutablePointer<clt_exchange>?
    /// The user's place in the loop.
    private(set) var user: Int32 = -1
    /// How often the slot was given away.
    private(set) var generation: UInt32 = 0
    /// The multi handle that drives it.
    private(set) var multi: Int32 = 0
    private(set) var keepsCookies = false
    /// Which addresses of names its user takes, and how many of the current one have refused.
    var route: Int32 = 0
    var detour: Int32 = 0
    /// The request that the handle is set up for, -1 for none.
    var request: Int32 = -1
    /// The handle is set up with options that most requests leave alone.
    var isSpecial = false
    /// Whether the handle is set up to tell how far it is.
    var tellsProgress = false
    /// How the bytes are counted that were sent.
    var counting = SentCounting.computed
    /// Whether the handle is set up to count the cookies that libcurl sends.
    var countsCookies = false

    /// Whether a server has set a cookie for the user.
    var hasCookies: Bool { share?.record.pointee.has_cookies ?? false }
    /// Head and body as they go on the wire, where they can be computed.
    var requestBytes = 0
    var due: Int64 = 0
    var start: Int64 = 0
    var isInFlight = false
    /// Its answer is waited for although the load has ended.
    var isInDrain = false

    mutating func open(
        easy: CurlEasy, share: CurlShare, record: UnsafeMutablePointer<clt_exchange>, user: Int32,
        multi: Int32, keepsCookies: Bool
    ) {
        self.easy = easy
        self.share = share
        self.record = record
        self.user = user
        self.multi = multi
        self.keepsCookies = keepsCookies
        generation &+= 1
        request = -1
        isSpecial = false
        tellsProgress = false
        detour = 0
    }

    mutating func adopt(user: Int32) { self.user = user }

    mutating func close() {
        easy = nil
        share = nil
        record = nil
        user = -1
    }
}
