"""What PyTorch takes for the problems of AttentionBenchmark, in ms: the lower quartile of its samples, as there.

    pip install torch && python src/jmh/python/attention.py [float32|float64] [threads]

eager computes every step (scores, weights, context); fused is scaled_dot_product_attention, which returns none of them.
"""
import sys
import time

import torch

SECONDS = 3.0
HEADS, WIDTH, TOKENS = 12, 768, 512
SIZES = [(512, 64), (1024, 64), (2048, 64), (4096, 64), (1024, 768), (1000, 100), (777, 33)]

dtype = getattr(torch, sys.argv[1] if len(sys.argv) > 1 else "float32")
torch.set_num_threads(int(sys.argv[2]) if len(sys.argv) > 2 else 1)


def quartile(work):
    samples, end = [], time.perf_counter() + SECONDS
    while time.perf_counter() < end or len(samples) < 8:
        start = time.perf_counter()
        work()
        samples.append(time.perf_counter() - start)
    return 1000 * sorted(samples)[len(samples) // 4]


def eager(x):
    scores = x @ x.T
    weights = torch.softmax(scores, -1)
    return scores, weights, weights @ x


def fused(x):
    one = x[None, None]
    return torch.nn.functional.scaled_dot_product_attention(one, one, one, scale=1.0)


print(f"torch {torch.__version__}, {dtype}, {torch.get_num_threads()} threads, {torch.backends.cpu.get_cpu_capability()}")
with torch.inference_mode():
    for n, d in SIZES:
        torch.manual_seed(1)
        x = (torch.rand(n, d) - 0.5).to(dtype)
        if not torch.allclose(eager(x)[2], fused(x)[0, 0], atol=1e-4):
            sys.exit(f"{n}x{d}: eager and fused differ")
        print(f"{f'{n}x{d}':12}eager {quartile(lambda: eager(x)):9.3f}  fused {quartile(lambda: fused(x)):9.3f}", flush=True)
    x = (torch.rand(1, TOKENS, WIDTH) - 0.5).to(dtype)
    layer = torch.nn.MultiheadAttention(WIDTH, HEADS, bias=False, batch_first=True, dtype=dtype).eval()
    whole = quartile(lambda: layer(x, x, x, need_weights=True, average_attn_weights=False))
    print(f"{'multi-head':12}with weights {whole:9.3f}")
