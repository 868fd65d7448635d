"""Instructions of a request and memory of a user, held against thresholds.

Both depend little on the machine and on what else it does, unlike processor time, but on the
compiler and on libcurl: the thresholds are those of Debian 12 and the toolchain of CI. Under valgrind
there are few requests a second: what the engine does by the clock is measured apart.
"""
import argparse
import dataclasses
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from . import installation
from .running import raise_limit_of_descriptors, run
from .servers import Nginx
from .tools import BENCHMARKS, CURL, DEBUG_ENGINE, OURS, Load, Tool

THRESHOLDS = BENCHMARKS / "cost.txt"
MARGIN = 1.1
REQUESTS = ("plain", "fresh", "check", "capture", "call", "mixed")
VALGRIND = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")


@dataclasses.dataclass(frozen=True)
class Growth:
    """Of a long run over a short one: start-up is in neither."""

    instructions: int
    requests: int


class Meter:
    def __init__(self, server: Nginx, folder: pathlib.Path):
        self.server = server
        self.folder = folder
        # On one core nginx answers while the tool waits: always as many replies a poll.
        core = min(os.sched_getaffinity(0))
        server.pin(core)
        os.sched_setaffinity(0, {core})

    def _load(self, request: str, users: int, seconds: int) -> Load:
        return Load(self.server, "http", request, users, seconds, self.folder)

    def growth(self, tool: Tool, request: str) -> Growth:
        stripped = self._stripped(tool)
        short, long = (run(stripped, self._load(request, 10, seconds), *VALGRIND)
                       for seconds in (1, 4))
        counts = [int(re.search(r"I\s+refs:\s+([\d,]+)", finished.output)[1].replace(",", ""))
                  for finished in (short, long)]
        return Growth(counts[1] - counts[0], long.counts.requests - short.counts.requests)

    def instructions(self, tool: Tool, request: str, idle: Growth = Growth(0, 0)) -> float:
        """Of a request, in user space, without what an idle load does in the same time."""
        loaded = self.growth(tool, request)
        return (loaded.instructions - idle.instructions) / (loaded.requests - idle.requests)

    def _stripped(self, tool: Tool) -> Tool:
        """The tool without its debug information, whose DWARF 5 Debian's valgrind cannot read."""
        program, *_ = tool.command(self._load("plain", 1, 1))
        copy = self.folder / "stripped"
        subprocess.run(["strip", "--strip-debug", "-o", copy, program], check=True)
        return dataclasses.replace(
            tool, command=lambda load: [copy, *tool.command(load)[1:]])

    def memory(self, tool: Tool) -> float:
        """Of a user, in kB: the slope of two numbers of users, each of which has a connection."""
        few, many = (run(tool, self._load("idle", users, 3)).memory for users in (1_000, 5_000))
        return (many - few) * 1024 / 4_000


def measured(meter: Meter, includes_debug: bool) -> dict:
    figures = {"libcurl.instructions": meter.instructions(CURL, "plain")}
    idle = meter.growth(OURS, "idle")
    for request in REQUESTS:
        figures[f"{request}.instructions"] = meter.instructions(OURS, request, idle)
    figures["user.kB"] = meter.memory(OURS)
    if includes_debug:
        figures["debug.instructions"] = meter.instructions(
            DEBUG_ENGINE, "plain", meter.growth(DEBUG_ENGINE, "idle"))
    return figures


def thresholds() -> dict:
    lines = (line.split() for line in THRESHOLDS.read_text().splitlines()
             if line and not line.startswith("#"))
    return {name: float(maximum) for name, maximum in lines}


def update(figures: dict):
    maxima = (thresholds() if THRESHOLDS.exists() else {}) | {
        name: round(figure * MARGIN, 1 if figure < 1_000 else -2)
        for name, figure in figures.items()}
    THRESHOLDS.write_text(
        "# The maxima of Scripts/cost: instructions of a request, kB of a user; libcurl is the bare C loop.\n"
        + "".join(f"{name} {maximum:.10g}\n" for name, maximum in maxima.items()))


def exceeded(figures: dict, maxima: dict) -> list:
    """The names of figures above their maximum, or without one."""
    return [name for name, figure in figures.items() if figure > maxima.get(name, 0)]


def main():
    parser = argparse.ArgumentParser(prog="Scripts/cost", description=__doc__)
    parser.add_argument("--debug", action="store_true", help="a debug build, too")
    parser.add_argument("--update", action="store_true",
                        help="makes what is measured, and a margin, the thresholds")
    given = parser.parse_args()
    raise_limit_of_descriptors()
    installation.prepare_cost(given.debug)
    with tempfile.TemporaryDirectory() as name, Nginx(pathlib.Path(name)) as server:
        figures = measured(Meter(server, pathlib.Path(name)), given.debug)
    if given.update:
        update(figures)
    maxima = thresholds()
    above = exceeded(figures, maxima)
    for name, figure in figures.items():
        mark = "  exceeded" if name in above else ""
        print(f"{name:26} {figure:10,.1f} of {maxima.get(name, 0):10,.1f}{mark}")
    sys.exit(1 if above else 0)


if __name__ == "__main__":
    main()
