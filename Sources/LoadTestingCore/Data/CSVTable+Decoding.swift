import LoadTestingMacrosFree

extension CSVTable {
    /// Decodes each row.
    ///
    /// - Throws: `Problem` with line, column and value of the first field that is wrong.
    package func rows<Row>(
        decode: (any Decoder) throws -> Row
    ) throws(Problem) -> [Row] {
        var rows: [Row] = []
        rows.reserveCapacity(count)
        for row in 0..<count {
            do {
                rows.append(try decode(RowDecoder(header: header, fields: fields(ofRow: row))))
            } catch {
                throw problem(error, row: row)
            }
        }
        return rows
    }

    private func problem(_ error: any Error, row: Int) -> Problem {
        switch error {
        case DecodingError.keyNotFound(let key, _):
            missing(column: key.stringValue)
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context), DecodingError.dataCorrupted(let context):
            wrong(context, error, row: row)
        default:
            Problem(
                "\(name), line \(lines[row]): \("\(error)".printable)",
                remedy: "correct the row")
        }
    }

    private func missing(column: String) -> Problem {
        Problem(
            "\(name) has no column \(column.quoted); its columns are \(header.list)",
            remedy: "add the column, or name the property after one of them (CodingKeys)")
    }

    private func wrong(
        _ context: DecodingError.Context, _ error: any Error, row: Int
    ) -> Problem {
        let place = "\(name), line \(lines[row])"
        guard let position = position(of: context) else {
            return Problem(
                "\(place): \(context.debugDescription.printable)",
                remedy: "decode a type with a property for each column, or keep one column")
        }
        let fields = fields(ofRow: row)
        let (column, value) = (header.columns[position], fields[fields.startIndex + position])
        let what =
            if case DecodingError.dataCorrupted = error {
                refusal(of: value, in: column, context)
            } else {
                context.debugDescription.printable
            }
        return Problem(
            "\(place), column \(column.quoted): \(what)",
            remedy: value.isEmpty
                ? "fill the field, or make the property optional"
                : "correct the field, or the type of the property")
    }

    /// The column that an error is about; a type that is decoded from the only one names none.
    private func position(of context: DecodingError.Context) -> Int? {
        if let key = context.codingPath.first { return header.position(of: key.stringValue) }
        return header.columns.count == 1 ? 0 : nil
    }

    /// The text of a type's error for a value that it refused, with the value as it stands in the
    /// file.
    private func refusal(
        of value: String, in column: String, _ context: DecodingError.Context
    ) -> String {
        Redaction.isSecret(field: column)
            ? "its secret value is refused"
            : "\(value.quoted): \(context.debugDescription.printable)"
    }
}
