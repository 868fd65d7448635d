import CLoadTesting
import Foundation

extension CurlTransport {
    /// Sends an exchange to the next address of its name, when the previous one refused the
    /// connection and nothing was sent yet: as clients do, without libcurl's wait of 200 ms.
    ///
    /// - Returns: whether the exchange continues; it has not ended then.
    func triesNextAddress(_ number: Int32, _ code: CURLcode) -> Bool {
        guard code == CURLE_COULDNT_CONNECT else { return false }
        let connection = self[number]
        guard let easy = connection.pointee.record?.pointee.easy,
            leavesAddress(number, error: clt_easy_connect_error(easy))
        else { return false }
        setRoute(of: connection, easy: CurlEasy(raw: easy))
        curl_multi_add_handle(multis[Int(connection.pointee.multi)].raw, easy)
        return true
    }

    /// Counts an address that refused a connection before anything was sent.
    ///
    /// - Returns: whether the name has another one, which is the connection's from now on.
    func leavesAddress(_ number: Int32, error: Int) -> Bool {
        let connection = self[number]
        guard let record = connection.pointee.record, let endpoint = record.pointee.endpoint,
            record.pointee.writes == 0, Self.isRefusal(error)
        else { return false }
        endpoint.pointee.refusals &+= 1
        guard connection.pointee.refusedAddresses + 1 < record.pointee.endpoint_count else {
            return false
        }
        connection.pointee.refusedAddresses += 1
        return true
    }

    private static func isRefusal(_ error: Int) -> Bool {
        [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(Int32(truncatingIfNeeded: error))
    }

    /// The address to which the next socket of a connection is opened without libcurl; `nil` where
    /// a resolver has to be asked, or TLS agreed on.
    func knownAddress(
        of connection: UnsafeMutablePointer<CurlConnection>
    ) -> UnsafePointer<clt_address>? {
        let wanted = requests[connection.pointee.request]
        let known = wanted.pointee.knownAddresses
        guard !wanted.pointee.isTLS, let first = known.baseAddress, known.count > 0 else {
            return nil
        }
        let step = connection.pointee.options.route + connection.pointee.refusedAddresses
        return first + Int(step) % known.count
    }

    /// Directs the next socket of a connection to its user's own address.
    func endDetour(of connection: UnsafeMutablePointer<CurlConnection>, easy: CurlEasy) {
        connection.pointee.refusedAddresses = 0
        setRoute(of: connection, easy: easy)
    }

    private func setRoute(of connection: UnsafeMutablePointer<CurlConnection>, easy: CurlEasy) {
        let list = addresses.list(
            of: connection.pointee.options.route + connection.pointee.refusedAddresses)
        _ = clt_easy_set_resolved(easy.raw, list)
    }

    func countAddress(of connection: Connection, isFailed: Bool) {
        guard let endpoint = self[connection.number].pointee.record?.pointee.endpoint else {
            return
        }
        endpoint.pointee.requests &+= 1
        if isFailed { endpoint.pointee.failures &+= 1 }
    }

    /// The addresses that an exchange has tried, for messages; empty where its name has one.
    func addressesTried(by index: Int32) -> String {
        let connection = self[index]
        guard let record = connection.pointee.record, record.pointee.endpoint != nil,
            record.pointee.writes == 0, record.pointee.endpoint_count > 0
        else { return "" }
        let (first, count) = (record.pointee.first_endpoint, record.pointee.endpoint_count)
        let tried = (0...connection.pointee.refusedAddresses).map { step in
            let place = first + (connection.pointee.options.route + step) % count
            return withUnsafeBytes(of: addresses.endpoints[Int(place)].text) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
        }
        return tried.joined(separator: ", ") + ": "
    }
}
