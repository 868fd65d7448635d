import LoadTestingMacrosFree

/// A feeder whose rows are read.
package struct ProgramFeeder: Sendable {
    package enum Content: Sendable {
        case rows([any Sendable])
        case generated(FeederContent.Generator)
    }

    package var content: Content
    package var order: FeederOrder
}
