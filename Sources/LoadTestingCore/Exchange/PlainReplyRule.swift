/// The judgement of replies whose status alone decides, as most are: a few numbers, which a loop
/// reads for each of them.
struct PlainReplyRule: BitwiseCopyable {
    /// The label of the request's samples.
    let label: Int32
    /// Whether a status in the two hundreds decides.
    private let decidesBySuccess: Bool

    init(_ judgement: ReplyJudgement) {
        label = judgement.label
        decidesBySuccess = !judgement.readsReply && !judgement.checksStatus
    }

    /// Whether an end is a success without a further look; false where the full judgement is to
    /// be asked.
    func isSuccess(_ end: ExchangeEnd) -> Bool {
        decidesBySuccess && end.cause == nil && !end.hasUnreadableBody
            && (200..<300).contains(end.status)
    }
}
