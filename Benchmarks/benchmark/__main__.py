"""The benchmark: reads its arguments, runs the comparisons, prints and keeps the table."""
import argparse
import datetime
import os
import pathlib
import platform
import re
import signal
import sys
import tempfile

from . import installation, table
from .comparisons import COMPARISONS, SLOW
from .rounds import Bench
from .running import raise_limit_of_descriptors
from .servers import Nginx
from .tools import BENCHMARKS


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="Scripts/benchmark",
        description="Processor time and memory of a request, beside other load generators, on "
                    "nginx: the server on one core, each tool alone on another.")
    names = [comparison.name for comparison in COMPARISONS]
    parser.add_argument("comparisons", nargs="*", metavar="COMPARISON",
                        help=f"of {', '.join(names)}; default: all")
    parser.add_argument("--quick", action="store_true", help="3 rounds in place of 7, without TLS at 10,000 users")
    parser.add_argument("--slow", action="store_true", help="JMeter and Locust, too")
    parser.add_argument("--rounds", type=int, help="their number")
    parser.add_argument("--seconds", type=int, nargs=2, default=(1, 3), metavar="S",
                        help="the two lengths of runs; default: 1 3")
    parser.add_argument("--users", type=int, nargs="+", help="in place of each comparison's own")
    parser.add_argument("--tools", nargs="+", metavar="ROW",
                        help="only these rows beside the first one")
    parser.add_argument("--keep", type=pathlib.Path, metavar="FILE",
                        help="of the table; default: Benchmarks/results/DATE.md after 7 rounds")
    given = parser.parse_args()
    unknown = set(given.comparisons) - set(names)
    if unknown:
        parser.error(f"no comparison: {', '.join(sorted(unknown))}")
    given.rounds = given.rounds or (3 if given.quick else 7)
    if not given.keep and given.rounds >= 7:
        given.keep = BENCHMARKS / "results" / f"{datetime.date.today()}.md"
    return given


def contenders(comparison, given) -> list:
    first, *others = [contender for contender in comparison.contenders
                      if given.slow or contender.tool not in SLOW]
    return [first] + [contender for contender in others
                      if not given.tools or contender.name in given.tools]


def machine() -> str:
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return (f"{cpu[1] if cpu else platform.machine()}, {os.cpu_count()} cores, "
            f"Linux {platform.release()}")


def measure(given, chosen: list) -> list:
    outcomes = []
    with tempfile.TemporaryDirectory() as name, Nginx(pathlib.Path(name)) as server:
        bench = Bench(server, pathlib.Path(name), tuple(given.seconds))
        for comparison in chosen:
            for users in given.users or comparison.sizes(given.quick):
                rounds = [bench.round(number, comparison, contenders(comparison, given), users)
                          for number in range(given.rounds)]
                outcomes.append(table.Outcome(comparison, users, rounds))
                print(table.section(outcomes[-1]), flush=True)
    return outcomes


def main():
    given = arguments()
    chosen = [comparison for comparison in COMPARISONS
              if not given.comparisons or comparison.name in given.comparisons]
    tools = list(dict.fromkeys(
        contender.tool for comparison in chosen for contender in contenders(comparison, given)))
    raise_limit_of_descriptors()
    # So that nginx and its files go, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    installation.prepare(tools)
    outcomes = measure(given, chosen)
    ratios = "\n".join(map(table.ratio_line, outcomes))
    if given.keep:
        facts = "\n".join(f"- {line}" for line in [
            machine(), f"{given.rounds} rounds, runs of {given.seconds[0]} and {given.seconds[1]} s",
            *installation.versions(tools)])
        given.keep.parent.mkdir(parents=True, exist_ok=True)
        given.keep.write_text(
            f"# Benchmark of {datetime.date.today()}\n\n{table.EXPLANATION}\n{facts}\n"
            + "".join(map(table.section, outcomes)) + f"\n```\n{ratios}\n```\n")
    print("\n" + ratios)


main()
