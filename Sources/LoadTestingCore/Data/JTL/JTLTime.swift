/// The instants of a JTL: milliseconds since 1970, or a date in one of the formats that JMeter
/// reads.
///
/// Dates have no time zone; they are taken for UTC, which shifts the start of a run and nothing
/// else.
enum JTLTime {
    /// The latest instant that is taken for one: the year 2100.
    private static let latest: Int64 = 4_102_444_800_000

    /// Milliseconds since 1970; `nil` for anything else than an instant up to the year 2100.
    static func milliseconds(_ field: JTLField) -> Int64? {
        guard let value = field.number ?? date(field.bytes), value <= latest else { return nil }
        return value
    }

    /// `yyyy/MM/dd HH:mm:ss`, `yyyy-MM-dd HH:mm:ss`, both with or without `.SSS`, and
    /// `MM/dd/yy HH:mm:ss`.
    private static func date(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        let day: (year: Int64, month: Int64, day: Int64)
        let time: Int
        if bytes.count >= 19, bytes[4] == bytes[7], isSeparator(bytes[4]) {
            guard let year = digits(bytes, 0, 4), let month = digits(bytes, 5, 2),
                let date = digits(bytes, 8, 2)
            else { return nil }
            (day, time) = ((year, month, date), 10)
        } else if bytes.count == 17, bytes[2] == UInt8(ascii: "/"), bytes[5] == bytes[2] {
            guard let month = digits(bytes, 0, 2), let date = digits(bytes, 3, 2),
                let year = digits(bytes, 6, 2)
            else { return nil }
            (day, time) = ((2_000 + year, month, date), 8)
        } else {
            return nil
        }
        guard (1...12).contains(day.month), (1...31).contains(day.day), day.year >= 1_970,
            let ofDay = timeOfDay(bytes, from: time)
        else { return nil }
        return days(day.year, day.month, day.day) * 86_400_000 + ofDay
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-")
    }

    /// ` HH:mm:ss` to the end, or ` HH:mm:ss.SSS`.
    private static func timeOfDay(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int64? {
        guard bytes[start] == UInt8(ascii: " "), bytes[start + 3] == UInt8(ascii: ":"),
            bytes[start + 6] == UInt8(ascii: ":"), let hours = digits(bytes, start + 1, 2),
            let minutes = digits(bytes, start + 4, 2), let seconds = digits(bytes, start + 7, 2),
            hours < 24, minutes < 60, seconds <= 60
        else { return nil }
        let whole = ((hours * 60 + minutes) * 60 + seconds) * 1_000
        if bytes.count == start + 9 { return whole }
        guard bytes.count == start + 13, bytes[start + 9] == UInt8(ascii: "."),
            let fraction = digits(bytes, start + 10, 3)
        else { return nil }
        return whole + fraction
    }

    private static func digits(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
    ) -> Int64? {
        JTLField(bytes: UnsafeBufferPointer(rebasing: bytes[start..<start + count])).number
    }

    /// The days from 1970-01-01 to a date of the Gregorian calendar.
    ///
    /// Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, days_from_civil.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let ofEra = year - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }
}
