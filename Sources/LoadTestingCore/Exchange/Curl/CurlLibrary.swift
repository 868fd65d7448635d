import CLoadTesting

/// The linked libcurl.
enum CurlLibrary {
    /// Prepares it for use by several threads; to be called before any other use, any number of
    /// times.
    static func initialise() { _ = clt_global_initialise() }

    /// Its version, such as `7.88.1`.
    static var version: String { String(cString: clt_curl_version()) }

    /// The file of trusted certificates that it was built with, `nil` for none.
    static var bundle: String? { clt_curl_bundle().map { String(cString: $0) } }

    /// The directory of trusted certificates that it was built with, `nil` for none.
    static var bundleDirectory: String? {
        clt_curl_bundle_directory().map { String(cString: $0) }
    }
}
