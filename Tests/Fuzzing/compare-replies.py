"""Holds the parser of replies against independent ones, on replies that are made and then broken.

    compare-replies.py LIBRARY CORPUS... [--count N] [--seed S]

What llhttp, h11 or http.client refuses, ours refuses; what they read has the same status, body and
end, and where they close the connection, ours does. The differences that are meant are listed in
`MEANT`, with their reasons; any other fails.
"""

import argparse
import collections
import ctypes
import http.client
import io
import pathlib
import random
import re
import sys

import h11
import httptools

# MARK: - Parsers

Reply = collections.namedtuple("Reply", "status body end keeps")
"""A whole reply: the status, the body, the number of its bytes, and whether the connection is used
again."""


class Probe(ctypes.Structure):
    _fields_ = [
        ("is_complete", ctypes.c_bool), ("ends_with_connection", ctypes.c_bool),
        ("closes", ctypes.c_bool), ("status", ctypes.c_int32), ("fault", ctypes.c_int32),
        ("consumed", ctypes.c_int64), ("body_count", ctypes.c_int64), ("body", ctypes.c_char_p),
    ]


class Refused(Exception):
    """The bytes are no whole reply."""


def ours(library, data, is_head):
    room = ctypes.create_string_buffer(len(data) + 1)
    probe = Probe(body=ctypes.cast(room, ctypes.c_char_p))
    library.clt_probe_reply(
        ctypes.byref(probe), data, ctypes.c_size_t(len(data)), ctypes.c_bool(is_head))
    if not probe.is_complete:
        raise Refused(f"fault {probe.fault}")
    body = room.raw[: probe.body_count]
    return Reply(probe.status, body, probe.consumed, not probe.closes)


class LlhttpEvents:
    def __init__(self):
        self.parser = httptools.HttpResponseParser(self)
        self.begin()

    def begin(self):
        self.body, self.has_head, self.is_framed, self.has_ended = b"", False, False, False

    def on_header(self, name, value):
        name = name.lower()
        self.is_framed |= name == b"content-length"
        self.is_framed |= name == b"transfer-encoding" and value.lower().endswith(b"chunked")

    def on_headers_complete(self):
        self.has_head = True

    def on_body(self, body):
        self.body += body

    def on_message_complete(self):
        self.has_ended = True
        self.keeps = self.parser.should_keep_alive()


def by_llhttp(data, is_head):
    """llhttp by httptools, byte by byte: so it is seen which byte ends a reply."""
    events = LlhttpEvents()
    for index in range(len(data)):
        try:
            events.parser.feed_data(data[index : index + 1])
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            raise Refused(str(error) or type(error).__name__) from None
        status = events.parser.get_status_code()
        if events.has_head and status >= 200 and (events.has_ended or is_head):
            # It can't be told of HEAD, so that only what it has read of the head counts.
            return Reply(status, events.body, index + 1, is_head or events.keeps)
        if events.has_ended:
            events.begin()
    if events.has_head and not events.is_framed:
        return Reply(events.parser.get_status_code(), events.body, len(data), False)
    raise Refused("not complete")


def by_h11(data, is_head):
    connection = h11.Connection(our_role=h11.CLIENT, max_incomplete_event_size=1 << 20)
    connection.send(h11.Request(
        method="HEAD" if is_head else "GET", target="/", headers=[("Host", "a")]))
    connection.send(h11.EndOfMessage())
    status, body, keeps = None, b"", False
    try:
        connection.receive_data(data)
        while True:
            event = connection.next_event()
            if event is h11.NEED_DATA:
                if connection.trailing_data[1]:
                    raise Refused("not complete")
                connection.receive_data(b"")
            elif isinstance(event, h11.Response):
                # It keeps no connection of HTTP/1.0, whatever the server says.
                status, keeps = event.status_code, event.http_version == b"1.0"
            elif isinstance(event, h11.Data):
                body += bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                end = len(data) - len(connection.trailing_data[0])
                return Reply(status, body, end, keeps or connection.their_state is h11.DONE)
            elif isinstance(event, h11.ConnectionClosed):
                raise Refused("closed")
    except h11.RemoteProtocolError as error:
        raise Refused(str(error)) from None


