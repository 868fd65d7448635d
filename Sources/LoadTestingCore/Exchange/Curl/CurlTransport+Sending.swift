import CLoadTesting

extension CurlTransport {
    func send(
        _ exchange: Exchange, values: SlotMemory, refusesReplacements: Bool
    ) throws(RequestFailure) {
        let connection = self[exchange.connection.number]
        let request = exchange.request
        guard let record = connection.pointee.record else {
            preconditionFailure("connection \(exchange.connection.number) is closed")
        }
        precondition(connection.pointee.exchange == nil, "another exchange is under way")
        var rendered: RenderedRequest?
        if refusesReplacements, requests[request].pointee.bodyHoldsReplacement {
            throw .replaced
        }
        if requests[request].pointee.isRendered, let template = requests.template(of: request) {
            var renderer = RequestRenderer(into: clt_exchange_request(record), slots: values)
            rendered = try renderer.render(template)
            if refusesReplacements, renderer.holdsReplacements { throw .replaced }
        }
        connection.pointee.exchange = exchange.id
        if requests[request].pointee.isDirect {
            if connection.pointee.request != request || !connection.pointee.isDirect {
                keepRules(of: request, on: connection)
                connection.pointee.isDirect = true
            }
            return direct.send(exchange, rendered, by: self)
        }
        counts.generalExchanges += 1
        let easy = easy(of: connection)
        if connection.pointee.request != request || connection.pointee.isDirect
            || record.pointee.method_changed || record.pointee.headers_changed
            || connection.pointee.countsCookies != connection.pointee.hasCookies
        {
            configure(connection, easy: easy, request: request)
        }
        if connection.pointee.refusedAddresses > 0 { endDetour(of: connection, easy: easy) }
        if let rendered { present(rendered, on: connection, easy: easy) }
        clt_exchange_begin(record, monotonic(exchange.start), requests[request].pointee.label)
        curl_multi_add_handle(multis[Int(connection.pointee.multi)].raw, easy.raw)
    }

    /// Sets a handle up for another request than the previous one; rendered parts follow later.
    private func configure(
        _ connection: UnsafeMutablePointer<CurlConnection>, easy: CurlEasy, request: Int32
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
        connection.pointee.record?.pointee.headers = wanted.pointee.headers.map {
            UnsafePointer($0)
        }
        _ = clt_easy_set_timeout(easy.raw, wanted.pointee.timeoutMilliseconds)
        connection.pointee.countsCookies = connection.pointee.hasCookies
        let counting = wanted.pointee.counting(hasCookies: connection.pointee.countsCookies)
        let isSpecial = wanted.pointee.isSpecial || counting == .verbose
        if isSpecial || connection.pointee.isSpecial {
            configureSpecial(wanted, record: connection.pointee.record, easy: easy, counting)
        }
        keepRules(of: request, on: connection)
        timeUpload(of: wanted.pointee.bodyCount, on: connection, easy: easy)
        connection.pointee.isSpecial = isSpecial
        connection.pointee.counting = counting
        connection.pointee.requestBytes = wanted.pointee.sentBytes
        connection.pointee.isDirect = false
    }

    /// Sets a connection's record up for another request than the previous one.
    private func keepRules(
        of request: Int32, on connection: UnsafeMutablePointer<CurlConnection>
    ) {
        connection.pointee.request = request
        guard let record = connection.pointee.record else { return }
        let wanted = requests[request]
        record.pointee.rules = wanted.pointee.rules
        record.pointee.first_endpoint = wanted.pointee.firstEndpoint
        record.pointee.endpoint_count = wanted.pointee.endpointCount
        if record.pointee.transcript != nil { record.pointee.rules.decodes = true }
    }

    /// Sets the options that most requests don't change, or resets them.
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
        _ = clt_easy_set_verbose(easy.raw, counting == .verbose || hasTranscript)
    }

    /// Sets the rendered parts of a request that the handle is set up for.
    private func present(
        _ rendered: RenderedRequest, on connection: UnsafeMutablePointer<CurlConnection>,
        easy: CurlEasy
    ) {
        let wanted = requests[connection.pointee.request]
        if let url = rendered.url { _ = clt_easy_set_url_text(easy.raw, url) }
        if let headers = rendered.headers {
            _ = clt_easy_set_headers(easy.raw, headers)
            connection.pointee.record?.pointee.headers = UnsafePointer(headers)
        }
        if let body = rendered.body {
            _ = clt_easy_set_body(
                easy.raw, wanted.pointee.method, body, curl_off_t(rendered.bodyCount))
            timeUpload(of: rendered.bodyCount, on: connection, easy: easy)
        }
        if let user = rendered.user, let password = rendered.password {
            _ = clt_easy_set_authorization(easy.raw, wanted.pointee.isDigest, user, password)
        }
        connection.pointee.requestBytes = wanted.pointee.sentBytes + rendered.byteCount
    }

    /// A shorter body is sent in one write.
    private static let longBody = 16_384

    /// Lets libcurl report its progress where a body is long, or where it counts received bytes.
    private func timeUpload(
        of bodyCount: Int, on connection: UnsafeMutablePointer<CurlConnection>, easy: CurlEasy
    ) {
        guard let record = connection.pointee.record else { return }
        record.pointee.times_upload = bodyCount >= Self.longBody
        let isAsked = record.pointee.times_upload || record.pointee.rules.counts_downloads
        guard isAsked != connection.pointee.tellsProgress else { return }
        connection.pointee.tellsProgress = isAsked
        _ = clt_easy_set_counted(easy.raw, isAsked)
    }
}
