import CLoadTesting
import Testing

@Suite struct ContentLengthTests {
    @Test(arguments: [
        ("0", 0), ("5", 5), (" 5", 5), ("\t5 ", 5), ("5\r\n", 5), ("5 \r\n", 5), ("005", 5),
        ("9223372036854775807", .max), ("5, 5", 5), ("5,5", 5), (" 5 ,\t5 , 5", 5), ("5, 05", 5),
    ]) func digitsAndListsOfTheSameAreALength(_ text: String, _ length: Int64) {
        #expect(clt_content_length(text, text.utf8.count) == length)
    }

    @Test(arguments: [
        "", " ", "\r\n", "-5", "+5", "0x5", "5abc", "abc5", "5 5", "5.0", "5e1", "5;a=b", "\"5\"",
        "5, 6", "5,", ",5", ",", "5,,5", "5, 5, 6", "5, -5", "5\0", "9223372036854775808",
        "18446744073709551616", "18446744073709551621", "99999999999999999999999999", "٥", "５",
    ]) func nothingElseIs(_ text: String) {
        #expect(clt_content_length(text, text.utf8.count) == -1)
    }
}
