"""Which tools send what, with how many users."""
import dataclasses

from .slow_tools import JMETER, LOCUST
from .tools import AB, CURL, DEBUG, H2LOAD, HEY, OURS, WRK, Tool


@dataclasses.dataclass(frozen=True)
class Contender:
    tool: Tool
    request: str
    """A ``BenchmarkRequest``."""
    name: str


@dataclasses.dataclass(frozen=True)
class Comparison:
    name: str
    title: str
    contenders: tuple
    """The first one is the reference of the ratios."""
    scheme: str = "http"
    users: tuple = (100,)


def sending(request: str, *tools: Tool) -> tuple:
    return tuple(Contender(tool, request, tool.name) for tool in tools)


def variants(tool: Tool, **names: str) -> tuple:
    return tuple(Contender(tool, request, name) for request, name in names.items())


SIZES = (100, 1_000, 10_000)
SLOW = (JMETER, LOCUST)

# The last one is printed last: what most people ask for.
COMPARISONS = (
    Comparison(
        "steps", "What a check, a capture and a scenario's call cost",
        variants(OURS, plain="request", check="body check", capture="JSON capture",
                 call="scenario call")
        + variants(WRK, plain="wrk", check="wrk body check")),
    Comparison("mixed", "Login, token, two reads with it, each checked",
               sending("mixed", OURS, DEBUG, WRK, *SLOW)),
    Comparison("fresh", "A connection for each request",
               sending("fresh", OURS, CURL, WRK, AB, HEY, *SLOW)),
    Comparison("large", "Bodies of 100 kB",
               sending("large", OURS, CURL, WRK, H2LOAD, AB, HEY, *SLOW)),
    Comparison("https", "HTTPS, connections kept",
               sending("plain", OURS, CURL, WRK, H2LOAD, AB, HEY, *SLOW),
               scheme="https", users=SIZES),
    Comparison("http", "HTTP, connections kept",
               sending("plain", OURS, DEBUG, CURL, WRK, H2LOAD, AB, HEY, *SLOW), users=SIZES),
)
