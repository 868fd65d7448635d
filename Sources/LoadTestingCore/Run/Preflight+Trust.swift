import CLoadTesting
import Foundation
import LoadTestingMacrosFree

extension Preflight {
    /// The trusted certificates: those of the system's bundle and of the plan's own files.
    mutating func trustedCertificates() -> TrustedCertificates {
        for file in program.trusted {
            guard let own = try? TrustedCertificates([file]), !own.areUsable else { continue }
            report(
                .invalidTarget, "libcurl can't read the certificates in \(file.printable)",
                "look at it with openssl x509 -noout -text -in FILE; each certificate has to be"
                    + " whole")
        }
        guard problems.isEmpty else { return .ofLibcurl }
        var trusted = choice
        trusted.isNeeded = program.usesTLS
        return trusted
    }

    private var choice: TrustedCertificates {
        mutating get {
            let named = variables["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
            let builtIn = CurlLibrary.bundle
            let system = [named ?? builtIn].compactMap(\.self).filter(Self.isThere)
            let directory = CurlLibrary.bundleDirectory
            let usesDirectory = system.isEmpty && named == nil && Self.isThere(directory ?? "")
            let bundles = system + program.trusted
            if let missing = named ?? builtIn, bundles.isEmpty, !usesDirectory {
                reportMissing(missing, isNamed: named != nil)
                return .ofLibcurl
            }
            guard !bundles.isEmpty else { return usesDirectory ? .ofDirectory : .ofLibcurl }
            do {
                return try TrustedCertificates(bundles, usesDirectory: usesDirectory)
            } catch {
                report(
                    .insufficientResources,
                    "the trusted certificates can't be put together: \(error)".printable,
                    "check that \(bundles.map(\.printable).joined(separator: " and ")) can be read"
                        + " and \(NSTemporaryDirectory().printable) be written")
                return .ofLibcurl
            }
        }
    }

    private mutating func reportMissing(_ file: String, isNamed: Bool) {
        guard program.usesTLS else { return }
        report(
            .invalidTarget,
            (isNamed ? "SSL_CERT_FILE is \(file.printable), which is" : "\(file.printable) is")
                + " not there, so no server's certificate can be verified",
            isNamed
                ? "correct it, or unset it"
                : "install the system's certificates (ca-certificates), set SSL_CERT_FILE, or"
                    + " name your own: LoadTarget(…).trusting(\"ca.pem\")")
    }

    private static func isThere(_ path: String) -> Bool {
        FileManager.default.isReadableFile(atPath: path)
    }
}
