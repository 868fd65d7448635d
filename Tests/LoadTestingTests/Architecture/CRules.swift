/// DESIGN 3 for C: the rooms that may use libcurl, or code that is not on the path of a request.
///
/// A module shows what it includes, so that an import alone says too little.
enum CRules {
    /// Headers about libcurl, or processes and sockets of others, and their rooms of the core.
    static let rooms = [
        "clt_process_end.h": observers, "clt_process_table.h": observers,
        "clt_process_use.h": observers, "clt_sockets.h": observers, "clt_spawn.h": ["Server"],
        "clt_threads.h": observers,
        "clt_curl.h": libcurl, "clt_exchange.h": libcurl, "clt_multi.h": libcurl,
        "clt_share.h": libcurl, "clt_trust.h": libcurl, "clt_transcript.h": libcurl,
        "clt_fetch.h": ["Server/Observation"], "clt_upload.h": ["Run"], "clt_sender.h": ["Run"],
        "clt_loopback.h": ["Server"],
        "clt_relay.h": ["Server/Network"], "clt_fork.h": [],
    ]
    private static let libcurl = ["Exchange/Curl"]
    private static let observers = ["Server/Processes", "Server/Observation"]

    /// The places at which a file of the core uses C that its room must not know.
    static func forbiddenSymbols(in files: [SourceFile], headers: [CHeader]) -> [String] {
        let symbols = headers.compactMap { header in
            rooms[header.name].map { rooms in
                (rooms: rooms, names: CHeader.symbols(of: [header], among: headers))
            }
        }
        return files.flatMap { file -> [String] in
            guard let path = RoomRules.room(of: file) else { return [] }
            let room = path.split(separator: "/").dropFirst().joined(separator: "/")
            let used = file.symbolsUsed
            let forbidden = symbols.filter { !$0.rooms.contains(room) }
                .flatMap { used.intersection($0.names) }
            let own = libcurl.contains(room) ? [] : used.filter(isLibcurl)
            return (forbidden + own).sorted()
                .map { "\(file.path) uses \($0)" }
        }
    }

    /// Whether a symbol is one of libcurl's own.
    private static func isLibcurl(_ symbol: String) -> Bool {
        ["curl_", "CURL"].contains { symbol.hasPrefix($0) }
    }
}
