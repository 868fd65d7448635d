/// Reads a member of values, by its offset where it is stored in them: a key path is walked anew
/// each time.
struct MemberReading<Root, Value>: Sendable {
    private let path: any KeyPath<Root, Value> & Sendable
    private let offset: Int?

    init(_ path: any KeyPath<Root, Value> & Sendable) {
        self.path = path
        offset = MemoryLayout<Root>.offset(of: path)
    }

    func value(in root: Root) -> Value {
        guard let offset else { return root[keyPath: path] }
        return withUnsafePointer(to: root) {
            UnsafeRawPointer($0).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee
        }
    }
}
