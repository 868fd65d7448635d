public import LoadTestingMacrosFree
import Synchronization

/// One simulated client in a scenario: sends requests on its own connections, with its own cookies
/// and slots.
///
/// Its methods may be called from any task. After the end of the group's `duration` they throw
/// `CancellationError`.
public final class VirtualUser: Sendable {
    /// The user's number over the whole run, from 0; no two users have the same.
    public let id: Int
    /// The number of this pass of the user, from 0.
    public let iteration: Int

    let token: ScenarioToken
    let host: any ScenarioHost
    private let values: Mutex<[SlotKey: any Sendable]>
    private let counts = Mutex(Counts())

    /// The counts of the scenario so far.
    struct Counts {
        /// The instant at which its code began, nanoseconds since the start of the run.
        var beganNanoseconds: Int64 = 0
        private(set) var pausedNanoseconds: Int64 = 0
        private var pausedUntil: Int64 = 0
        var exchanges = 0
        var failures = 0
        /// Calls after the end.
        var refusals = 0
        /// It has read a text that must not be sent back.
        var hasReadRepairedText = false

        /// Adds a pause; time in which several pause at once counts once.
        mutating func pause(from start: Int64, until end: Int64) {
            pausedNanoseconds += max(0, end - max(start, pausedUntil))
            pausedUntil = max(pausedUntil, end)
        }
    }

    init(
        id: Int, iteration: Int, token: ScenarioToken, host: any ScenarioHost,
        values: [SlotKey: any Sendable]
    ) {
        self.id = id
        self.iteration = iteration
        self.token = token
        self.host = host
        self.values = Mutex(values)
    }

    /// The value of a slot for this user; `nil` when nothing filled it.
    ///
    /// A slot that is set here is filled for steps behind the scenario, too, see
    /// ``Scenario/filling(_:)``. A member of a slot can be read only.
    public subscript<Value>(slot: Slot<Value>) -> Value? {
        get {
            let stored = value(of: slot.slotKey)
            if (stored as? CapturedValue)?.isText == false { noteRepairedText() }
            return stored.flatMap(slot.slotProjection)
        }
        set {
            guard slot.slotPath.isEmpty else { return }
            if let text = newValue as? String, hasReadRepairedText, text.holdsReplacement {
                set(slot.slotKey, to: CapturedValue.repaired(text))
            } else {
                set(slot.slotKey, to: newValue)
            }
        }
    }

    func value(of slot: SlotKey) -> (any Sendable)? {
        values.withLock { $0[slot] } ?? slot.initial
    }

    func set(_ slot: SlotKey, to value: (any Sendable)?) {
        // The deinitialiser of the old value may run here, and call anything: not inside the lock.
        _ = values.withLock { values in
            defer { values[slot] = value }
            return values[slot]
        }
    }

    /// All slots that hold something.
    var filledSlots: [SlotKey: any Sendable] { values.withLock { $0 } }

    /// The scenario has read a text in which U+FFFD stands for bytes that are no UTF-8.
    func noteRepairedText() { counts.withLock { $0.hasReadRepairedText = true } }

    var hasReadRepairedText: Bool { progress.hasReadRepairedText }

    /// The counts so far.
    var progress: Counts { counts.withLock { $0 } }

    func count(_ change: (inout Counts) -> Void) { counts.withLock { change(&$0) } }
}

/// The identity of one run of a scenario.
struct ScenarioToken: Hashable, Sendable {
    /// The user's place in its loop.
    var user: Int32
    /// The number of the run in its loop.
    var run: UInt32
}
