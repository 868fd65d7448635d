import LoadTestingMacrosFree
import Testing

/// The grammar of RFC 9535 as far as it is supported, and what it has not.
@Suite struct JSONPathTests {
    @Test(
        arguments: [
            ("$", []), ("$.a", [.member("a")]), ("$.a.b", [.member("a"), .member("b")]),
            ("$._a1", [.member("_a1")]), ("$.ü", [.member("ü")]), ("$.☺", [.member("☺")]),
            ("$.𝄞x", [.member("𝄞x")]), ("$.a\u{301}", [.member("a\u{301}")]),
            ("$.*", [.wildcard]), ("$[*]", [.wildcard]), ("$.a.*", [.member("a"), .wildcard]),
            ("$[0]", [.element(0)]), ("$[10]", [.element(10)]), ("$[-1]", [.element(-1)]),
            ("$[9007199254740991]", [.element(9_007_199_254_740_991)]),
            ("$[-9007199254740991]", [.element(-9_007_199_254_740_991)]),
            ("$['a']", [.member("a")]), ("$[\"a\"]", [.member("a")]), ("$['']", [.member("")]),
            ("$[\"\"]", [.member("")]), ("$['a b']", [.member("a b")]), ("$['$']", [.member("$")]),
            ("$['0']", [.member("0")]), ("$['*']", [.member("*")]), ("$['.']", [.member(".")]),
            ("$[',']", [.member(",")]), ("$[']']", [.member("]")]), ("$['\"']", [.member("\"")]),
            ("$[\"'\"]", [.member("'")]), ("$['a.b[0]']", [.member("a.b[0]")]),
            // Blanks between segments and in brackets.
            ("$ .a", [.member("a")]), ("$\t['a']", [.member("a")]), ("$\n[0]", [.element(0)]),
            ("$\r[*]", [.wildcard]), ("$.a .b", [.member("a"), .member("b")]),
            ("$.a [0]", [.member("a"), .element(0)]), ("$[ 'a' ]", [.member("a")]),
            ("$[\t-1\n]", [.element(-1)]), ("$[ * ]", [.wildcard]),
            ("$ \t\r\n.a", [.member("a")]),
            // Escapes.
            (#"$['\'']"#, [.member("'")]), (#"$["\""]"#, [.member("\"")]),
            (#"$['\\']"#, [.member("\\")]), (#"$["\\"]"#, [.member("\\")]),
            (#"$['\/']"#, [.member("/")]), (#"$["\b"]"#, [.member("\u{8}")]),
            (#"$['\f']"#, [.member("\u{c}")]), (#"$['\n']"#, [.member("\n")]),
            (#"$["\r"]"#, [.member("\r")]), (#"$['\t']"#, [.member("\t")]),
            (#"$['\u263A']"#, [.member("☺")]), (#"$["\u263a"]"#, [.member("☺")]),
            (#"$['\u0000']"#, [.member("\u{0}")]), (#"$['\u0041b']"#, [.member("Ab")]),
            (#"$['\uD834\uDD1E']"#, [.member("𝄞")]), (#"$["\ud834\udd1e"]"#, [.member("𝄞")]),
            (#"$['\ud83d\ude00!']"#, [.member("😀!")]),
            (#"$['\uD7FF\uE000']"#, [.member("\u{D7FF}\u{E000}")]),
            ("$['\u{7f}']", [.member("\u{7f}")]),
            ("$['a'][\"b\"].c", [.member("a"), .member("b"), .member("c")]),
        ] as [(String, [JSONPath.Segment])])
    func `a path is taken apart as the RFC says`(text: String, segments: [JSONPath.Segment]) {
        let path = JSONPath(text)
        #expect(path.problem == nil)
        #expect(path.segments == segments)
    }

    /// Texts that are no path, and the character at which they stop to be one.
    @Test(arguments: [
        ("", 1), (" ", 1), (" $", 1), ("a", 1), (".a", 1), ("@.a", 1), ("a.b", 1), ("*", 1),
        ("[0]", 1), ("$ ", 3), ("$.a ", 5), ("$\n", 3), ("$[0] ", 6), ("$a", 2), ("$0", 2),
        ("$$", 2), ("$*", 2), ("$.", 3), ("$.a.", 5), ("$[0].", 6), ("$..", 3), ("$...a", 3),
        ("$. a", 3), ("$.\na", 3), ("$.a. b", 5), ("$.1", 3), ("$.1a", 3), ("$.-a", 3),
        ("$.&", 3), ("$.$", 3), ("$.a-b", 4), ("$.a&b", 4), ("$.a+", 4), ("$.a$", 4),
        ("$.a b", 5), ("$.a*", 4), ("$.*a", 4), ("$.**", 4), ("$.a!", 4), ("$.a]", 4),
        ("$.a\"b\"", 4), ("$.'a'", 3), ("$.\"a\"", 3), ("$.['a']", 3), ("$.[0]", 3), ("$.a,b", 4),
        ("$]", 2), ("$.a]]", 4), ("$[", 3), ("$[ ", 4), ("$[]", 3), ("$[ ]", 4), ("$[[0]]", 3),
        ("$[0", 4), ("$[0 ", 5), ("$['a'", 6), ("$['a", 3), ("$[\"a", 3), ("$['a\"]", 3),
        ("$[\"a']", 3), ("$[a]", 3), ("$[a.b]", 3), ("$['a'b]", 6), ("$['a' 'b']", 7),
        ("$[0]]", 5), ("$[0}", 4), ("$(0)", 2), ("$[x]", 3), ("$[**]", 4), ("$[* *]", 5),
        ("$[00]", 3), ("$[01]", 3), ("$[-0]", 3), ("$[-01]", 3), ("$[-]", 4), ("$[--1]", 4),
        ("$[+1]", 3), ("$[1.0]", 4), ("$[1e2]", 4), ("$[0x1]", 4), ("$[1 2]", 5), ("$[- 1]", 4),
        ("$[9007199254740992]", 3), ("$[-9007199254740992]", 3),
        ("$[99999999999999999999999]", 3), ("$[١]", 3), ("$['\u{0}']", 4), ("$['\n']", 4),
        ("$['a\tb']", 5), ("$[\"\u{1f}\"]", 4), (#"$['\"']"#, 4), (#"$["\'"]"#, 4),
        (#"$['\a']"#, 4), (#"$['\x41']"#, 4), (#"$['\0']"#, 4), (#"$['\ ']"#, 4),
        (#"$['\']"#, 3), (#"$['\u']"#, 4), (#"$['\u1']"#, 4), (#"$['\u12']"#, 4),
        (#"$['\u123']"#, 4), (#"$['\u12G4']"#, 4), (#"$['\u{263A}']"#, 4), (#"$['\U263A']"#, 4),
        (#"$['\u+123']"#, 4), (#"$['\ud834']"#, 4), (#"$['\uDD1E']"#, 4),
        (#"$['\ud834\n']"#, 4), (#"$['\ud834\u0041']"#, 4), (#"$['\ud834\ud834']"#, 4),
        (#"$['\uDD1E\uD834']"#, 4), (#"$['\ud834 \udd1e']"#, 4),
    ])
    func `what is no path is refused with its place`(text: String, place: Int) {
        let problem = JSONPath(text).problem
        #expect(problem?.contains(" at character \(place); use ") == true, "\(problem ?? "taken")")
        #expect(problem?.hasPrefix("\"\(text.printable)\" is no JSON path: ") == true)
    }

    @Test(arguments: [
        ("$..a", "descendants"), ("$..*", "descendants"), ("$.a..b", "descendants"),
        ("$..[0]", "descendants"), ("$[?@.a]", "filters"), ("$[ ?(@.a == 1)]", "filters"),
        ("$[?length(@.a) > 1]", "filters"), ("$[1:2]", "slices"), ("$[:]", "slices"),
        ("$[::2]", "slices"), ("$[1 :]", "slices"), ("$[-1:]", "slices"),
        ("$[0,1]", "several selectors"), ("$['a','b']", "several selectors"),
        ("$['a' , 1]", "several selectors"), ("$[*,0]", "several selectors"),
        ("$.length()", "functions"), ("$.a.count()", "functions"),
    ])
    func `what of the RFC is not supported is refused by name`(text: String, name: String) {
        let problem = JSONPath(text).problem
        #expect(problem?.contains(name) == true, "\(problem ?? "taken")")
        #expect(problem?.contains("not supported") == true, "\(problem ?? "taken")")
    }

    /// Whatever text it is, it is read in linear time or refused, and never traps.
    @Test func `random texts are read or refused`() {
        var random = SeededGenerator(seed: 12)
        let pieces = [
            "$", ".", "[", "]", "'", "\"", "\\", "u", "d834", "*", "-", "0", "9", "a", " ", "ü",
        ]
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...12, using: &random)
            let text = "$" + (0..<count).map { _ in pieces.randomElement(using: &random)! }.joined()
            let path = JSONPath(text)
            #expect((path.problem == nil) || path.segments.isEmpty, "\(text)")
        }
    }
}
