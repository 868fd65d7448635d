import Foundation

/// The kind of machine on which figures are comparable: `2-cores-x86_64-linux-8-GiB-github`.
enum MachineKind {
    /// That of this process.
    ///
    /// - Parameter variables: the environment, which names a service of CI.
    static func current(_ variables: [String: String]) -> String {
        let process = ProcessInfo.processInfo
        return name(
            processors: process.activeProcessorCount, memoryBytes: process.physicalMemory,
            variables)
    }

    /// - Parameter memoryBytes: counted as the power of two GiB that is nearest above.
    static func name(
        processors: Int, memoryBytes: UInt64, _ variables: [String: String]
    ) -> String {
        var gibibytes: UInt64 = 1
        while gibibytes << 30 < memoryBytes, gibibytes < 1 << 20 { gibibytes *= 2 }
        let parts = ["\(processors)-cores", architecture, system, "\(gibibytes)-GiB"]
        return (parts + service(variables)).joined(separator: "-")
    }

    private static func service(_ variables: [String: String]) -> [String] {
        let services = [
            ("GITHUB_ACTIONS", "github"), ("GITLAB_CI", "gitlab"), ("BUILDKITE", "buildkite"),
            ("CIRCLECI", "circleci"), ("JENKINS_URL", "jenkins"), ("TF_BUILD", "azure"),
            ("CI", "ci"),
        ]
        let found = services.first { variables[$0.0]?.isEmpty == false }
        return found.map { [$0.1] } ?? []
    }

    private static var architecture: String {
        #if arch(x86_64)
            "x86_64"
        #elseif arch(arm64)
            "arm64"
        #else
            "other"
        #endif
    }

    private static var system: String {
        #if os(Linux)
            "linux"
        #else
            "macos"
        #endif
    }
}
