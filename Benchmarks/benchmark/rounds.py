"""Runs of two lengths, all contenders in turn, and what follows from them.

Absolute figures drift with the machine; only what was measured in the same round is compared.
"""
import dataclasses
import math
import os
import pathlib

from .comparisons import Comparison, Contender
from .running import Run, machine_cpu_seconds, run
from .servers import Nginx
from .tools import Load


@dataclasses.dataclass(frozen=True)
class ServedRun:
    run: Run
    connections: int
    served: int
    """The requests that nginx counted."""
    server_use: float
    """The share of its core that nginx used."""
    other_use: float
    """What neither it nor the tool used, as a share of a core."""


@dataclasses.dataclass(frozen=True)
class Measurement:
    """A contender's two runs in a round."""

    short: ServedRun
    long: ServedRun
    lengths: list

    @property
    def runs(self) -> tuple:
        return self.short.run, self.long.run

    @property
    def requests(self) -> int:
        """Of the long run, beyond those of the short one."""
        short, long = self.runs
        return long.counts.requests - short.counts.requests

    @property
    def cost(self) -> float:
        """Processor time of a request in µs, without start-up and connections' set-up.

        Not a number where the tool got no further in the long run.
        """
        short, long = self.runs
        return (long.cpu - short.cpu) / self.requests * 1e6 if self.requests > 0 else math.nan

    @property
    def rate(self) -> float:
        return self.requests / (self.lengths[1] - self.lengths[0])

    @property
    def start_up(self) -> float:
        """Processor time in ms beside that of requests."""
        short = self.runs[0]
        return (short.cpu - self.cost / 1e6 * short.counts.requests) * 1e3

    @property
    def memory(self) -> float:
        return max(run.memory for run in self.runs)

    @property
    def server_use(self) -> float:
        return self.long.server_use

    @property
    def other_use(self) -> float:
        return max(self.short.other_use, self.long.other_use)

    @property
    def errors(self) -> int:
        return sum(run.counts.errors for run in self.runs)

    def reconnects(self, users: int) -> bool:
        """Whether connections were not kept as the comparison asks: few were opened again."""
        return self.long.connections > users * 1.1

    def miscounts(self, users: int) -> bool:
        """Whether nginx saw other numbers; each user may have a request under way at the end."""
        return any(not 0 <= served.served - served.run.counts.requests <= users
                   for served in (self.short, self.long))


class Bench:
    """A server and the cores that it and the tools are pinned to."""

    def __init__(self, server: Nginx, folder: pathlib.Path, lengths: tuple):
        self.server = server
        self.folder = folder
        self.lengths = lengths
        self.cores = sorted(os.sched_getaffinity(0))[:2]
        if len(self.cores) < 2:
            raise SystemExit("benchmark: needs two cores")

    def round(self, number: int, comparison: Comparison, contenders: list, users: int) -> dict:
        """One measurement of each contender, by name; cores and order change with the number."""
        server_core, tool_core = self.cores if number % 2 == 0 else self.cores[::-1]
        self.server.pin(server_core)
        first = number % len(contenders)
        return {
            contender.name: self._measure(contender, comparison, users, tool_core)
            for contender in contenders[first:] + contenders[:first]
        }

    def _measure(self, contender: Contender, comparison: Comparison, users: int,
                 core: int) -> Measurement:
        lengths = [length * contender.tool.length for length in self.lengths]
        loads = [Load(self.server, comparison.scheme, contender.request, users, length, self.folder)
                 for length in comparison.lengthened(lengths, users)]
        return Measurement(*(self._run(contender, load, core) for load in loads),
                           [load.seconds for load in loads])

    def _run(self, contender: Contender, load: Load, core: int) -> ServedRun:
        before, cpu, machine = (
            self.server.counts(), self.server.cpu_seconds(), machine_cpu_seconds())
        finished = run(contender.tool, load, "taskset", "-c", core)
        machine = machine_cpu_seconds() - machine
        cpu = self.server.cpu_seconds() - cpu
        # Without the request for the counts itself.
        connections, served = (now - then - 1 for now, then in zip(self.server.counts(), before))
        return ServedRun(
            finished, connections, served, cpu / finished.seconds,
            (machine - cpu - finished.cpu) / finished.seconds)