class Source(io.BytesIO):
    """What a server sends, in place of a socket."""

    def makefile(self, mode):
        return self

    def close(self):
        """Left open, since its place is asked for afterwards."""


def by_http_client(data, is_head):
    source = Source(data)
    reply = http.client.HTTPResponse(source, method="HEAD" if is_head else "GET")
    try:
        reply.begin()
        body = reply.read()
    except (http.client.HTTPException, ValueError, OverflowError) as error:
        raise Refused(type(error).__name__) from None
    return Reply(reply.status, body, source.tell(), not reply.will_close)


# MARK: - Replies

STATUS_LINES = [
    "HTTP/1.1 200 OK", "HTTP/1.1 200", "HTTP/1.1 200 ", "HTTP/1.0 200 OK",
    "HTTP/1.1 404 Not Found", "HTTP/1.1 204 No Content", "HTTP/1.1 304 Not Modified",
    "HTTP/1.1 999 Odd", "HTTP/1.1 099 Odd", "HTTP/1.1 101 Switching", "HTTP/1.2 200 OK",
    "HTTP/2 200", "http/1.1 200 OK", "HTTP/1.1  200 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 20 OK",
    "HTTP/1.1 200 ü\t!", "HTTP/1.1\t200 OK", "ICY 200 OK",
]
INTERIM = [
    "", "", "", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Hints\r\nLink: a\r\n\r\n",
    "HTTP/1.1 102 Wait\r\nContent-Length: 4\r\n\r\n", "HTTP/1.1 110 Odd\r\n\r\n",
]
FIELDS = [
    "Connection: close", "Connection: keep-alive", "connection:a,close", "X: y", "X:",
    "X: a\r\n b", "X : y", " X: y", "X", ":", "X: aéb", "X: \x00", "X: a\rb", "X: a\x7fb", "Xé: a",
    "X(): a", "Content-Length: 0", "Content-Length: 5, 5", "Content-Length: 5,6",
    "Content-Length: -1", "Content-Length: +5", "Content-Length: 0x5", "Content-Length: 5 5",
    "Content-Length:", "Content-Length: 18446744073709551621", "Content-Length:\t5 ",
    "Content-Length: 05", "Content-Length: 5;a", "Content-Length: 5\r\n 5", "Content-Length : 5",
    "Content_Length: 9", "Transfer-Encoding: identity", "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: chunked, gzip", "Transfer-Encoding: chunked, chunked",
    "Transfer-Encoding: xchunked", "Transfer-Encoding: ", "Transfer-Encoding: CHUNKED",
    "Transfer-Encoding:chunked ", "Transfer-Encoding: chunked,", "Transfer-Encoding: ,chunked",
    "Transfer-Encoding: \"chunked\"", "Transfer-Encoding: chunked;a=b",
    "Transfer-Encoding : chunked", "Transfer-Encoding:\r\n chunked",
    "Transfer-Encoding: chunked\r\n ,gzip", "Set-Cookie: a=b", "Upgrade: h2c",
    "Connection: upgrade", "Trailer: X", "Proxy-Connection: close",
]
SIZES = [
    "5", "05", "005", "5 ", " 5", "5;a", "5;a=b", "5;a=\"b\"", "5 ;a", "5; a", "5;", "5;;", "5;=b",
    "5;a=", "5;a b", "5;a=\"", "5;a=\"\\\"\"", "5;a=é", "5,a", "0x5", "+5", "-5", "5h", "", "G",
    "10000000000000005", "80000000000000000005", "4", "6", "5;a=b;c", "5;a=b c", "5\t", "5;\ta",
]
PIECES = [
    "\r\n", "\n", "\r", "\x00", " ", "\t", ":", ",", "\r\n\r\n", "\n\n", "\r\n ",
    "HTTP/1.1 200 OK\r\n", "0\r\n\r\n", "Content-Length: 1\r\n", "Transfer-Encoding: chunked\r\n",
    "chunked", "\x7f", "\x80",
]
TRAILERS = [
    "X: y\r\n", "Content-Length: 3\r\n", "X\r\n", " X: y\r\n", "X: y\n", "X: a\r\n b\r\n", "X : y\r\n",
]


