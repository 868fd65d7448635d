extension ProgramRequest {
    /// All its texts in which slots may stand.
    var texts: [ProgramText] {
        var texts = [url] + headers
        if case .text(let text) = body { texts.append(text) }
        if let authorization { texts += [authorization.user, authorization.password] }
        return texts
    }

    /// Values of headers that name a secret, and the password, where no slot is in them.
    var constantSecrets: [String] {
        var values = headers.compactMap { line -> String? in
            guard let line = line.constant, let colon = line.firstIndex(of: UInt8(ascii: ":"))
            else {
                return nil
            }
            let name = String(decoding: line[..<colon], as: UTF8.self)
            guard Redaction.isSecret(field: name) else { return nil }
            // Behind the word for a kind of credentials, if there is one.
            return String(decoding: line[colon...].dropFirst(), as: UTF8.self)
                .split(separator: " ").last.map(String.init)
        }
        if let password = authorization?.password.constant {
            values.append(String(decoding: password, as: UTF8.self))
        }
        return values
    }
}
