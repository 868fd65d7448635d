import CLoadTestingSystem

extension ProcessTable {
    /// Whether two processes run the same program with the same arguments, as after a fork.
    static func runSameProgram(_ a: Int32, _ b: Int32) -> Bool {
        guard let program = program(of: a) else { return false }
        return program == self.program(of: b)
    }

    /// Path and arguments; `nil` where they are not ours to read.
    private static func program(of process: Int32) -> [CChar]? {
        var text = [CChar](repeating: 0, count: 16_384)
        let count = clt_process_program(process, &text, Int32(text.count))
        return count > 0 ? Array(text.prefix(Int(count))) : nil
    }
}
