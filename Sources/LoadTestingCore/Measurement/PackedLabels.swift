import CLoadTesting

/// The measurements of each label in an interval, in few bytes: a label without any takes none.
///
/// Merging is exact, as that of ``LabelSnapshot`` is.
package struct PackedLabels: Sendable {
    /// The labels that were seen, ascending.
    private var numbers: [Int32] = []
    /// By place in `numbers`: the start of each.
    private var starts: [UInt32] = []
    private var bytes: [UInt8] = []

    package init() {}

    /// Packs the measurements of each label, by number.
    package init(_ labels: [LabelSnapshot]) {
        let recorder = LabelRecorder()
        for (number, label) in labels.enumerated() where !label.isEmpty {
            recorder.add(label)
            append(Int32(number), recorder)
        }
        trim()
    }

    /// The labels of several intervals together.
    ///
    /// - Complexity: O(counters in use in all of them).
    package init(merging parts: [PackedLabels]) {
        let recorder = LabelRecorder()
        var places = parts.map { _ in 0 }
        while let number = parts.indices.compactMap({ parts[$0].number(at: places[$0]) }).min() {
            for index in parts.indices where parts[index].number(at: places[index]) == number {
                parts[index].add(at: places[index], to: recorder, counters: .all)
                places[index] += 1
            }
            append(number, recorder)
        }
        trim()
    }

    /// Releases the arrays' spare capacity.
    mutating func trim() {
        numbers = Array(numbers[...])
        starts = Array(starts[...])
        bytes = Array(bytes[...])
    }

    /// Appends a label behind the others, whose numbers must be smaller.
    mutating func append(_ number: Int32, _ recorder: LabelRecorder) {
        numbers.append(number)
        starts.append(UInt32(bytes.count))
        recorder.pack(behind: &bytes)
    }

    /// The approximate memory that it takes.
    package var byteCount: Int { bytes.capacity + (numbers.capacity + starts.capacity) * 4 }

    /// Whether nothing was seen of any label.
    package var isEmpty: Bool { numbers.isEmpty }

    /// The numbers of the labels that were seen, ascending.
    package var seen: some Sequence<Int> { numbers.lazy.map(Int.init) }

    private func number(at place: Int) -> Int32? {
        place < numbers.count ? numbers[place] : nil
    }

    private func place(of number: Int) -> Int? {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(numbers[middle]) < number { low = middle + 1 } else { high = middle }
        }
        return low < numbers.count && Int(numbers[low]) == number ? low : nil
    }

    private func add(
        at place: Int, to recorder: LabelRecorder, counters kinds: HistogramKinds
    ) {
        bytes.withUnsafeBufferPointer {
            guard let start = $0.baseAddress else { return }
            recorder.add(packed: start + Int(starts[place]), counters: kinds)
        }
    }

    /// Adds a label to the recorder's counts; nothing when it was not seen.
    func add(_ number: Int, to recorder: LabelRecorder, counters kinds: HistogramKinds) {
        place(of: number).map { add(at: $0, to: recorder, counters: kinds) }
    }

    /// The counts of a label, without percentiles.
    func counts(of number: Int) -> LabelSnapshot {
        let recorder = LabelRecorder()
        add(number, to: recorder, counters: [])
        return recorder.takeAll()
    }

    /// The measurements of a label, by number; empty for one that was not seen.
    package subscript(number: Int) -> LabelSnapshot {
        get {
            guard let place = place(of: number) else { return LabelSnapshot() }
            let recorder = LabelRecorder()
            add(at: place, to: recorder, counters: .all)
            return recorder.takeAll()
        }
        set {
            let count = max(number, Int(numbers.last ?? -1)) + 1
            var labels = (0..<count).map { self[$0] }
            labels[number] = newValue
            self = PackedLabels(labels)
        }
    }

    /// Iterates over the labels that were seen, ascending.
    ///
    /// - Parameter kinds: the histograms whose percentiles are needed.
    package func forEach(
        counters kinds: HistogramKinds = [], _ body: (_ number: Int, LabelSnapshot) throws -> Void
    ) rethrows {
        let recorder = LabelRecorder()
        for (place, number) in numbers.enumerated() {
            add(at: place, to: recorder, counters: kinds)
            try body(Int(number), recorder.takeAll())
        }
    }

    /// The same labels under other numbers; those that get the same one are merged.
    func renumbered(_ translate: (Int) -> Int) -> PackedLabels {
        let recorder = LabelRecorder()
        var renumbered = PackedLabels()
        let places = numbers.indices.sorted {
            translate(Int(numbers[$0])) < translate(Int(numbers[$1]))
        }
        for (index, place) in places.enumerated() {
            add(at: place, to: recorder, counters: .all)
            let number = translate(Int(numbers[place]))
            let isLast =
                index + 1 == places.count || translate(Int(numbers[places[index + 1]])) != number
            if isLast { renumbered.append(Int32(number), recorder) }
        }
        renumbered.trim()
        return renumbered
    }
}

extension PackedLabels: Hashable {
    /// Whether both hold the same measurements of the same labels.
    package static func == (left: PackedLabels, right: PackedLabels) -> Bool {
        left.numbers == right.numbers
            && left.seen.allSatisfy { left[$0] == right[$0] }
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(numbers) }
}

/// Stored as a list: the number of each label that was seen, then its measurements.
extension PackedLabels: Codable {
    package init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        let recorder = LabelRecorder()
        while !list.isAtEnd {
            let number = try list.decode(Int32.self)
            let label = try list.decode(LabelSnapshot.self)
            guard number > numbers.last ?? -1, !label.isEmpty else {
                throw DecodingError.dataCorruptedError(
                    in: list, debugDescription: "no label of an interval")
            }
            recorder.add(label)
            append(number, recorder)
        }
        trim()
    }

    package func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try forEach(counters: .all) { number, label in
            try list.encode(number)
            try list.encode(label)
        }
    }
}
