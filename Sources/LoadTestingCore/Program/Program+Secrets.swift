extension Program {
    /// Notes what may not be shown, in each part that of all: what one has captured, others send.
    mutating func hideSecrets() {
        let requests = setUps.flatMap(\.requests) + requests + tearDowns.flatMap(\.requests)
        secrets = ProgramSecret.all(in: requests, slots: slots)
        for index in setUps.indices { setUps[index].secrets = secrets }
        for index in tearDowns.indices { tearDowns[index].secrets = secrets }
    }
}
