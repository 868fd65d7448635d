"""The load generators: their command lines, and how to read their output."""
import dataclasses
import pathlib
import re
from typing import Callable

from .servers import Nginx

BENCHMARKS = pathlib.Path(__file__).resolve().parents[1]
SCRIPTS = BENCHMARKS / "benchmark" / "scripts"
PATHS = {"large": "/large"}


@dataclasses.dataclass(frozen=True)
class Load:
    """One run of a tool."""

    nginx: Nginx
    scheme: str
    request: str
    users: int
    seconds: int
    folder: pathlib.Path
    """For the tool's files."""

    @property
    def server(self) -> str:
        return self.nginx.url(self.scheme)

    @property
    def url(self) -> str:
        return self.server + PATHS.get(self.request, "/health")


@dataclasses.dataclass(frozen=True)
class Counts:
    requests: int
    errors: int


@dataclasses.dataclass(frozen=True)
class Tool:
    name: str
    command: Callable[[Load], list]
    read: Callable[[str, Load], Counts]
    environment: Callable[[Load], dict] = lambda load: {}
    packages: tuple = ()
    """Debian's, which hold it."""
    version: tuple = ()
    """The command that prints it."""
    length: int = 1
    """Its runs last so many times longer: until a JIT compiler has warmed up."""


def number(pattern: str, text: str) -> int:
    """The first group of the pattern, 0 without a match."""
    found = re.search(pattern, text)
    return int(found[1]) if found else 0


# MARK: - Ours

def own_environment(load: Load) -> dict:
    environment = {
        "BENCHMARK_URL": load.server, "BENCHMARK_REQUEST": load.request,
        "BENCHMARK_USERS": str(load.users), "BENCHMARK_SECONDS": str(load.seconds),
    }
    if load.scheme == "https":
        environment["BENCHMARK_CERTIFICATE"] = str(load.nginx.certificate)
    return environment


def own_counts(output: str, load: Load) -> Counts:
    return Counts(number(r"requests=(\d+)", output), number(r"errors=(\d+)", output))


def build(configuration: str, name: str) -> pathlib.Path:
    return BENCHMARKS / ".build" / configuration / name


OURS = Tool(
    "LoadTesting", lambda load: [build("release", "EngineBenchmark")], own_counts,
    own_environment)

DEBUG_ENGINE = Tool(
    "debug build", lambda load: [build("debug", "EngineBenchmark")], own_counts, own_environment)

DEBUG = Tool(
    "swift test", lambda load: [
        build("debug", "BenchmarksPackageTests.xctest"), "--testing-library", "swift-testing"],
    own_counts, own_environment)

CURL = Tool(
    "libcurl", lambda load: [
        build("release", "CurlLoop"), load.url, load.users, load.seconds,
        *(["fresh"] if load.request == "fresh" else [])],
    own_counts, packages=("curl",), version=("curl", "--version"))


# MARK: - Others

def wrk_command(load: Load) -> list:
    script = SCRIPTS / f"wrk-{load.request}.lua"
    return ["wrk", "-t1", f"-c{load.users}", f"-d{load.seconds}s", "--timeout", "30s",
            *(["-H", "Connection: close"] if load.request == "fresh" else []),
            *(["-s", script] if script.exists() else []), load.url]


def wrk_counts(output: str, load: Load) -> Counts:
    sockets = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)",
                        output)
    # wrk takes the end of a connection after an answer for an error of reading.
    errors = sum(map(int, sockets.groups())) if sockets and load.request != "fresh" else 0
    return Counts(number(r"(\d+) requests in", output),
                  errors + number(r"Non-2xx or 3xx responses: (\d+)", output)
                  + number(r"failed checks: (\d+)", output))


WRK = Tool("wrk", wrk_command, wrk_counts, packages=("wrk",), version=("wrk", "-v"))

H2LOAD = Tool(
    "h2load", lambda load: [
        "h2load", "--h1", "-t1", f"-c{load.users}", f"-D{load.seconds}", load.url],
    lambda output, load: Counts(
        number(r"(\d+) succeeded", output),
        sum(number(rf"(\d+) {kind}", output) for kind in ("failed", "errored", "timeout"))),
    packages=("nghttp2-client",), version=("h2load", "--version"))

AB = Tool(
    "ab", lambda load: [
        "ab", "-q", "-r", *([] if load.request == "fresh" else ["-k"]), "-c", load.users,
        "-t", load.seconds, "-n", 100_000_000, load.url],
    lambda output, load: Counts(
        number(r"Complete requests:\s+(\d+)", output),
        number(r"Failed requests:\s+(\d+)", output)
        + number(r"Non-2xx responses:\s+(\d+)", output)),
    packages=("apache2-utils",), version=("ab", "-V"))


def hey_counts(output: str, load: Load) -> Counts:
    replies = {status: int(count) for status, count in
               re.findall(r"\[(\d+)\]\s+(\d+) responses", output)}
    requests = sum(replies.values())
    failures = output.partition("Error distribution:")[2]
    return Counts(requests, requests - replies.get("200", 0)
                  + sum(map(int, re.findall(r"\[(\d+)\]", failures))))


HEY = Tool(
    "hey", lambda load: [
        "hey", "-c", load.users, "-z", f"{load.seconds}s", "-t", 30,
        *(["-disable-keepalive"] if load.request == "fresh" else []), load.url],
    hey_counts, packages=("hey",))
