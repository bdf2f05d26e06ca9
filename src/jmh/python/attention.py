"""PyTorch at the problems of AttentionBenchmark, for as long as it is told, so that src/jmh/run can alternate the two.

    pip install torch && echo 'eager/512x64 FLOAT32 1 1000' | python src/jmh/python/attention.py

A line is WAY/PROBLEM DTYPE THREADS MILLISECONDS, the answer RUNS NANOSECONDS 0. eager computes every step (scores,
weights, context), of multi-head as nn.MultiheadAttention with its weights; fused is scaled_dot_product_attention,
which returns none of them. The first line that is written is PyTorch's version and the vectors that it uses.
"""

import sys
import time

import torch

HEADS, WIDTH, TOKENS = 12, 768, 512


def eager(x):
    scores = x @ x.T
    weights = torch.softmax(scores, -1)
    return scores, weights, weights @ x


def fused(x):
    one = x[None, None]
    return torch.nn.functional.scaled_dot_product_attention(one, one, one, scale=1.0)


def work(name, dtype):
    way, problem = name.split("/")
    torch.manual_seed(1)
    if problem == "multi-head":
        x = (torch.rand(1, TOKENS, WIDTH) - 0.5).to(dtype)
        layer = torch.nn.MultiheadAttention(WIDTH, HEADS, bias=False, batch_first=True, dtype=dtype).eval()
        return lambda: layer(x, x, x, need_weights=True, average_attn_weights=False)
    n, d = map(int, problem.split("x"))
    x = (torch.rand(n, d) - 0.5).to(dtype)
    if not torch.allclose(eager(x)[2], fused(x)[0, 0], atol=1e-4):
        sys.exit(f"{problem}: eager and fused differ")
    return (lambda: eager(x)) if way == "eager" else (lambda: fused(x))


def turn(run, nanos):
    runs, taken, start = 0, 0, time.perf_counter_ns()
    while taken < nanos:
        run()
        runs += 1
        taken = time.perf_counter_ns() - start
    return runs, taken


print(f"PyTorch {torch.__version__}, {torch.backends.cpu.get_cpu_capability()}", flush=True)
prepared, run = None, None
with torch.inference_mode():
    for line in sys.stdin:
        name, dtype, threads, millis = line.split()
        if prepared != (name, dtype):
            prepared, run = (name, dtype), work(name, getattr(torch, dtype.lower()))
        if torch.get_num_threads() != int(threads):
            torch.set_num_threads(int(threads))
        print(*turn(run, int(millis) * 1_000_000), 0, flush=True)
