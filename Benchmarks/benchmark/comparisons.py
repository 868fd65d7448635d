"""Which tools send what, with how many users."""
import dataclasses
import math

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
    set_up: float = 0
    """The seconds that a user's connection may take until it is open."""

    @property
    def keeps_connections(self) -> bool:
        return self.name != "fresh"

    def lengthened(self, lengths: list, users: int) -> list:
        """Lengths of runs, of which the first one is enough for all users to be connected.

        The second one is longer still, or the set-up's noise would be that of the difference.
        """
        set_up = self.set_up * users
        return [math.ceil(lengths[0] + set_up), math.ceil(lengths[1] + 1.5 * set_up)]

    def sizes(self, is_quick: bool) -> list:
        """The numbers of users; TLS with 10,000 takes ten minutes a round."""
        return [users for users in self.users if not is_quick or self.set_up * users < 10]


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
               scheme="https", users=SIZES, set_up=0.003),
    Comparison("http", "HTTP, connections kept",
               sending("plain", OURS, DEBUG, CURL, WRK, H2LOAD, AB, HEY, *SLOW), users=SIZES),
)