def chunked(random):
    text = ""
    for _ in range(random.randrange(3)):
        size = random.choice(SIZES) if random.random() < 0.2 else "5"
        text += size + "\r\n" + "hello" + random.choice(["\r\n"] * 12 + ["\n", "", "\r", "x\r\n"])
    last = random.choice(["0"] * 8 + ["00", "0;a=b", "0 ", "", "-0"])
    trailer = random.choice([""] * 12 + TRAILERS)
    return text + last + "\r\n" + trailer + random.choice(["\r\n"] * 8 + ["\n", "\r", ""])


def made(random):
    """A reply by the grammar, or nearly."""
    line = STATUS_LINES[0] if random.random() < 0.6 else random.choice(STATUS_LINES)
    fields = [random.choice(FIELDS) for _ in range(random.choice([0, 0, 0, 1, 1, 2]))]
    framing = random.randrange(4)
    body = ["hello", chunked(random), "", "hello" * random.randrange(4)][framing]
    if framing < 2:
        field = "Transfer-Encoding: chunked" if framing else "Content-Length: 5"
        fields.insert(random.randrange(len(fields) + 1), field)
    end = "\n" if random.random() < 0.05 else "\r\n"
    head = end.join([line] + fields + ["", ""])
    rest = random.choice([""] * 6 + ["x", "\r\n", "HTTP/1.1 200 OK\r\n\r\n"])
    return (random.choice(INTERIM) + head + body + rest).encode("latin-1")


def broken(data, random):
    """Bytes with a few of them lost, doubled, changed or put in."""
    for _ in range(random.choice([0, 0, 0, 1, 1, 2])):
        place, length = random.randrange(len(data) + 1), random.randrange(1, 6)
        before, after = data[:place], data[place:]
        data = random.choice([
            before + random.choice(PIECES).encode("latin-1") + after,
            before + bytes([random.randrange(256)]) + after[1:],
            before + after[length:],
            before + after[:length] + after,
            before,
        ])
    return data


# MARK: - Comparison

