import LoadTestingMacrosFree

extension ProgramCompiler {
    /// Where a file of certificates is; `nil`, and a problem, when there is none in it.
    mutating func certificates(in file: DataFileReference) -> String? {
        do {
            let place = try DataFile.path(of: file.path, beside: file.sourceFile)
            let bytes = try DataFile.bytes(of: place, beside: file.sourceFile)
            if bytes.firstRange(of: Array("CERTIFICATE-----".utf8)) != nil { return place }
            report(
                .invalidTarget,
                "\(place.printable) was to hold trusted certificates and "
                    + (bytes.isEmpty ? "is empty" : "holds none in PEM"),
                "give a file with -----BEGIN CERTIFICATE----- in it; openssl x509 -inform der"
                    + " -in FILE -out FILE.pem converts one from DER")
        } catch {
            report(.invalidTarget, "trusted certificates: \(error.message)", error.remedy)
        }
        return nil
    }
}
