"""Requests: their bodies, wrk, and whether two services answer with the same numbers."""

import array
import ast
import json
import math
import os
import pathlib
import random
import struct
import subprocess
import sys
import time
import urllib.request
from typing import NamedTuple

MEDIA = {"json": "application/json", "npy": "application/x-npy"}
STAGES = ("scores", "weights", "context")
LETTERS = {"<i4": "i", "<i8": "q", "<f4": "f", "<f8": "d"}
SCRIPT = """
local file = io.open(os.getenv("BODY"), "rb")
wrk.method, wrk.body = "POST", file:read("*a")
file:close()
wrk.headers["Content-Type"], wrk.headers["Accept"] = os.getenv("MEDIA"), os.getenv("MEDIA")
function done(summary, latency)
  local wrong = 0
  for _, count in pairs(summary.errors) do wrong = wrong + count end
  local median, late = latency:percentile(50), latency:percentile(99)
  io.stderr:write(string.format("%d %d %d %d %d\\n", summary.requests, summary.duration, median, late, wrong))
end
"""


class Turn(NamedTuple):
    """Requests a second, 0 if none was answered yet, and the median and the 99th percentile of their times in ms."""

    rate: float
    median: float
    late: float


def shortest(number):
    """The shortest text of a float32."""
    texts = (f"{number:.{digits}g}" for digits in range(6, 10))
    return next(text for text in texts if struct.unpack("f", struct.pack("f", float(text)))[0] == number)


class Load:
    """Bodies of requests in a folder, and wrk, which sends them."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        (self.folder / "post.lua").write_text(SCRIPT)

    def body(self, form, n, d):
        file = self.folder / f"{n}x{d}.{form}"
        if not file.exists():
            draw = random.Random(n)
            numbers = array.array("f", (draw.gauss(0, 0.3) for _ in range(n * d)))
            file.write_bytes(_npy(numbers, n, d) if form == "npy" else _json(numbers, d))
        return file

    def turn(self, url, form, size, connections, seconds):
        """What wrk measures meanwhile. A failed request is an error."""
        run = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s"]
            + ["-s", self.folder / "post.lua", url],
            env=os.environ | {"BODY": str(self.body(form, *size)), "MEDIA": MEDIA[form]},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
        requests, micros, median, late, wrong = map(int, run.stderr.split()[-5:])
        if wrong:
            raise RuntimeError(f"{url}, {form} {size}: {requests} requests, {wrong} of them failed")
        return Turn(1e6 * requests / micros, median / 1e3, late / 1e3)

    def require_same(self, ours, theirs, form, size):
        """Ends the run if the two services answer with different numbers."""
        one, other = (numbers(self._post(url, form, size), form) for url in (ours, theirs))
        for stage in STAGES:
            pairs = zip(one[stage], other[stage], strict=True)
            if not all(math.isclose(a, b, rel_tol=1e-4, abs_tol=1e-5) for a, b in pairs):
                raise RuntimeError(f"{stage} of {size} in {form} differ between {ours} and {theirs}")

    def _post(self, url, form, size):
        headers = {"Content-Type": MEDIA[form], "Accept": MEDIA[form]}
        request = urllib.request.Request(url, self.body(form, *size).read_bytes(), headers)
        return urllib.request.urlopen(request, timeout=60).read()


def probes(url, seconds, pause=0.1):
    """How long each of many answers takes, in ms, on a connection of its own."""
    times, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        begin = time.monotonic()
        urllib.request.urlopen(url, timeout=30).read()
        times.append(1e3 * (time.monotonic() - begin))
        time.sleep(pause)
    return times


def _json(numbers, d):
    texts = [shortest(number) for number in numbers]
    rows = ("[" + ",".join(texts[at : at + d]) + "]" for at in range(0, len(texts), d))
    return ('{"embeddings":[' + ",".join(rows) + "]}").encode()


def _npy(numbers, n, d):
    head = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({n}, {d}), }}".encode()
    head += b" " * (-(len(head) + 11) % 64) + b"\n"
    if sys.byteorder == "big":
        numbers.byteswap()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head + numbers.tobytes()


def numbers(answer, form):
    if form == "npy":
        return _records(answer)
    given = json.loads(answer)
    rows = given.get("rows")
    columns = {stage: [row[stage] for row in rows] if rows else given[stage] for stage in STAGES}
    return {stage: [number for row in column for number in row] for stage, column in columns.items()}


def _records(file):
    """The numbers of the stages in the records of a NumPy file."""
    length, at = ("<I", 12) if file[6] > 1 else ("<H", 10)
    start = at + struct.unpack_from(length, file, 8)[0]
    fields = [(*field, (1,))[:3] for field in ast.literal_eval(file[at:start].decode())["descr"]]
    layout = "<" + "".join(f"{math.prod(shape)}{LETTERS[dtype]}" for _, dtype, shape in fields)
    numbers = {stage: [] for stage in STAGES}
    for record in struct.iter_unpack(layout, file[start:]):
        for name, _, shape in fields:
            part, record = record[: math.prod(shape)], record[math.prod(shape) :]
            numbers.setdefault(name, []).extend(part)
    return numbers
