extension ProgramRequest {
    /// All its texts that may hold slots.
    var texts: [ProgramText] {
        var texts = [url] + headers.map(\.value)
        if case .text(let text) = body { texts.append(text) }
        if let authorization { texts += [authorization.user, authorization.password] }
        return texts
    }

    /// Values of headers that name a secret, and the password, if they have no slots.
    var constantSecrets: [String] {
        var values = headers.compactMap { field -> String? in
            guard Redaction.isSecret(field: field.name), let value = field.value.constant else {
                return nil
            }
            // Behind the scheme of the credentials, if there is one.
            return String(decoding: value, as: UTF8.self).split(separator: " ").last
                .map(String.init)
        }
        if let password = authorization?.password.constant {
            values.append(String(decoding: password, as: UTF8.self))
        }
        return values
    }
}
