extension Program {
    /// Notes the secrets of all parts in each part: one sends values that another has captured.
    mutating func hideSecrets() {
        let requests = setUps.flatMap(\.requests) + requests + tearDowns.flatMap(\.requests)
        secrets = ProgramSecret.all(in: requests, slots: slots)
        for index in setUps.indices { setUps[index].secrets = secrets }
        for index in tearDowns.indices { tearDowns[index].secrets = secrets }
    }
}
