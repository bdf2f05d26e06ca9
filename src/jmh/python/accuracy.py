"""How far the numbers of a running service, and PyTorch's, lie from exact ones, in units in the last place: mean and 99.99th percentile.

    pip install numpy torch && python src/jmh/python/accuracy.py http://localhost:8080

The oracle computes with NumPy's longdouble (64 bits of mantissa on x86).
"""
import io
import sys
import urllib.request

import numpy as np
import torch

torch.set_num_threads(1)
WIDTH, QUERIES, DRAWS = 64, 64, 5
INDICES = "&".join(f"queryIndices={i}" for i in range(QUERIES))


def service(x):
    file = io.BytesIO()
    np.save(file, x)
    request = urllib.request.Request(
        f"{sys.argv[1]}/attention/self?{INDICES}",
        file.getvalue(),
        {"Content-Type": "application/x-npy", "Accept": "application/x-npy"},
    )
    return np.load(io.BytesIO(urllib.request.urlopen(request).read()))


def pytorch(x):
    x = torch.from_numpy(x)
    weights = torch.softmax(x[:QUERIES] @ x.T, -1)
    return {"weights": weights.numpy(), "context": (weights @ x).numpy()}


def exact(x):
    x = x.astype(np.longdouble)
    scores = x[:QUERIES] @ x.T
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    weights = powers / powers.sum(-1, keepdims=True)
    return {"weights": weights, "context": weights @ x}


def ulps(actual, expected):
    spacing = np.spacing(np.abs(expected).astype(actual.dtype))
    return (np.abs(actual.astype(np.longdouble) - expected) / spacing).astype(float)


print(f"{'':24}{'service':>18}{'PyTorch':>18}{'ratio':>14}")
for dtype in (np.float32, np.float64):
    for n in (64, 1024, 4096, 16384):
        errors = {"weights": ([], []), "context": ([], [])}
        for seed in range(DRAWS):
            x = (np.random.default_rng(seed).standard_normal((n, WIDTH)) * 0.3).astype(dtype)
            expected, ours, theirs = exact(x), service(x), pytorch(x)
            for stage, (mine, others) in errors.items():
                mine.append(ulps(ours[stage], expected[stage]))
                others.append(ulps(theirs[stage], expected[stage]))
        for stage, both in errors.items():
            figures = [(np.mean(e), np.percentile(e, 99.99)) for e in both]
            ratios = [figures[0][i] / figures[1][i] for i in (0, 1)]
            text = "".join(f"{mean:9.2f}{tail:9.1f}" for mean, tail in figures)
            print(f"{np.dtype(dtype).name:8} {n:6} {stage:8}{text}{ratios[0]:7.2f}{ratios[1]:7.2f}", flush=True)