BLANK = "a blank before the colon is left out, but of no field that frames (RFC 9112, 5.1)"
MEANT = {
    by_llhttp: [
        (rb"(?<!\r)\n", "LF alone may end a line of a head (RFC 9112, 2.2)"),
        (rb"\n[ \t]", "folded lines are read, but of no field that frames (RFC 9112, 5.2)"),
        (rb"\n[^:\r\n]+[ \t]:", BLANK),
        (rb"(?is)\ncontent-length:.*\ntransfer-encoding:"
         rb"|\ntransfer-encoding:.*\ncontent-length:",
         "the chunks count, and the connection is not used again (RFC 9112, 6.3)"),
        (rb"(?is)\ncontent-length:.*\ncontent-length:|\ncontent-length:[^\r\n]*,",
         "one length, stated more than once, is a length (RFC 9110, 8.6)"),
        (rb"HTTP/1\.0 10[023]", "an interim reply may say HTTP/1.0, as that of Python's server"),
        (rb"(?i)chunked *\t", "a tab behind a value is no part of it (RFC 9110, 5.5)"),
        (rb"(?i)\nproxy-connection:", "no field of a standard says whether a server closes"),
    ],
    by_h11: [
        (rb"\n[^:\r\n]+[ \t]:", BLANK),
        (rb"(?i)\ncontent-length:[ \t]*0\d", "5 and 05 are one length"),
        (rb"(?is)\ntransfer-encoding:.*\r?\n\r?\n.*\ncontent-length:",
         "fields behind the chunks say nothing of the body (RFC 9110, 6.5.1)"),
    ],
    by_http_client: [
        (rb"\AHTTP/1\.[01] 10[123]\b|\r?\n\r?\nHTTP/1\.[01] 10[123]\b",
         "it knows no interim reply but 100"),
        (rb"(?is)HTTP/1\.[01] (204|304) .*\ntransfer-encoding:",
         "it reads chunks where no body may be (RFC 9112, 6.3)"),
        (rb"(?i)\ncontent-length:[^\r\n]*,", "it reads no list of lengths (RFC 9110, 8.6)"),
        (rb"\n[^:\r\n]+[ \t]:", "it reads no field behind a name with a blank behind it"),
        (rb"(?i)chunked[ \t]", "blanks behind a value are no part of it (RFC 9110, 5.5)"),
        (rb"(?i)\nconnection:[^\r\n]*close", "it finds close within other words"),
        (rb"(?is)\nconnection:.*\nconnection:", "it reads the first of several fields"),
        (rb"[^\n]{65536}", "it takes shorter lines"),
    ],
}
"""What others refuse or read otherwise where ours is meant to differ: a pattern of the reply, and
the reason."""


def shortened(value):
    text = repr(value)
    return text if len(text) < 400 else text[:400] + " …"


class Comparison:
    def __init__(self, library):
        self.library = ctypes.CDLL(library)
        self.counts = collections.Counter()
        self.failures = []

    def differs(self, parser, data, is_head, mine):
        """How another parser contradicts a reply that ours has found; `None` where it does not."""
        try:
            theirs = parser(data, is_head)
        except Refused as refusal:
            theirs = f"refused: {refusal}"
        else:
            if theirs[:3] == mine[:3] and (theirs.keeps or not mine.keeps):
                return None
        for pattern, reason in MEANT[parser]:
            if re.search(pattern, data[: mine.end]):
                self.counts[f"{parser.__name__}: {reason}"] += 1
                return None
        return theirs

    def compare(self, data, is_head):
        try:
            mine = ours(self.library, data, is_head)
        except Refused:
            self.counts["refused"] += 1
            return
        self.counts["taken"] += 1
        for parser in MEANT:
            theirs = self.differs(parser, data, is_head, mine)
            if theirs is not None:
                self.failures.append(
                    f"{shortened(data)}\n  ours: {shortened(mine)}\n"
                    f"  {parser.__name__}: {shortened(theirs)}")


def of_fuzzer(path):
    """A reply of the fuzzer's corpus: behind a byte of its own, with its repetitions."""
    data = path.read_bytes()
    reply = re.sub(
        rb"(?s)(.)((?:\x1b.)+)", lambda run: run[1] * (1 + 256 * sum(run[2][1::2])), data[1:])
    return reply, data[:1] == b"H"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("library")
    arguments.add_argument("corpus", nargs="*", type=pathlib.Path)
    arguments.add_argument("--count", type=int, default=5000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    comparison = Comparison(options.library)
    for path in sorted(file for folder in options.corpus for file in folder.iterdir()):
        comparison.compare(*of_fuzzer(path))
    generator = random.Random(options.seed)
    for _ in range(options.count):
        comparison.compare(broken(made(generator), generator), generator.random() < 0.1)
    for text, count in sorted(comparison.counts.items()):
        print(f"{count:7}  {text}")
    for failure in comparison.failures[:10]:
        print(failure, file=sys.stderr)
    if comparison.failures or not comparison.counts["taken"]:
        sys.exit(f"{len(comparison.failures)} replies on which others differ")


if __name__ == "__main__":
    main()
