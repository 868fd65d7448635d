"""Medians, ranges and ratios as text."""
import dataclasses
import math
import statistics

from .comparisons import Comparison

SERVER_BOUND = 0.9
DISTURBED = 0.1


def numbers(values) -> list:
    return [value for value in values if not math.isnan(value)]


def median(values: list) -> float:
    return statistics.median(values) if values else math.nan


def span(values: list, form: str) -> str:
    return f"{min(values):{form}} – {max(values):{form}}" if values else "–"


@dataclasses.dataclass(frozen=True)
class Outcome:
    """The rounds of one comparison at one number of users."""

    comparison: Comparison
    users: int
    rounds: list
    """Of each round the measurements by contender."""

    @property
    def names(self) -> list:
        return [contender.name for contender in self.comparison.contenders
                if contender.name in self.rounds[0]]

    def values(self, name: str, figure: str) -> list:
        return numbers(getattr(measured[name], figure) for measured in self.rounds)

    def median(self, name: str, figure: str) -> float:
        return median(self.values(name, figure))

    def ratios(self, name: str) -> list:
        """The contender's cost divided by the reference's, formed within each round."""
        return numbers(measured[name].cost / measured[self.names[0]].cost
                       for measured in self.rounds)

    def marks(self, name: str) -> str:
        marks = []
        if self.median(name, "server_use") > SERVER_BOUND:
            marks.append("server-bound")
        if self.median(name, "other_use") > DISTURBED:
            marks.append("disturbed")
        if self.comparison.keeps_connections and any(
                measured[name].reconnects(self.users) for measured in self.rounds):
            marks.append("reconnects")
        if any(measured[name].miscounts(self.users) for measured in self.rounds):
            marks.append("counts differ")
        errors = sum(self.values(name, "errors"))
        if errors:
            marks.append(f"{errors} errors")
        return ", ".join(marks)


HEADER = """\
| | requests/s | CPU µs a request | its range | ratio | its range | start-up, ms CPU | memory, MB | nginx | |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
"""


def row(outcome: Outcome, name: str) -> str:
    costs, ratios = outcome.values(name, "cost"), outcome.ratios(name)
    return (f"| {name} | {outcome.median(name, 'rate'):,.0f} "
            f"| {median(costs):.1f} | {span(costs, '.1f')} "
            f"| {median(ratios):.2f} | {span(ratios, '.2f')} "
            f"| {outcome.median(name, 'start_up'):,.0f} | {outcome.median(name, 'memory'):,.0f} "
            f"| {outcome.median(name, 'server_use'):.0%} | {outcome.marks(name)} |\n")


def section(outcome: Outcome) -> str:
    title = f"\n### {outcome.comparison.title}: {outcome.users:,} users\n\n"
    return title + HEADER + "".join(row(outcome, name) for name in outcome.names)


def ratio_line(outcome: Outcome) -> str:
    scope = "" if outcome.comparison.name == "http" else f"of={outcome.comparison.name} "
    ratios = " ".join(
        f"{name.replace(' ', '-')}={median(outcome.ratios(name)):.2f}"
        for name in outcome.names[1:])
    return f"ratio {scope}users={outcome.users} {ratios}"


EXPLANATION = """\
Costs are slopes of two run lengths: (CPU₂ − CPU₁) / (n₂ − n₁). Medians of the rounds, and their ranges.
Ratios are formed within a round: the row's cost divided by that of the first row, above 1 where the first
row is cheaper. In every second round nginx and the tools change cores. A row is server-bound where nginx
used more than 90 % of its core: the tool waited for it, in smaller batches. It is disturbed where others
used more than 10 % of a core meanwhile, and reconnects where a tool did not keep its connections as it
should: hey keeps 500 of them, and over TLS often fewer. Counts are held against nginx's.
"""
