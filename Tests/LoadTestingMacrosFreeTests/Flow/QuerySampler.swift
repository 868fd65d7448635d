import LoadTestingMacrosFree

/// A sampler of a kind that the library does not know.
struct QuerySampler: Sampler, Step {
    var label: String
    var slots: [SlotText] = []
    var checks: [ReplyCheck] = []
    var captures: [ReplyCapture] = []
    var tags: [String] = []

    var steps: Steps { Steps([.sample(self)]) }

    func slotsRead(_ defaults: SamplerDefaults) -> [SlotText] { slots }

    func line(_ defaults: SamplerDefaults) -> String {
        "query \(label), database \(defaults[QueryDefaults.self]?.database ?? "-")"
    }
}

/// The defaults of that kind.
struct QueryDefaults: SamplerKindDefaults {
    var database: String?
    var schemas: [String] = []

    func over(_ other: QueryDefaults) -> QueryDefaults {
        QueryDefaults(database: database ?? other.database, schemas: other.schemas + schemas)
    }
}
