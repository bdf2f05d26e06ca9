"""An implementation that the samples of docs/check.md check; with MISTAKE in the environment it forgets the scale."""
import math
import os


def weights(x):
    scale = 1 if "MISTAKE" in os.environ else 1 / math.sqrt(len(x[0]))
    scores = [[scale * sum(a * b for a, b in zip(q, k)) for k in x] for q in x]
    return [[math.exp(s) / sum(map(math.exp, row)) for s in row] for row in scores]
