"""What orjson and NumPy take for the numbers of the JMH benchmarks: ns per number, best of many rounds.

    pip install numpy orjson && python src/jmh/python/decimals.py
"""
import time

import numpy as np
import orjson

NUMBERS = 1024
ROWS = 64
ROUNDS = 300

random = np.random.default_rng(1)
normal = random.standard_normal((ROWS, NUMBERS))
DRAWN = {
    "weights": np.exp(normal) / NUMBERS,
    "scores": 8 * normal,
    "peaked": np.exp(6 * normal - 14),
    "decimals": np.round(normal, 2),
}


def best(work):
    fastest = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter_ns()
        work()
        fastest = min(fastest, time.perf_counter_ns() - start)
    return fastest / (ROWS * NUMBERS)


print(f"orjson {orjson.__version__}, numpy {np.__version__}")
for name, doubles in DRAWN.items():
    for dtype in (np.float32, np.float64):
        values = doubles.astype(dtype)
        text = orjson.dumps(values, option=orjson.OPT_SERIALIZE_NUMPY)
        write = best(lambda: orjson.dumps(values, option=orjson.OPT_SERIALIZE_NUMPY))
        read = best(lambda: orjson.loads(text))
        array = best(lambda: np.asarray(orjson.loads(text), dtype=dtype))
        print(f"{name:9}{np.dtype(dtype).name:9}write {write:6.1f}  read {read:6.1f}  read into an array {array:6.1f}")
