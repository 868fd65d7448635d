/// One request with its answer under way: its user, its request, and its start.
struct Exchange: BitwiseCopyable {
    /// Identifies an exchange, also after its slot was reused.
    struct ID: Hashable, BitwiseCopyable {
        var slot: Int32
        var generation: UInt32
    }

    var id: ID
    /// The user's place in the loop.
    var user: Int32
    var connection: Connection
    /// The number of the request.
    var request: Int32
    /// The number of its sample's label.
    var label: Int32
    /// The due instant, nanoseconds since the start of the run.
    var due: Int64
    /// The instant at which it was passed to its transport.
    var start: Int64
    /// Its answer is waited for although the load has ended.
    var isInDrain = false
    /// The slot of the user's next exchange, -1 for none.
    var next: Int32 = -1
}
