import CLoadTesting

extension CurlExchanges {
    /// Hands a request over to libcurl.
    ///
    /// - Parameters:
    ///   - slots: the user's values.
    ///   - due: when it should have started.
    ///   - start: now.
    ///   - refusesReplacements: whether U+FFFD in body or slots stands for bytes of a reply
    ///     that the program could not hold.
    /// - Throws: why it could not be made; nothing was sent, and the slot is as it was.
    func send(
        _ request: Int32, on index: Int32, slots memory: SlotMemory, due: Int64, start: Int64,
        refusesReplacements: Bool = false
    ) throws(RequestFailure) {
        let slot = self[index]
        guard let easy = slot.pointee.easy, let record = slot.pointee.record else {
            preconditionFailure("slot \(index) is not open")
        }
        precondition(!slot.pointee.isInFlight, "slot \(index) is already under way")
        var rendered: RenderedRequest?
        if refusesReplacements, requests[request].pointee.bodyHoldsReplacement {
            throw .replaced
        }
        if let template = requests.template(of: request) {
            var renderer = RequestRenderer(into: clt_exchange_request(record), slots: memory)
            rendered = try renderer.render(template)
            if refusesReplacements, renderer.holdsReplacements { throw .replaced }
        }
        if slot.pointee.request != request || record.pointee.method_changed
            || record.pointee.headers_changed
            || slot.pointee.countsCookies != slot.pointee.hasCookies
        {
            configure(slot, easy: easy, request: request)
        }
        if slot.pointee.detour > 0 { endDetour(of: slot, easy: easy) }
        if let rendered { present(rendered, on: slot, easy: easy) }
        clt_exchange_begin(record, zeroNanoseconds + start, requests[request].pointee.label)
        silence.began(at: attended(start))
        slot.pointee.due = due
        slot.pointee.start = start
        slot.pointee.isInFlight = true
        slot.pointee.isInDrain = false
        curl_multi_add_handle(multis[Int(slot.pointee.multi)].raw, easy.raw)
    }

    /// Sets a handle up for another request than the one before; what slots become comes later.
    private func configure(
        _ slot: UnsafeMutablePointer<ExchangeSlot>, easy: CurlEasy, request: Int32
    ) {
        let wanted = requests[request]
        switch wanted.pointee.kind {
        case .bodyless: _ = clt_easy_set_bodyless(easy.raw, wanted.pointee.method)
        case .head: _ = clt_easy_set_head(easy.raw)
        case .body:
            _ = clt_easy_set_body(
                easy.raw, wanted.pointee.method, wanted.pointee.body,
                curl_off_t(wanted.pointee.bodyCount))
        }
        if let url = wanted.pointee.url { _ = clt_easy_set_url(easy.raw, url) }
        _ = clt_easy_set_headers(easy.raw, wanted.pointee.headers)
        slot.pointee.record?.pointee.headers = wanted.pointee.headers.map { UnsafePointer($0) }
        _ = clt_easy_set_timeout(easy.raw, wanted.pointee.timeoutMilliseconds)
        slot.pointee.countsCookies = slot.pointee.hasCookies
        let counting = wanted.pointee.counting(hasCookies: slot.pointee.countsCookies)
        let isSpecial = wanted.pointee.isSpecial || counting == .shown
        if isSpecial || slot.pointee.isSpecial {
            configureSpecial(wanted, record: slot.pointee.record, easy: easy, counting)
        }
        slot.pointee.record?.pointee.rules = wanted.pointee.rules
        slot.pointee.record?.pointee.first_endpoint = wanted.pointee.firstEndpoint
        slot.pointee.record?.pointee.endpoint_count = wanted.pointee.endpointCount
        if slot.pointee.record?.pointee.transcript != nil {
            slot.pointee.record?.pointee.rules.decodes = true
        }
        timeUpload(of: wanted.pointee.bodyCount, on: slot, easy: easy)
        slot.pointee.isSpecial = isSpecial
        slot.pointee.counting = counting
        slot.pointee.requestBytes = wanted.pointee.sentBytes
        slot.pointee.request = request
    }

    /// Sets the options that most requests leave alone, also back.
    private func configureSpecial(
        _ wanted: UnsafePointer<PreparedRequest>, record: UnsafeMutablePointer<clt_exchange>?,
        easy: CurlEasy, _ counting: SentCounting
    ) {
        _ = clt_easy_set_redirects(
            easy.raw, wanted.pointee.redirects > 0,
            wanted.pointee.kind == .body && wanted.pointee.method != nil)
        if let authorization = wanted.pointee.authorization {
            _ = clt_easy_set_authorization(
                easy.raw, wanted.pointee.isDigest, authorization.user, authorization.password)
        } else {
            _ = clt_easy_clear_authorization(easy.raw)
        }
        _ = clt_easy_set_alone(easy.raw, wanted.pointee.isAlone)
        let hasTranscript = record?.pointee.transcript != nil
        _ = clt_easy_set_shown(easy.raw, counting == .shown || hasTranscript)
    }

    /// Sets what slots became in a request that the handle is set up for.
    private func present(
        _ rendered: RenderedRequest, on slot: UnsafeMutablePointer<ExchangeSlot>, easy: CurlEasy
    ) {
        let wanted = requests[slot.pointee.request]
        if let url = rendered.url { _ = clt_easy_set_url_text(easy.raw, url) }
        if let headers = rendered.headers {
            _ = clt_easy_set_headers(easy.raw, headers)
            slot.pointee.record?.pointee.headers = UnsafePointer(headers)
        }
        if let body = rendered.body {
            _ = clt_easy_set_body(
                easy.raw, wanted.pointee.method, body, curl_off_t(rendered.bodyCount))
            timeUpload(of: rendered.bodyCount, on: slot, easy: easy)
        }
        if let user = rendered.user, let password = rendered.password {
            _ = clt_easy_set_authorization(easy.raw, wanted.pointee.isDigest, user, password)
        }
        slot.pointee.requestBytes = wanted.pointee.sentBytes + rendered.byteCount
    }

    /// A shorter body goes out in one write.
    private static let longBody = 16_384

    /// Has libcurl tell how far it is where a body is long, or where it counts what it receives.
    private func timeUpload(
        of bodyCount: Int, on slot: UnsafeMutablePointer<ExchangeSlot>, easy: CurlEasy
    ) {
        guard let record = slot.pointee.record else { return }
        record.pointee.times_upload = bodyCount >= Self.longBody
        let isAsked = record.pointee.times_upload || record.pointee.rules.counts_downloads
        guard isAsked != slot.pointee.tellsProgress else { return }
        slot.pointee.tellsProgress = isAsked
        _ = clt_easy_set_counted(easy.raw, isAsked)
    }
}
