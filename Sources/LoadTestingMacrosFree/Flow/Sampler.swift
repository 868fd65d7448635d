/// A step that takes samples: the leaf of a plan, of which HTTP is one kind.
///
/// Code that walks over a plan reads nothing else of it. A kind's own values are read where that
/// kind is compiled.
package protocol Sampler: Sendable {
    /// The name in every table.
    var label: String { get }
    /// The tags under which it is measured with others.
    var tags: [String] { get }
    /// The checks of each reply.
    var checks: [ReplyCheck] { get }
    /// Slots that are filled from each reply.
    var captures: [ReplyCapture] { get }

    /// The slots that are read to take a sample, those of its checks not included.
    func slotsRead(_ defaults: SamplerDefaults) -> [SlotText]

    /// The line in a printed plan.
    func line(_ defaults: SamplerDefaults) -> String
}
