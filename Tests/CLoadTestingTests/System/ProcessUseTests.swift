#if os(Linux)
    import CLoadTestingSystem
    import Foundation
    import Testing

    @testable import LoadTestingCore

    /// Reads of one real process.
    @Suite(.timeLimit(.minutes(1))) struct ProcessUseTests {
        /// Has a name like the fields behind it, files, and threads.
        private static let odd = """
            import os, threading, time
            with open("/proc/self/comm", "w") as name: name.write("a) S 1 (b")
            files = [open(os.devnull) for _ in range(20)]
            for _ in range(3): threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
            print("all are there", flush=True)
            time.sleep(600)
            """

        private static func parent(of process: Int32) throws -> Int32? {
            let text = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
            let line = text.split(separator: "\n").first { $0.hasPrefix("PPid:") }
            return line?.split(separator: "\t").last.flatMap { Int32($0) }
        }

        @Test func `a name of blanks and parentheses moves no figure`() async throws {
            let server = try await Server.launch(
                "python3", "-c", Self.odd, ready: .log("all are there"))
            let process = server.processID
            var use = clt_process_use()
            #expect(clt_read_process_use(process, &use))
            #expect(use.nameText == "a) S 1 (b" && use.title == "a) S 1 (b (\(process))")
            #expect(use.identifier == process && !use.has_ended)
            #expect(try use.parent == Self.parent(of: process))
            #expect(use.start == ProcessTable.start(of: process))
            #expect(use.threads == 4)
            #expect(use.resident_bytes > 1 << 20 && use.peak_resident_bytes >= use.resident_bytes)
            #expect(use.user_nanoseconds + use.system_nanoseconds > 0)
            await server.stop()
        }

        @Test func `files are counted alike in each of the ways`() async throws {
            let server = try await Server.launch(
                "python3", "-c", Self.odd, ready: .log("all are there"))
            let entries = try FileManager.default.contentsOfDirectory(
                atPath: "/proc/\(server.processID)/fd")
            var use = clt_process_use()
            #expect(clt_read_process_use(server.processID, &use))
            // Before Linux 6.2 only one of the ways is there.
            #expect([-1, Int32(entries.count)].contains(use.open_files))
            clt_count_open_files(&use)
            #expect(use.open_files == entries.count)
            #expect(clt_open_file_limit(server.processID) >= 23)
            await server.stop()
        }

        @Test func `what costs more is missing until it is asked for`() async throws {
            let server = try await Server.launch(
                "python3", "-c", Self.odd, ready: .log("all are there"))
            var use = clt_process_use()
            #expect(clt_read_process_use(server.processID, &use))
            #expect(use.voluntary_switches == -1 && use.involuntary_switches == -1)
            clt_read_switches(&use)
            // Each of its three threads has gone to sleep.
            #expect(use.voluntary_switches >= 3 && use.involuntary_switches >= 0)
            await server.stop()
        }

        @Test func `there is nothing to read of a process that does not exist`() {
            var use = clt_process_use()
            #expect(!clt_read_process_use(.max, &use))
            use.identifier = .max
            clt_count_open_files(&use)
            #expect(use.open_files == 0, "it has ended: that is not being refused")
            #expect(clt_open_file_limit(.max) == -1)
        }
    }
#endif
