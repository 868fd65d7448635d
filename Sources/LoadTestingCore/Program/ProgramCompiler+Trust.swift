import LoadTestingMacrosFree

extension ProgramCompiler {
    /// The path of a file of certificates; `nil`, and a problem, when there is none in it.
    mutating func certificates(in file: DataFileReference) -> String? {
        do {
            let place = try DataFile.path(of: file.path, beside: file.sourceFile)
            let bytes = try DataFile.bytes(of: place, beside: file.sourceFile)
            // OpenSSL does not see the line that it stands in.
            let hasMark = bytes.starts(with: "\u{feff}".utf8)
            let isPEM = bytes.firstRange(of: Array("CERTIFICATE-----".utf8)) != nil
            if isPEM, !hasMark { return place }
            let what =
                bytes.isEmpty
                ? "is empty"
                : isPEM ? "begins with a byte order mark (UTF-8 with BOM)" : "holds none in PEM"
            report(
                .invalidTarget,
                "\(place.printable) was to hold trusted certificates and \(what)",
                "give a file with -----BEGIN CERTIFICATE----- in it; openssl x509 -inform der"
                    + " -in FILE -out FILE.pem converts one from DER")
        } catch {
            report(.invalidTarget, "trusted certificates: \(error.message)", error.remedy)
        }
        return nil
    }
}
