import CLoadTesting

/// The addresses at which the users of one loop find the names of a plan: those of a name with
/// several are spread over them.
///
/// User *i* takes address *i* mod *n* of each name with *n* addresses. Users with the same choice
/// for all names have one *route*.
///
/// Belongs to one loop's thread.
final class AddressBook {
    /// The number of routes; 1 where no name has several addresses.
    let routes: Int
    /// All loaded addresses of the names that have several.
    let endpoints: UnsafeMutableBufferPointer<clt_endpoint>
    private let names: [ResolvedName]
    /// By route, made when its first user comes.
    private var lists: [UnsafeMutablePointer<curl_slist>?]
    /// The ranges of each name's addresses among the endpoints.
    private let ranges: [Range<Int>]

    /// More routes would only even out a difference of few users.
    private static let maxRoutes = 720

    init(_ names: [ResolvedName]) {
        self.names = names
        let routes = names.reduce(1) { Self.leastCommonMultiple($0, $1.addresses.count) }
        self.routes = min(routes, Self.maxRoutes)
        lists = Array(repeating: nil, count: self.routes)
        var made: [clt_endpoint] = []
        ranges = names.map { name in
            let start = made.count
            guard name.hasSeveralAddresses else { return start..<start }
            for text in name.addresses {
                var endpoint = clt_endpoint()
                guard clt_endpoint_make(&endpoint, text, Int32(name.port)) else {
                    preconditionFailure("\(text) is no address")
                }
                made.append(endpoint)
            }
            return start..<made.count
        }
        endpoints = .allocate(capacity: made.count)
        _ = endpoints.initialize(from: made)
    }

    deinit {
        for list in lists { curl_slist_free_all(list) }
        endpoints.deallocate()
    }

    private static func leastCommonMultiple(_ first: Int, _ second: Int) -> Int {
        var (rest, divisor) = (first, second)
        while divisor != 0 { (rest, divisor) = (divisor, rest % divisor) }
        return min(first / rest * second, maxRoutes)
    }

    /// Whether users are spread over addresses.
    var isSpread: Bool { routes > 1 }

    /// The route of a user or arrival.
    func route(of user: Int64) -> Int32 { Int32(user % Int64(routes)) }

    /// Each name with the address of a route, in libcurl's format; `nil` for no name.
    func list(of route: Int32) -> UnsafeMutablePointer<curl_slist>? {
        let route = Int(route) % routes
        if let list = lists[route] { return list }
        lists[route] = names.reduce(nil) { list, name in
            let address = name.addresses[route % name.addresses.count]
            let text = address.contains(":") ? "[\(address)]" : address
            return curl_slist_append(list, "\(name.host):\(name.port):\(text)")
        }
        return lists[route]
    }

    /// The addresses of a server in the order of routes; empty where they have to be resolved.
    ///
    /// They are the caller's to free.
    func known(of origin: TargetAddress) -> UnsafeBufferPointer<clt_address> {
        let name = names.first { $0.host == origin.host && $0.port == origin.port }
        let addresses = (name?.addresses ?? [origin.host]).compactMap { text in
            var address = clt_address()
            return clt_address_parse(&address, text, Int32(origin.port)) ? address : nil
        }
        let copy = UnsafeMutableBufferPointer<clt_address>.allocate(capacity: addresses.count)
        _ = copy.initialize(from: addresses)
        return UnsafeBufferPointer(copy)
    }

    /// The range of a server's addresses; empty where it has one.
    func endpoints(of origin: TargetAddress) -> Range<Int> {
        let index = names.firstIndex { $0.host == origin.host && $0.port == origin.port }
        guard let index else { return 0..<0 }
        return ranges[index]
    }

    /// The use of each address so far.
    var uses: [AddressUse] {
        zip(names, ranges).flatMap { name, range in
            name.uses.enumerated().map { index, use in
                guard index < range.count else { return use }
                var use = use
                let endpoint = endpoints[range.lowerBound + index]
                use.requests = endpoint.requests
                use.failed = endpoint.failures
                use.refusals = endpoint.refusals
                return use
            }
        }
    }
}
