import Foundation

extension GeneratorFacts {
    /// The facts of this process.
    static func current(loops: Int) -> GeneratorFacts {
        let process = ProcessInfo.processInfo
        return GeneratorFacts(
            host: hostName, processID: process.processIdentifier,
            isDebugBuild: isDebugBuild, version: LoadTestingVersion.text,
            curlVersion: CurlLibrary.version,
            system: process.operatingSystemVersionString, loops: loops,
            processors: process.activeProcessorCount, memoryBytes: process.physicalMemory)
    }

    /// The machine's own name, without a look-up in the network.
    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "" }
        return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    private static var isDebugBuild: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }
}
