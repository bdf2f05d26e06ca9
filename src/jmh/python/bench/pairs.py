"""Two sides that take turns, so that a machine that changes its speed changes it for both."""

import statistics
from typing import NamedTuple


class Spread(NamedTuple):
    """The quartiles of some figures."""

    low: float
    median: float
    high: float


def spread(figures):
    if len(figures) == 1:
        return Spread(*figures * 3)
    return Spread(*statistics.quantiles(figures, n=4, method="inclusive"))


def ratios(ours, theirs):
    """The spread of ours / theirs over the pairs of neighbouring turns."""
    return spread([one / other for one, other in zip(ours, theirs, strict=True)])


def alternate(sides, rounds):
    """Calls each side once a round, in order; what each gave, by its name."""
    given = {name: [] for name in sides}
    for _ in range(rounds):
        for name, turn in sides.items():
            given[name].append(turn())
    return given


def warm(turn, most=20, settled=4):
    """Takes turns until the last few brought no more than 3 % over the best before them."""
    best, since = 0.0, 0
    for _ in range(most):
        speed = turn()
        since = 0 if speed > 1.03 * best or not speed else since + 1
        best = max(best, speed)
        if since == settled:
            return
