"""One run of a tool, and what the system says of its processes."""
import dataclasses
import os
import pathlib
import resource
import subprocess
import time

from .tools import Counts, Load, Tool


@dataclasses.dataclass(frozen=True)
class Run:
    seconds: float
    cpu: float
    """Of the tool's processes, in seconds."""
    memory: float
    """Of the largest process at its peak, in MB."""
    counts: Counts
    output: str


def raise_limit_of_descriptors():
    """Of this process, for those that it starts."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))


def machine_cpu_seconds() -> float:
    """Of all processes, and what the host of a virtual machine took from it."""
    user, nice, system, _, _, interrupts, soft_interrupts, stolen = map(
        int, pathlib.Path("/proc/stat").read_text().split(maxsplit=9)[1:9])
    used = user + nice + system + interrupts + soft_interrupts + stolen
    return used / os.sysconf("SC_CLK_TCK")


def run(tool: Tool, load: Load, *prefix) -> Run:
    """Runs a tool to its end.

    The prefix is a command that runs the tool's, such as ``taskset -c 1``.
    """
    memory = load.folder / "memory"
    # GNU time, since a process begins with the peak memory of the one that it was forked from.
    command = ["/usr/bin/time", "-q", "-f", "%M", "-o", memory, *prefix, *tool.command(load)]
    with open(load.folder / "output", "w+") as file:
        began = time.monotonic()
        process = subprocess.Popen(
            list(map(str, command)), stdin=subprocess.DEVNULL, stdout=file, stderr=file,
            env={**os.environ, **tool.environment(load)}, cwd=load.folder)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        file.seek(0)
        output = file.read()
    counts = tool.read(output, load) if process.returncode == 0 else Counts(0, 0)
    if counts.requests == 0:
        raise SystemExit(f"{tool.name} ended with status {process.returncode} and no requests:\n"
                         f"{output[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, int(memory.read_text()) / 1024, counts,
               output)
