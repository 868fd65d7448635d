import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

/// Slots that a plan can't rely on.
@Suite struct SlotProblemTests {
    private struct Person: Codable, Sendable {
        var name: String
        var initial: String { String(name.prefix(1)) }
    }

    private func problems(
        setUp: Steps? = nil, defaults: HTTPDefaults = HTTPDefaults(),
        @StepsBuilder _ steps: () -> Steps
    ) -> [String] {
        let steps = steps()
        let plan = LoadTest("slots", target: "http://127.0.0.1:1") {
            if let setUp { SetUp { setUp } }
            ThreadGroup(users: 4, loops: 2) { steps }.defaults(defaults)
        }
        do {
            _ = try ProgramCompiler.compile(plan, environment: [:])
            return []
        } catch {
            return error.problems.map { "\($0.message): \($0.remedy)" }
        }
    }

    private func expectUnfilled(
        _ problems: [String], by reader: String = "\"GET /{a}\"",
        location: SourceLocation = #_sourceLocation
    ) {
        #expect(problems.count == 1, "\(problems)", sourceLocation: location)
        #expect(
            problems.first?.contains("\(reader) reads the slot \"a\"") == true, "\(problems)",
            sourceLocation: location)
        #expect(
            problems.first?.contains("initially:") == true, "\(problems)", sourceLocation: location)
    }

    private let a = Slot<Int>("a")
    private let flag = Slot<Bool>("flag", initially: true)

    private var fill: HTTPGet { HTTPGet("/fill").capture(a, .status) }
    private var read: HTTPGet { HTTPGet("/\(a)") }

    @Test func `filled on some path only`() {
        expectUnfilled(
            problems {
                read; fill
            })
        expectUnfilled(
            problems {
                If(flag, where: { $0 }) { fill }; read
            })
        expectUnfilled(
            problems {
                If(flag, where: { $0 }) {
                    fill
                } else: {
                    HTTPGet("/x")
                }; read
            })
        expectUnfilled(
            problems {
                While(flag, where: { $0 }) { fill }; read
            })
        expectUnfilled(
            problems {
                Once { fill }; read
            })
        expectUnfilled(
            problems {
                Mix {
                    Share(1) { fill }; Share(1) { HTTPGet("/x") }
                }; read
            })
        expectUnfilled(
            problems {
                RandomOrder {
                    fill; read
                }
            })
        expectUnfilled(
            problems {
                Parallel {
                    fill; read
                }
            })
        expectUnfilled(
            problems {
                ForEach([Int]()) { _ in fill }; read
            })
        let list = Slot<[Int]>("list", initially: [])
        expectUnfilled(
            problems {
                ForEach(list) { _ in fill }; read
            })
        expectUnfilled(
            problems {
                Loop(2) {
                    read; fill
                }
            })
    }

    @Test func `filled on every path`() {
        let kept = Slot<Int>("kept", lifetime: .user)
        let feeder = Feeder([1])
        for steps in [
            StepsBuilder.buildBlock(fill.steps, read.steps),
            If(flag, where: { $0 }) {
                fill
            } else: {
                Feed(feeder, into: a)
            }.steps,
            Mix {
                Share(1) { fill }
                Share(2) { fill }
                Share(0) { HTTPGet("/x") }
            }.steps,
            RandomOrder {
                fill; HTTPGet("/x")
            }.steps,
            Parallel {
                fill; HTTPGet("/x")
            }.steps,
            Loop(2) { fill }.steps, During(.seconds(1)) { fill }.steps,
            Retry(attempts: 2) { fill }.steps, Transaction("t") { fill }.steps,
            ForEach([1]) { _ in fill }.steps,
        ] {
            #expect(
                problems {
                    steps; read
                } == [])
        }
        #expect(
            problems {
                Once { HTTPGet("/in").capture(kept, .status) }
                HTTPGet("/\(kept)")
            } == [])
        #expect(problems(setUp: fill.steps) { read } == [])
        #expect(
            problems {
                Once {
                    fill; read
                }; HTTPGet("/x")
            } == [])
    }

    @Test func `whatever reads`() {
        let reader = "\"POST /x\""
        expectUnfilled(problems { HTTPPost("/x").query("q", "\(a)") }, by: reader)
        expectUnfilled(problems { HTTPPost("/x").header("q", "\(a)") }, by: reader)
        expectUnfilled(problems { HTTPPost("/x", body: "\(a)") }, by: reader)
        expectUnfilled(problems { HTTPPost("/x", json: a) }, by: reader)
        expectUnfilled(problems { HTTPPost("/x", body: .json(a) { [$0] }) }, by: reader)
        expectUnfilled(problems { HTTPPost("/x", body: .form(["q": "\(a)"])) }, by: reader)
        expectUnfilled(
            problems { HTTPPost("/x", body: .multipart(.field("q", "\(a)"))) }, by: reader)
        expectUnfilled(
            problems { HTTPPost("/x").authorization(.basic(user: "\(a)", password: "p")) },
            by: reader)
        expectUnfilled(
            problems { HTTPPost("/x").authorization(.digest(user: "u", password: "\(a)")) },
            by: reader)
        expectUnfilled(
            problems(defaults: HTTPDefaults(headers: ["q": "\(a)"])) { HTTPPost("/x") },
            by: reader)
        expectUnfilled(
            problems(defaults: HTTPDefaults(authorization: .bearer("\(a)"))) { HTTPPost("/x") },
            by: reader)
        expectUnfilled(
            problems { HTTPPost("/x").check(.bodyContains("\(a)")) }, by: "a check of \(reader)")
        expectUnfilled(
            problems {
                If(a, where: { $0 > 0 }) { HTTPGet("/x") }; HTTPGet("/y")
            }, by: "If")
        expectUnfilled(
            problems {
                While(a, where: { $0 > 0 }) { HTTPGet("/x") }; HTTPGet("/y")
            },
            by: "While")
        // A header that the request itself has hides the one of the defaults.
        #expect(
            problems(defaults: HTTPDefaults(headers: ["q": "\(a)"])) {
                HTTPPost("/x").header("Q", "1")
            } == [])
    }

    @available(*, deprecated, message: "leaves markers on purpose")
    @Test func `a slot as ordinary text`() {
        let text: String = "\(flag)"
        let described = String(describing: flag)
        let requests: [(String, HTTPPost)] = [
            ("path", HTTPPost("/\(text)")), ("described", HTTPPost("/\(described)")),
            ("query", HTTPPost("/x").query("q", text)),
            ("header", HTTPPost("/x").header("q", text)),
            ("body", HTTPPost("/x", body: .text(text))), ("json", HTTPPost("/x", json: [text])),
            ("form", HTTPPost("/x", body: .form(["q": "\(text)"]))),
            ("query name", HTTPPost("/x").query(text, "q")),
            ("form name", HTTPPost("/x", body: .form([text: "q"]))),
            ("media type", HTTPPost("/x", body: .file(#filePath, contentType: text))),
            ("field", HTTPPost("/x", body: .multipart(.field("q", text)))),
            ("part", HTTPPost("/x", body: .multipart(.field(text, "q")))),
            ("name", HTTPPost("/x").named(text)),
            ("check", HTTPPost("/x").check(.bodyContains(text))),
            ("check name", HTTPPost("/x").check(.that(text) { _ in true })),
            ("bearer", HTTPPost("/x").authorization(.bearer("\(text)"))),
            ("basic", HTTPPost("/x").authorization(.basic(user: "u", password: "\(text)"))),
        ]
        for (name, request) in requests {
            let problems = problems { request }
            #expect(
                problems.contains { $0.contains("the slot \"flag\" as ordinary text") },
                "\(name): \(problems)")
        }
        for steps in [
            Transaction(text) { HTTPGet("/x") }.steps,
            Loop(1) { HTTPGet("/x").header("q", text) }.steps,
        ] {
            #expect(problems { steps }.contains { $0.contains("as ordinary text") })
        }
        #expect(
            problems(defaults: HTTPDefaults(headers: ["q": "\(text)"])) { HTTPGet("/x") }
                .contains { $0.contains("as ordinary text") })
        #expect(
            problems(defaults: HTTPDefaults(basePath: "/\(text)")) { HTTPGet("/x") }
                .contains { $0.contains("as ordinary text") })
    }

    @Test func `names and members`() {
        let other = Slot<Int>("a")
        let person = Slot<Person>("person", initially: Person(name: "Anna"))
        func only(_ problems: [String], _ words: String...) {
            #expect(problems.count == 1, "\(problems)")
            for word in words {
                #expect(problems.first?.contains(word) == true, "\(word): \(problems)")
            }
        }
        only(
            problems {
                fill; HTTPGet("/b").capture(other, .status); HTTPGet("/\(a)/\(other)")
            },
            "2 slots are called \"a\"", "names of their own")
        only(problems { HTTPGet("/x").capture(person.name, .body) }, "fills person.name", "whole")
        only(
            problems {
                Feed(.uuid, into: person.name); HTTPGet("/x")
            }, "fills person.name",
            "whole")
        only(problems { HTTPGet("/\(person.initial)") }, "computed member", ".named(")
        #expect(problems { HTTPGet("/\(person.initial)").named("x") } == [])
        #expect(problems { HTTPGet("/x").header("q", "\(person.initial)") } == [])
        #expect(
            problems {
                ForEach([1]) { HTTPGet("/\($0)") }
                ForEach([2]) { HTTPGet("/\($0)") }
            } == [])
        only(problems { HTTPGet("/x").capture(Slot<Int>(""), .status) }, "name of a slot is empty")
    }
}
