import LoadTestingMacrosFree

extension InfluxOutput {
    /// The requests that write to it.
    var request: HTTPSender.Request {
        let root = BackendURL(url)?.text ?? url
        var request = HTTPSender.Request(url: root)
        switch place {
        case .database(let database):
            request.url += "/write?db=\(PercentEncoding.encoded(database))"
        case .bucket(let bucket, let organisation, let token):
            request.url +=
                "/api/v2/write?org=\(PercentEncoding.encoded(organisation))"
                + "&bucket=\(PercentEncoding.encoded(bucket))"
            request.field = "Authorization: Token \(token.value)"
            request.secrets = [SecretValue(token.value)].compactMap { $0 }
        }
        return request
    }

    /// The words in which it is told of a test.
    func text(of test: String) -> InfluxText {
        InfluxText(
            measurement: measurement, application: application ?? test, tags: tags)
    }
}
