import LoadTestingMacrosFree

extension RunRemarks {
    /// Names of which the load did not reach every address all the time.
    var addresses: [RunRemark] {
        let names = run.addresses.reduce(into: [String]()) { names, use in
            if !names.contains(use.name) { names.append(use.name) }
        }
        return names.flatMap { name in
            let uses = run.addresses.filter { $0.name == name }
            let refusing = uses.filter { $0.refusals > 0 }
            return [
                uses.contains(where: \.isMissed) ? RunRemark.missedAddresses(uses) : nil,
                refusing.isEmpty ? nil : .refusingAddresses(refusing),
            ].compactMap(\.self)
        }
    }
}

extension AddressUse {
    /// Whether it was left out, or had no user.
    fileprivate var isMissed: Bool { omission != nil || hadNoUser }

    /// Whether no user had it although it was not left out.
    var hadNoUser: Bool { omission == nil && refusals == 0 && requests == 0 }
}
