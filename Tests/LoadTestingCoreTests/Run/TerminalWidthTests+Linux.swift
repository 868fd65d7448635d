#if os(Linux)
    import Foundation
    import Testing

    @testable import LoadTestingCore

    extension TerminalWidthTests {
        @Test func `a terminal says its width, also one beside a pipe`() throws {
            let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
            try #require(terminal >= 0)
            defer { close(terminal) }
            let environment = ["COLUMNS": "90"]
            let console = Console(environment: environment, isTerminal: true, output: terminal)
            #expect(console.width == 90, "a terminal of unknown size")
            var size = winsize(ws_row: 24, ws_col: 211, ws_xpixel: 0, ws_ypixel: 0)
            try #require(ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
            #expect(console.width == 211)
            let beside = Console(
                environment: environment, isTerminal: false, screen: terminal, output: -1)
            #expect(beside.width == 211)
        }
    }
#endif
