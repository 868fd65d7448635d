import CLoadTestingSystem

/// The maximum of the process' open files.
package enum DescriptorLimit {
    /// Raises the soft limit to the hard one and returns the number of further files.
    package static func raiseAndCountFree() -> (free: Int, limit: Int) {
        let limit = Int(clt_raise_descriptor_limit())
        return (free: limit - Int(clt_open_descriptors()), limit: limit)
    }

    /// Descriptors reserved for logs, reports and the process itself.
    package static let reserve = 64
}
