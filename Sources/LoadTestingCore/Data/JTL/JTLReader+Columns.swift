extension JTLReader {
    /// The places of the columns whose values are read.
    struct Columns {
        private let start, elapsed, label, responseCode, responseMessage, threadName: Int
        private let success, failureMessage, bytes, sentBytes, allUsers, url: Int
        private let latency, connect: Int

        init(_ layout: JTLLayout) {
            start = layout.place(of: .timeStamp)
            elapsed = layout.place(of: .elapsed)
            label = layout.place(of: .label)
            responseCode = layout.place(of: .responseCode)
            responseMessage = layout.place(of: .responseMessage)
            threadName = layout.place(of: .threadName)
            success = layout.place(of: .success)
            failureMessage = layout.place(of: .failureMessage)
            bytes = layout.place(of: .bytes)
            sentBytes = layout.place(of: .sentBytes)
            allUsers = layout.place(of: .allThreads)
            url = layout.place(of: .url)
            latency = layout.place(of: .latency)
            connect = layout.place(of: .connect)
        }

        /// Whether a row is the header once more.
        func isHeader(_ fields: UnsafeMutablePointer<JTLField>) -> Bool {
            fields[start].isWord("timestamp")
        }

        /// Reads a row; returns the reason that it can't be used, `nil` when it can.
        func read(
            _ fields: UnsafeMutablePointer<JTLField>, into row: inout JTLRecord
        ) -> JTLSkips.Reason? {
            guard let instant = JTLTime.milliseconds(fields[start]) else {
                return .value(.timeStamp, fields[start].text.printable(upTo: 40))
            }
            guard let time = fields[elapsed].number, time <= Int64(Int32.max) else {
                return .value(.elapsed, fields[elapsed].text.printable(upTo: 40))
            }
            (row.start, row.elapsed) = (instant, time)
            if label >= 0 { row.label = fields[label] }
            if responseCode >= 0 { row.responseCode = fields[responseCode] }
            if responseMessage >= 0 { row.responseMessage = fields[responseMessage] }
            if threadName >= 0 { row.threadName = fields[threadName] }
            if failureMessage >= 0 { row.failureMessage = fields[failureMessage] }
            if url >= 0 { row.url = fields[url] }
            readNumbers(fields, into: &row)
            return readSuccess(fields, into: &row)
        }

        private func readNumbers(
            _ fields: UnsafeMutablePointer<JTLField>, into row: inout JTLRecord
        ) {
            if bytes >= 0 { row.received = fields[bytes].number ?? 0 }
            if sentBytes >= 0 { row.sent = fields[sentBytes].number ?? 0 }
            if allUsers >= 0 { row.allUsers = fields[allUsers].number ?? -1 }
            if latency >= 0 { row.latency = fields[latency].number ?? -1 }
            if connect >= 0 { row.connect = fields[connect].number ?? -1 }
        }

        /// Without a column `success` the response code decides: below 400 it is one.
        private func readSuccess(
            _ fields: UnsafeMutablePointer<JTLField>, into row: inout JTLRecord
        ) -> JTLSkips.Reason? {
            guard success >= 0 else {
                row.succeeded = row.responseCode.isEmpty || row.responseCode.number ?? 400 < 400
                return nil
            }
            if fields[success].isWord("true") {
                row.succeeded = true
            } else if fields[success].isWord("false") {
                row.succeeded = false
            } else {
                return .value(.success, fields[success].text.printable(upTo: 40))
            }
            return nil
        }
    }
}
