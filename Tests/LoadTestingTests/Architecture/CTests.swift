import Testing

@Suite struct CTests {
    @Test func `no room uses C that DESIGN 3 keeps from it`() {
        let headers = CHeader.all
        #expect(Set(headers.map(\.name)).isSuperset(of: CRules.rooms.keys))
        #expect(CRules.forbiddenSymbols(in: SourceFile.library, headers: headers) == [])
    }

    // MARK: - The rules can fail

    private let headers = [
        CHeader(
            target: "CLoadTestingSystem", name: "clt_spawn.h",
            text: "// clt_end\nint clt_start(clt_token token);"),
        CHeader(
            target: "CLoadTestingSystem", name: "clt_event_queue.h",
            text: "typedef int clt_token;"),
        CHeader(
            target: "CLoadTestingSystem", name: "clt_fork.h", text: "enum { CLT_NEVER };"),
    ]

    @Test(
        arguments: [
            ("Engine", "clt_start(0)", ["clt_start"]), ("Server", "clt_start(0)", []),
            ("Server", "if x == CLT_NEVER {}", ["CLT_NEVER"]), ("Engine", "clt_token()", []),
            ("Server/Network", "clt_start(CLT_NEVER)", ["CLT_NEVER", "clt_start"]),
            ("Engine", "let a = CURLE_OK", ["CURLE_OK"]), ("Exchange/Curl", "curl_init()", []),
            ("Engine", "// clt_start\nlet a = \"clt_start\" + clt_starts", []),
        ] as [(String, String, [String])])
    func `forbidden C is found`(room: String, text: String, symbols: [String]) {
        let path = "Sources/LoadTestingCore/\(room)/A.swift"
        #expect(
            CRules.forbiddenSymbols(in: [SourceFile(path: path, text: text)], headers: headers)
                == symbols.map { "\(path) uses \($0)" })
    }
}
