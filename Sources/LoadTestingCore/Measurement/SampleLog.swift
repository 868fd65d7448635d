/// Samples in the order of their arrival, in blocks at fixed addresses that are reused.
struct SampleLog: ~Copyable {
    private var blocks: [UnsafeMutablePointer<Sample>] = []
    private var next: UnsafeMutablePointer<Sample>?
    private var end: UnsafeMutablePointer<Sample>?
    /// The number of blocks in use.
    private var used = 0

    private static let blockSize = 2_048

    deinit { for block in blocks { block.deallocate() } }

    /// The number of samples.
    var count: Int {
        guard let next, used > 0 else { return 0 }
        return (used - 1) * Self.blockSize + (next - blocks[used - 1])
    }

    /// The bytes of memory kept.
    var byteCount: Int { blocks.count * Self.blockSize * MemoryLayout<Sample>.stride }

    /// Appends a sample.
    mutating func append(_ sample: borrowing Sample) {
        if next == end { open() }
        next?.initialize(to: copy sample)
        next? += 1
    }

    private mutating func open() {
        if used == blocks.count { blocks.append(.allocate(capacity: Self.blockSize)) }
        next = blocks[used]
        end = blocks[used] + Self.blockSize
        used += 1
    }

    /// Forgets all samples and keeps their memory.
    mutating func removeAll() {
        (next, end) = (nil, nil)
        used = 0
    }

    /// Copies of the first samples.
    ///
    /// - Parameter count: at most ``count``.
    func first(_ count: Int) -> [Sample] {
        Array(unsafeUninitializedCapacity: count) { buffer, copied in
            while copied < count {
                let size = min(Self.blockSize, count - copied)
                buffer.baseAddress.map {
                    ($0 + copied).initialize(from: blocks[copied / Self.blockSize], count: size)
                }
                copied += size
            }
        }
    }

    subscript(index: Int) -> UnsafePointer<Sample> {
        UnsafePointer(blocks[index / Self.blockSize] + index % Self.blockSize)
    }
}
