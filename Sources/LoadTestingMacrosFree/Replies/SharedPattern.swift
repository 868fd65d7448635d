/// A regular expression that the loops' threads use at the same time.
///
/// `@unchecked Sendable` since `Regex` does not declare it, but is a value whose only hidden state,
/// the compiled program, is set atomically (`_StringProcessing.Regex.Program`). A custom parser
/// inside one has to be safe to call from several threads.
struct SharedPattern<Output>: @unchecked Sendable {
    let regex: Regex<Output>

    init(_ regex: Regex<Output>) { self.regex = regex }
}
