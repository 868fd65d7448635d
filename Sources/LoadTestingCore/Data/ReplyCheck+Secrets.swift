import LoadTestingMacrosFree

extension ReplyCheck {
    /// The check without the values that it reads where these are secrets.
    package var withoutSecrets: ReplyCheck {
        guard let subject, Redaction.isSecret(source: subject) else { return self }
        var check = self
        // A slot is shown by its name.
        if slots.isEmpty { check.name = Redaction.reasonWithoutValue(name) }
        let problem = problem
        check.problem = { try problem($0, $1).map(Redaction.reasonWithoutValue) }
        return check
    }
}

extension ReplyCapture {
    /// Whether its value is a secret by the slot's name, or by the name of its source.
    package var isSecret: Bool {
        Redaction.isSecret(source: name) || source.map(Redaction.isSecret(source:)) == true
    }

    /// The capture without the secret that it can't take.
    package var withoutSecrets: ReplyCapture {
        guard isSecret else { return self }
        var capture = self
        let value = value
        capture.value = { reply in
            do {
                return try value(reply)
            } catch let failure as CaptureFailure {
                throw CaptureFailure(Redaction.reasonWithoutValue(failure.description))
            }
        }
        return capture
    }
}
