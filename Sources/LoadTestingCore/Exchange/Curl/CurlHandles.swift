import CLoadTesting

/// One transfer of libcurl.
///
/// Easy and multi handles are all `void *` in C; here each has a type of its own.
struct CurlEasy: BitwiseCopyable {
    let raw: UnsafeMutableRawPointer
}

/// The state that the transfers of one user have in common: connections, and cookies when it keeps
/// them.
struct CurlShare: BitwiseCopyable {
    let record: UnsafeMutablePointer<clt_share>
}

/// A set of transfers that one loop drives.
struct CurlMulti {
    let raw: UnsafeMutableRawPointer
    /// The place where libcurl notes its next deadline; at a fixed address.
    let context: UnsafeMutablePointer<clt_multi_context>

    init?(poller: Poller, index: Int) {
        guard let raw = curl_multi_init() else { return nil }
        self.raw = raw
        context = .allocate(capacity: 1)
        context.initialize(
            to: clt_multi_context(
                poller: poller.handle,
                token: clt_token(UInt32(CLT_OWNER_CURL) | UInt32(index) << 8), deadline: .max))
        guard clt_multi_attach(context, raw) else { return nil }
    }

    /// Frees the handle; no transfer may be in it.
    func destroy() {
        curl_multi_cleanup(raw)
        context.deallocate()
    }
}
