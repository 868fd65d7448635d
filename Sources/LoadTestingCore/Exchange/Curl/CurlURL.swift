import CLoadTesting

/// URLs as libcurl understands them.
package enum CurlURL {
    /// Parses a URL; the caller frees it.
    ///
    /// `nil` when libcurl does not accept it. `/a/../b` stays as it is: the path on the wire is the
    /// one that was written.
    static func parse(_ text: String) -> OpaquePointer? {
        guard let url = curl_url() else { return nil }
        guard curl_url_set(url, CURLUPART_URL, text, UInt32(CURLU_PATH_AS_IS)) == CURLUE_OK else {
            curl_url_cleanup(url)
            return nil
        }
        return url
    }

    /// Whether libcurl accepts a URL.
    package static func accepts(_ text: String) -> Bool {
        guard let url = parse(text) else { return false }
        curl_url_cleanup(url)
        return true
    }

    /// The text of a parsed URL.
    static func text(of url: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, CURLUPART_URL, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    /// The URL that a reference leads to; `nil` when libcurl does not accept it.
    static func resolve(_ reference: String, against base: String) -> String? {
        guard let url = parse(base) else { return nil }
        defer { curl_url_cleanup(url) }
        let flags = UInt32(CURLU_NON_SUPPORT_SCHEME)
        let isKnown = curl_url_set(url, CURLUPART_URL, reference, flags) == CURLUE_OK
        return isKnown ? text(of: url) : nil
    }
}
