import LoadTestingMacrosFree

/// A value that a plan sends or captures, and that no report may show.
package enum ProgramSecret: Sendable {
    /// A value that stands in the plan.
    case constant(SecretValue)
    /// A slot whose value is sent as text.
    case sent(ProgramSlotText)
    /// A slot filled from replies; `isCertain` where a name marks it as a secret.
    case captured(slot: Int32, name: String, isCertain: Bool)

    /// The value of a user's slots, `nil` when there is none.
    ///
    /// - Parameter isExample: whether it is for an example of a failure, in which every captured
    ///   value is replaced by its slot's name. A dry run shows values that are no secrets.
    package func value(
        isExample: Bool, in slots: (Int32) -> (any Sendable)?
    ) -> SecretValue? {
        switch self {
        case .constant(let value): return value
        case .sent(let text):
            return slots(text.slot).flatMap(text.content).flatMap {
                SecretValue(String(decoding: $0.bytes, as: UTF8.self), named: text.name)
            }
        case .captured(let slot, let name, let isCertain):
            guard let value = slots(slot), let text = Self.text(of: value) else { return nil }
            let isKnown =
                isCertain || SecretValue.isLikely(text)
                || (isExample && SecretValue.isWord(text))
            return isKnown ? SecretValue(text, named: name) : nil
        }
    }

    private static func text(of value: any Sendable) -> String? {
        switch value {
        case let captured as CapturedValue:
            if case .text = captured { captured.description } else { nil }
        case let text as String: text
        case let bytes as [UInt8]: String(validating: bytes, as: UTF8.self)
        case let number as any BinaryInteger: "\(number)"
        default: nil
        }
    }
}

extension ProgramSecret {
    /// The secrets in requests of all parts of a plan.
    static func all(in requests: [ProgramRequest], slots: [ProgramSlot]) -> [ProgramSecret] {
        var found: [ProgramSecret] = []
        var known: Set<String> = []
        for request in requests {
            for text in request.texts {
                for case .slot(let slot) in text.parts
                where Redaction.isSecret(source: slot.name)
                    && known.insert("\(slot.slot) \(slot.name)").inserted
                {
                    found.append(.sent(slot))
                }
            }
            for value in request.constantSecrets where known.insert("= \(value)").inserted {
                SecretValue(value).map { found.append(.constant($0)) }
            }
            for capture in request.reply.captures
            where known.insert("< \(capture.slot)").inserted {
                found.append(
                    .captured(
                        slot: capture.slot, name: slots[Int(capture.slot)].key.name,
                        isCertain: capture.isSecret))
            }
        }
        return found
    }
}
