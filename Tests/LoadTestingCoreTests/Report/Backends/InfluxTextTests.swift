import Testing

@testable import LoadTestingCore

@Suite struct InfluxTextTests {
    private func text(application: String = "app", tags: [String: String] = [:]) -> InfluxText {
        InfluxText(measurement: "jmeter", application: application, tags: tags)
    }

    private func line(_ start: String, of interval: BackendInterval = .sample()) -> String? {
        text().lines(of: interval).split(separator: "\n").first { $0.hasPrefix(start) }
            .map(String.init)
    }

    @Test func `a label has a point for each outcome, in JMeter's names`() throws {
        let ok = try #require(line("jmeter,application=app,transaction=GET\\ /a,statut=ok "))
        #expect(ok.contains(" count=100,avg=505.0,min=10.0,max=1000.0,pct50.0=50"))
        #expect(ok.contains(",pct90.0=90") && ok.contains(",pct95.0=95"))
        #expect(ok.contains(",pct99.0=99") && ok.hasSuffix(" 1700000000000000000"))
        let failed = try #require(line("jmeter,application=app,transaction=GET\\ /a,statut=ko "))
        #expect(failed.contains(" count=5,avg=2000.0,min=2000.0,max=2000.0,"))
        let all = try #require(line("jmeter,application=app,transaction=GET\\ /a,statut=all "))
        #expect(all.contains(" count=105,") && all.contains(",hit=105,sb=1050,rb=21000 "))
    }

    @Test func `the sum leaves transactions out and has the throughput`() throws {
        let total = try #require(line("jmeter,application=app,transaction=all,statut=all "))
        #expect(total.contains(" count=106,countError=5,"))
        #expect(total.contains(",throughput=20.2 "))
        #expect(line("jmeter,application=app,transaction=both,statut=ok") != nil)
    }

    @Test func `failures are counted by cause`() {
        #expect(
            line("jmeter,application=app,transaction=GET\\ /a,responseCode=503,")
                == "jmeter,application=app,transaction=GET\\ /a,responseCode=503,"
                + "responseMessage=Service\\ Unavailable count=3 1700000000000000000")
        #expect(
            line("jmeter,application=app,transaction=GET\\ /a,responseCode=Non\\ HTTP")?
                .contains("code:\\ timeout(body),") == true)
    }

    @Test func `users are a point of their own, also where nothing was sent`() {
        let empty = BackendInterval(startNanoseconds: 7, seconds: 1)
        #expect(
            text().lines(of: empty)
                == "jmeter,application=app,transaction=internal minAT=0,maxAT=0,meanAT=0.0 7\n")
        #expect(
            line("jmeter,application=app,transaction=internal")?
                .contains(" minAT=3,maxAT=6,meanAT=4.5 ") == true)
    }

    @Test func `names can't leave their places`() {
        let text = text(application: "a\nb, c=d", tags: ["x y": "1\\", "empty": ""])
        let lines = text.lines(of: .sample(named: "q\u{7}\" ,=\\")).split(separator: "\n")
        let start =
            #"jmeter,application=a\u{a}b\,\ c\=d,transaction=q\u{7}"\ \,\=\_,statut=all,x\ y=1\_ "#
        #expect(lines.contains { $0.hasPrefix(start) }, "\(lines.first ?? "")")
        #expect(lines.allSatisfy { !$0.contains("empty") })
        #expect(
            text.event("it \"ended\"\\", at: 5)
                == #"events,application=a\u{a}b\,\ c\=d,title=LoadTesting,x\ y=1\_"#
                + #" text="it \"ended\"\\" 5"# + "\n")
    }

    @Test(arguments: ["all", "internal", "test"]) func `a label never passes for a sum`(
        name: String
    ) {
        #expect(BackendInterval.sample(named: name).rows[0].name == "\(name)_")
    }
}
