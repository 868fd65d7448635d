/// The names and numbers of a plan that samples refer to, as a log of samples shows them.
package struct JTLNames: Sendable {
    /// The start of the run, nanoseconds since 1970.
    package var startNanoseconds: Int64
    /// By group: its name.
    package var groups: [String]
    /// By group: the number of its first user or arrival.
    package var firstUsers: [Int64]
    /// By request of the plan: its URL without secrets; empty where it has slots.
    package var urls: [String]

    package init(
        startNanoseconds: Int64, groups: [String], firstUsers: [Int64], urls: [String]
    ) {
        self.startNanoseconds = startNanoseconds
        self.groups = groups
        self.firstUsers = firstUsers
        self.urls = urls
    }
}
