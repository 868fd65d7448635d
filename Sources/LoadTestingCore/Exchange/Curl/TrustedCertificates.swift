import CLoadTesting
import Foundation

/// The trusted certificates.
package struct TrustedCertificates: Sendable {
    private enum Source: Sendable {
        /// The certificates that libcurl was built with.
        case libcurl
        case directory
        case bundle(String, andDirectory: Bool)
    }

    private var source: Source
    /// Whether the load is known to need them: they are parsed before it then.
    package var isNeeded = false
    /// The owner of a bundle that was put together for this run.
    private var file: TemporaryFile?

    private init(_ source: Source) { self.source = source }

    /// The certificates that libcurl was built with.
    package static let ofLibcurl = TrustedCertificates(.libcurl)

    /// The certificates that libcurl finds one by one in the directory that it was built with.
    package static let ofDirectory = TrustedCertificates(.directory)

    /// Trusts the certificates in some files.
    ///
    /// - Parameters:
    ///   - bundles: files in PEM, at least one.
    ///   - usesDirectory: whether libcurl reads its directory as well; it then parses the files for
    ///     each connection.
    /// - Throws: Foundation's error when one can't be read, or the joint one not be written.
    package init(_ bundles: [String], usesDirectory: Bool = false) throws {
        if bundles.count > 1 { file = try TemporaryFile(joining: bundles) }
        source = .bundle(file?.path ?? bundles[0], andDirectory: usesDirectory)
    }

    /// The file, where there is one.
    package var bundle: String? {
        if case .bundle(let bundle, _) = source { bundle } else { nil }
    }

    /// Whether libcurl can use them.
    package var areUsable: Bool {
        guard let multi = curl_multi_init() else { return true }
        defer { curl_multi_cleanup(multi) }
        return load(into: multi)
    }

    /// Lets a multi handle parse them; false when it can't.
    func load(into multi: UnsafeMutableRawPointer) -> Bool {
        guard case .bundle(let bundle, let usesDirectory) = source else { return true }
        return clt_multi_load_trusted(multi, bundle, usesDirectory)
    }

    /// Sets a handle to trust them; false when this libcurl can't.
    func apply(to easy: CurlEasy) -> Bool {
        switch source {
        case .libcurl: true
        case .directory: clt_easy_set_trusted(easy.raw, nil, true)
        case .bundle(let bundle, let usesDirectory):
            clt_easy_set_trusted(easy.raw, bundle, usesDirectory)
        }
    }
}

extension TrustedCertificates: CustomStringConvertible {
    /// The file, for messages.
    package var description: String {
        bundle?.printable ?? "libcurl's own"
    }
}

/// A file that lasts as long as it is referenced.
private final class TemporaryFile: Sendable {
    let path: String

    init(joining files: [String]) throws {
        var contents = Data()
        for file in files {
            contents += try Data(contentsOf: URL(filePath: file))
            contents += Data("\n".utf8)
        }
        path = NSTemporaryDirectory() + "loadtesting-\(UUID().uuidString).pem"
        try contents.write(to: URL(filePath: path), options: .withoutOverwriting)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
