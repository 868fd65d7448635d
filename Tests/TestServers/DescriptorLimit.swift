import Foundation

/// How many descriptors this process may have open.
enum DescriptorLimit {
    /// Raises the limit as far as the system allows without rights.
    static func raise() {
        var limit = rlimit()
        getrlimit(descriptorResource, &limit)
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, descriptorCeiling))
        setrlimit(descriptorResource, &limit)
    }
}
