import CLoadTesting
import Foundation

extension CurlExchanges {
    /// Sends an exchange on to the next address of its name, when the one before refused the
    /// connection and nothing was sent yet: as clients do, without libcurl's wait of 200 ms.
    ///
    /// - Returns: whether the exchange goes on; its completion was none then.
    func goesOn(after completion: Completion) -> Bool {
        guard completion.code == CURLE_COULDNT_CONNECT else { return false }
        let slot = self[completion.slot]
        guard let record = slot.pointee.record, let easy = slot.pointee.easy,
            let endpoint = record.pointee.endpoint, record.pointee.writes == 0,
            Self.isRefusal(clt_easy_connect_error(easy.raw))
        else { return false }
        endpoint.pointee.refusals &+= 1
        guard slot.pointee.detour + 1 < record.pointee.endpoint_count else { return false }
        slot.pointee.detour += 1
        setRoute(of: slot, easy: easy)
        slot.pointee.isInFlight = true
        curl_multi_add_handle(multis[Int(slot.pointee.multi)].raw, easy.raw)
        return true
    }

    private static func isRefusal(_ error: Int) -> Bool {
        [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(Int32(truncatingIfNeeded: error))
    }

    /// Has the next connection of a slot go to the address that is its user's.
    func endDetour(of slot: UnsafeMutablePointer<ExchangeSlot>, easy: CurlEasy) {
        slot.pointee.detour = 0
        setRoute(of: slot, easy: easy)
    }

    private func setRoute(of slot: UnsafeMutablePointer<ExchangeSlot>, easy: CurlEasy) {
        let list = addresses.list(of: slot.pointee.route + slot.pointee.detour)
        _ = clt_easy_set_resolved(easy.raw, list)
    }

    /// Counts an exchange that has ended for the address that it went to.
    func countAddress(of index: Int32, isFailed: Bool) {
        guard let endpoint = self[index].pointee.record?.pointee.endpoint else { return }
        endpoint.pointee.requests &+= 1
        if isFailed { endpoint.pointee.failures &+= 1 }
    }

    /// The addresses that an exchange has tried, for messages; empty where its name has one.
    func addressesTried(by index: Int32) -> String {
        let slot = self[index]
        guard let record = slot.pointee.record, record.pointee.endpoint != nil,
            record.pointee.writes == 0, record.pointee.endpoint_count > 0
        else { return "" }
        let (first, count) = (record.pointee.first_endpoint, record.pointee.endpoint_count)
        let tried = (0...slot.pointee.detour).map { step in
            let place = first + (slot.pointee.route + step) % count
            return withUnsafeBytes(of: addresses.endpoints[Int(place)].text) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
        }
        return tried.joined(separator: ", ") + ": "
    }
}
