package import LoadTestingMacrosFree

extension Metric {
    /// The samples that it is of.
    package var samples: SampleScope {
        SampleScope(label: scope.label, group: scope.group, tag: scope.tag)
    }

    /// The groups over whose load its rates are: those that sent the requests, or all where it is
    /// of everything.
    package func groups(of measured: LabelSnapshot) -> GroupMask {
        scope == .everything ? [] : measured.groups
    }
}

extension MetricScope {
    /// The reason that no row is in it.
    var missingPart: MissingPart { group == nil && tag == nil ? .unknownLabel : .emptyScope }
}
