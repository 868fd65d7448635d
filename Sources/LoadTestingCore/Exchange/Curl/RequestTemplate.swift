/// The parts of a request rendered each time it is sent, since slots are in it.
///
/// A class so that a loop reaches it without counting references of its parts.
final class RequestTemplate: Sendable {
    /// The URL, when slots are in it.
    let url: ProgramText?
    /// All header lines in libcurl's notation, when slots are in one of them.
    let lines: [ProgramText]
    /// `none` when the body is constant.
    let body: ProgramBody
    /// The credentials, when slots are in them.
    let authorization: ProgramAuthorization?
    /// Bytes before the path in the URL.
    let originCount: Int
    /// Whether libcurl adds the length of the body.
    let statesLength: Bool
    /// Whether libcurl adds a line for Basic authorization.
    let statesBasic: Bool

    /// `nil` for a constant request.
    init?(_ request: ProgramRequest, head: RequestHead) {
        guard !request.isConstant else { return nil }
        url = request.url.constant == nil ? request.url : nil
        let lines = head.curlLines
        self.lines = lines.contains { $0.constant == nil } ? lines : []
        body = request.body.isConstant ? .none : request.body
        authorization = request.authorization.flatMap { $0.isConstant ? nil : $0 }
        originCount = head.originCount
        statesLength = head.statesLength
        statesBasic = head.statesBasic
    }
}
