import Foundation

extension GeneratorFacts {
    /// The facts of this process.
    ///
    /// - Parameter variables: the environment, which names a service of CI.
    static func current(loops: Int, _ variables: [String: String]) -> GeneratorFacts {
        let process = ProcessInfo.processInfo
        return GeneratorFacts(
            host: HostName.current, processID: process.processIdentifier,
            isDebugBuild: isDebugBuild, version: LoadTestingVersion.text,
            curlVersion: CurlLibrary.version,
            system: process.operatingSystemVersionString, loops: loops,
            processors: process.activeProcessorCount, memoryBytes: process.physicalMemory,
            machine: MachineKind.current(variables),
            openFileLimit: DescriptorLimit.raiseAndCountFree().limit,
            localPorts: EphemeralPorts.count)
    }

    private static var isDebugBuild: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }
}
