import CLoadTesting
import LoadTestingMacrosFree

extension ReplyReading {
    /// Reading with Foundation's decoder, and with libcurl's notion of dates.
    package static let standard = ReplyReading(
        decode: { try JSONReading.value(of: $0, decode: $1) },
        find: { try JSONSearch.nodes(at: $0, in: $1) },
        isPast: { clt_is_past($0) })
}
