import LoadTestingMacrosFree

/// A slot of a program, by number.
package struct ProgramSlot: Sendable {
    package var key: SlotKey
    /// Whether it is emptied at the end of an iteration.
    package var endsWithIteration: Bool { key.lifetime == .iteration }
}

/// A condition on a slot's value.
package struct ProgramCondition: Sendable {
    package var slot: Int32
    /// `nil` when the value is not of the slot's type.
    package var holds: @Sendable (any Sendable) -> Bool?
}

/// The values of a loop over them.
package struct ProgramList: Sendable {
    package enum Values: Sendable {
        case fixed([any Sendable])
        case slot(Int32, @Sendable (any Sendable) -> [any Sendable]?)
    }

    package var values: Values
    /// The slot that a pass's value is put into.
    package var slot: Int32
}

/// Targets with weights.
package struct ProgramChoice: Sendable {
    /// Each target with the sum of the weights up to its own.
    package var targets: [(upTo: Int64, target: Int32)]

    /// The sum of all weights.
    package var total: Int64 { targets.last?.upTo ?? 0 }
}

/// Targets that are visited once each, in a drawn order.
package struct ProgramOrder: Sendable {
    package var targets: [Int32]
    /// Where it goes on after the last one.
    package var end: Int32
    /// The first of as many registers as there are targets; one more counts.
    package var register: Int32
}

/// A transaction with its label.
package struct ProgramTransaction: Sendable {
    package var label: Int32
    package var includesPauses: Bool
    /// The first of as many registers as `registers` says.
    package var register: Int32

    /// Due instant, and what the user had paused, been late, sent and failed before.
    package static let registers = 7
}

/// A feeder and the slot that it fills.
package struct ProgramFeed: Sendable {
    package var feeder: Int32
    package var slot: Int32
}

/// A feeder whose rows are read.
package struct ProgramFeeder: Sendable {
    package enum Content: Sendable {
        case rows([any Sendable])
        case generated(FeederContent.Generator)
    }

    package var content: Content
    package var order: FeederOrder
}

/// A point at which users meet.
package struct ProgramMeetingPoint: Sendable {
    package var users: Int
    package var limitNanoseconds: Int64
    package var group: Int32
}

/// A scenario, opaque here.
package struct ProgramScenario: Sendable {
    package var name: String
    package var label: Int32
    package var content: any Sendable

    /// How many requests a user has under way at once, as browsers do to one server; more wait.
    package static let mostExchanges = 6
}
