import CLoadTestingRelay
import LoadTestingMacrosFree

extension Toxic {
    /// The toxic as the relay's process reads it.
    ///
    /// - Parameter identifier: the identity of the toxic within that relay.
    func record(identifier: UInt32) -> clt_toxic {
        var record = clt_toxic()
        record.identifier = identifier
        record.share = share.fraction
        record.directions = UInt16(direction.bits)
        let (name, time, spread, amount) = kind.numbers
        record.kind = UInt16(name)
        record.time = time
        record.spread = spread
        record.amount = amount
        return record
    }
}

extension Toxic.Direction {
    fileprivate var bits: Int {
        switch self {
        case .upstream: CLT_UPSTREAM
        case .downstream: CLT_DOWNSTREAM
        case .both: CLT_UPSTREAM | CLT_DOWNSTREAM
        }
    }
}

extension Toxic.Kind {
    /// The kind of toxic, its time in nanoseconds, its variation, and its number of bytes.
    fileprivate var numbers: (kind: Int, time: Int64, spread: Int64, amount: Int64) {
        switch self {
        case .latency(let latency, let jitter):
            (CLT_TOXIC_LATENCY, latency.wholeNanoseconds, jitter.wholeNanoseconds, 0)
        case .setUp(let time): (CLT_TOXIC_SET_UP, time.wholeNanoseconds, 0, 0)
        case .bandwidth(let bandwidth):
            (CLT_TOXIC_BANDWIDTH, 0, 0, Int64(bandwidth.bitsPerSecond / 8))
        case .slicer(let size, let variation, let delay):
            (CLT_TOXIC_SLICER, delay.wholeNanoseconds, Int64(variation), Int64(size))
        case .timeout(let time): (CLT_TOXIC_TIMEOUT, time.wholeNanoseconds, 0, 0)
        case .reset(let time): (CLT_TOXIC_RESET, time.wholeNanoseconds, 0, 0)
        case .limit(let bytes): (CLT_TOXIC_LIMIT, 0, 0, Int64(bytes))
        case .slowClose(let delay): (CLT_TOXIC_SLOW_CLOSE, delay.wholeNanoseconds, 0, 0)
        }
    }
}
