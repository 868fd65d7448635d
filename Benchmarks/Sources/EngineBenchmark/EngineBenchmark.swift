import Foundation
import LoadTestingCore

/// Loads a URL with a number of users for a time, and says what that cost the generator.
///
///     EngineBenchmark URL USERS SECONDS [RATE even|poisson|limited]
///
/// With a rate, that many arrivals a second, or users that share it as a limit.
///
/// Prints one line: requests, errors, requests/s, CPU µs a request (all of the process, start-up
/// included), peak memory in kB, p50 and p99 in ms.
@main struct EngineBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard [3, 5].contains(arguments.count),
            let url = arguments.first.flatMap(URL.init(string:)),
            let users = Int(arguments[arguments.startIndex + 1]),
            let seconds = Double(arguments[arguments.startIndex + 2])
        else {
            print("usage: EngineBenchmark URL USERS SECONDS [RATE even|poisson|limited]")
            exit(2)
        }
        let time = Duration.milliseconds(Int64(seconds * 1_000))
        let plan = LoadTest("benchmark", target: "http://\(url.host()!):\(url.port ?? 80)") {
            if arguments.count == 3 {
                ThreadGroup(users: users, duration: time) { HTTPGet(url.path()) }
            } else {
                group(url.path(), users, time, arguments.suffix(2).map(\.self))
            }
        }
        let result = try await LoadTestRunner(plan, showsProgress: false).result()
        var usage = rusage()
        getrusage(RUSAGE_SELF.platform, &usage)
        let cpu = usage.ru_utime.microseconds + usage.ru_stime.microseconds
        let rate = Double(result.requests) / seconds
        let median = result[.p50]?.milliseconds ?? .nan
        let tail = result[.p99]?.milliseconds ?? .nan
        print(
            "requests=\(result.requests) errors=\(result.errors) rate=\(Int(rate))",
            "cpu_us=\(String(format: "%.2f", cpu / Double(max(1, result.requests))))",
            "rss_kb=\(usage.ru_maxrss)",
            "p50_ms=\(String(format: "%.2f", median)) p99_ms=\(String(format: "%.2f", tail))")
    }

    @LoadTestBuilder private static func group(
        _ path: String, _ users: Int, _ time: Duration, _ how: [String]
    ) -> LoadTestElements {
        let rate = Rate.perSecond(Double(how[0]) ?? 0)
        if how[1] == "limited" {
            ThreadGroup(users: users, duration: time) { HTTPGet(path) }.limit(rate)
        } else {
            ArrivalGroup(
                rate: rate, for: time, arrivals: how[1] == "poisson" ? .poisson : .even,
                maxUsers: users
            ) { HTTPGet(path) }
        }
    }
}

extension timeval {
    var microseconds: Double { Double(tv_sec) * 1e6 + Double(tv_usec) }
}

extension Duration {
    var milliseconds: Double { self / .milliseconds(1) }
}

#if os(Linux)
    extension __rusage_who {
        var platform: __rusage_who_t { __rusage_who_t(rawValue) }
    }
#else
    extension Int32 {
        var platform: Int32 { self }
    }
#endif
