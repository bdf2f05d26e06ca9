"""The measurements. Each gives the figures of its section, of which bench.page writes the text."""

import contextlib
import functools
import re
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from bench import profile
from bench.load import probes
from bench.pairs import alternate, ratios, spread, warm
from bench.processes import Quota

CASES = [((6, 3), 8), ((64, 64), 8), ((512, 64), 2), ((1024, 64), 2), ((512, 64), 1), ((1024, 64), 1)]
PROBLEMS = ["512x64", "1024x64", "2048x64", "4096x64", "1024x768", "1000x100", "777x33", "multi-head"]
TABLES = [("FLOAT32", 1), ("FLOAT32", 2), ("FLOAT64", 1)]
STARTS = [(6, 3), (64, 64)]
PROFILED = [("json", (6, 3)), ("json", (64, 64)), ("npy", (64, 64))]
PRODUCTS = ["scores", "context", "projection"]
ANSWERS_A_TURN = 20
CROWD = 64  # connections
COMPILING = 40  # seconds under load until most of the service is compiled, also on slow machines


def tell(*words):
    print(" ", *words, file=sys.stderr, flush=True)


def http(service, peer, load, plan, results):
    """Appends the requests a second of the service beside a peer, case by case."""
    with service.start() as ours, peer.start(load.folder) as theirs:
        ours.await_answer()
        if not peer.url:
            theirs.await_answer()
        load.turn(f"{ours.url}/attention/self", "json", (64, 64), 8, COMPILING)
        for form in ("json", "npy"):
            urls = {"ours": f"{ours.url}/attention/self", peer.name: f"{theirs.url}/{form}"}
            for size, connections in plan.cases(CASES):
                results.append(_case(load, urls, form, size, connections, plan))


def _case(load, urls, form, size, connections, plan):
    load.require_same(*urls.values(), form, size)
    slowest = min(_settled(load, url, form, size, connections, plan) for url in urls.values())
    if not slowest:
        raise RuntimeError(f"No answer to {form} {size} within a second")
    seconds = max(1, min(4, round(ANSWERS_A_TURN * connections / slowest)))
    turns = {
        name: lambda url=url: load.turn(url, form, size, connections, seconds) for name, url in urls.items()
    }
    ours, theirs = alternate(turns, plan.pairs).values()
    ratio = ratios([turn.rate for turn in ours], [turn.rate for turn in theirs])
    tell(*urls, form, size, connections, f"{ratio.median:.2f}")
    return {
        "peer": list(urls)[1],
        "form": form,
        "size": size,
        "connections": connections,
        "rates": [spread([turn.rate for turn in side]).median for side in (ours, theirs)],
        "late": [spread([turn.late for turn in side]).median for side in (ours, theirs)],
        "ratio": ratio,
    }


def _settled(load, url, form, size, connections, plan):
    rates = []

    def turn():
        rates.append(load.turn(url, form, size, connections, 1).rate)
        return rates[-1]

    warm(turn, most=plan.warm, settled=2)
    return max(rates)


def crowd(service, peers, load, plan):
    """How long requests of many connections take, and a probe of the service beside them."""
    seconds = 2 * plan.seconds
    with service.start() as ours, ThreadPoolExecutor() as pool:
        ours.await_answer()
        url = f"{ours.url}/attention/self"
        load.turn(url, "json", (64, 64), CROWD, COMPILING)
        probed = pool.submit(probes, f"{ours.url}/livez", seconds - 1)
        turns = {"ours": load.turn(url, "json", (64, 64), CROWD, seconds)}
        times = probed.result()
    for peer in peers:
        with peer.start(load.folder) as theirs:
            if not peer.url:
                theirs.await_answer()
            load.turn(f"{theirs.url}/json", "json", (64, 64), CROWD, plan.warm)
            turns[peer.name] = load.turn(f"{theirs.url}/json", "json", (64, 64), CROWD, seconds)
    probe = [statistics.median(times), statistics.quantiles(times, n=20)[-1], max(times)]
    tell(CROWD, "connections", *turns.values(), "probe", *(f"{time:.1f}" for time in probe))
    return {"seconds": seconds, "turns": turns, "probe": probe, "probes": len(times)}


def kernels(java, torch, cores, plan):
    """Milliseconds of whole answers beside PyTorch's, computing every step and fused."""
    results = []
    for dtype, threads in TABLES:
        if threads <= cores:
            for problem in plan.cases(PROBLEMS):
                results.append(_problem(java, torch, problem, dtype, threads, plan))
    return results


def _problem(java, torch, problem, dtype, threads, plan):
    ways = ["eager"] if problem == "multi-head" else ["eager", "fused"]
    turns = {"ours": lambda: java.turn(problem, dtype, threads, plan.turn)[0]}
    for way in ways:
        turns[way] = lambda way=way: torch.turn(f"{way}/{problem}", dtype, threads, plan.turn)[0]
    for name, turn in turns.items():
        warm(lambda turn=turn: 1 / turn(), most=4 * plan.warm, settled=10 if name == "ours" else 3)
    taken = alternate(turns, plan.pairs)
    millis = {name: 1000 * spread(times).median for name, times in taken.items()}
    tell(problem, dtype, threads, *(f"{name} {figure:.3f}" for name, figure in millis.items()))
    return {
        "problem": problem,
        "dtype": dtype,
        "threads": threads,
        "millis": millis,
        "ratios": {way: ratios(taken[way], taken["ours"]) for way in ways},
    }


def roof(java, plan):
    """Operations and bytes a second at best, and what products reach of the former."""
    turns = {name: lambda name=name: java.turn(name, "FLOAT32", 1, plan.turn)[1] for name in ["fma", "read", *PRODUCTS]}
    for turn in turns.values():
        warm(turn, most=4 * plan.warm, settled=10)
    speeds = alternate(turns, plan.pairs)
    return {
        "bits": int(java.about),
        "operations": spread(speeds["fma"]).median,
        "bytes": spread(speeds["read"]).median,
        "shares": {name: ratios(speeds[name], speeds["fma"]) for name in PRODUCTS},
        "speeds": {name: spread(speeds[name]).median for name in PRODUCTS},
    }


def start(service, load, cores, plan):
    """Requests a second in each second after the first answer, and when that came; with half a core where allowed."""
    ways = {"jar": service, "image": service.cached()}
    results = [one for size in STARTS for one in _starts(ways, load, size, cores, None, plan)]
    if quota := Quota.of(0.5):
        with contextlib.closing(quota):
            results += [one for size in STARTS for one in _starts(ways, load, size, 0.5, quota, plan)]
    return results


def _starts(ways, load, size, cores, quota, plan):
    load.body("json", *size)
    turns = {way: functools.partial(_start, way, service, load, size, quota, plan) for way, service in ways.items()}
    for way, starts in alternate(turns, plan.starts).items():
        firsts, rates = zip(*starts, strict=True)
        yield {
            "way": way,
            "cores": cores,
            "size": size,
            "starts": plan.starts,
            "first": statistics.median(firsts),
            "rates": [statistics.median(second) for second in zip(*rates, strict=True)],
        }


def _start(way, service, load, size, quota, plan):
    begin = time.monotonic()
    with service.start(quota=quota) as ours:
        ours.await_answer()
        first = time.monotonic() - begin
        tell(way, size, f"first answer after {first:.1f} s")
        url = f"{ours.url}/attention/self"
        return first, [load.turn(url, "json", size, 8, 1).rate for _ in range(plan.seconds)]


def profiles(service, load, plan):
    """The stacks of warm requests, 8 connections at once."""
    results = []
    with service.start(*profile.FLAGS) as ours:
        ours.await_answer()
        url = f"{ours.url}/attention/self"
        load.turn(url, "json", (64, 64), 8, COMPILING)
        for form, size in plan.cases(PROFILED):
            load.turn(url, form, size, 8, COMPILING // 2)
            stacks = profile.record(service, ours, functools.partial(load.turn, url, form, size, 8, plan.seconds // 2))
            tell(form, size, f"{len(stacks)} samples")
            results.append({"form": form, "size": size, "stacks": stacks})
    return results


HEAP_FLAGS = ["-Xms256m", "-Xmx256m", "-XX:NativeMemoryTracking=summary"]


def memory(service, peers, load, plan):
    """What the service, started as the image starts it, has in memory beside its heap."""
    service = service.cached()
    with service.start(*HEAP_FLAGS) as ours:
        ours.await_answer()
        url = f"{ours.url}/attention/self"
        heap = addresses(service.jcmd(ours, "GC.heap_info"))

        def measured():
            return ours.beside(heap), ours.threads()

        idle = measured()
        load.turn(url, "json", (64, 64), 8, COMPILING)
        few = _loaded(load, url, 8, plan, measured)
        many = _loaded(load, url, 64, plan, measured)
        summary = service.jcmd(ours, "VM.native_memory", "summary")
    theirs = {}
    for peer in peers:
        if not peer.url:
            with peer.start(load.folder) as other:
                other.await_answer()
                before = other.memory()
                theirs[peer.name] = before, _loaded(load, f"{other.url}/json", 64, plan, other.memory)
    return {"idle": idle, "few": few, "many": many, "areas": areas(summary), "peers": theirs}


def _loaded(load, url, connections, plan, measure):
    load.turn(url, "json", (64, 64), connections, max(2, plan.seconds // 3))
    return measure()


def addresses(heap_info):
    """The addresses of the heap, in what the JVM says of it."""
    first, end = re.search(r"\[0x([0-9a-f]+), 0x([0-9a-f]+)\)", heap_info).groups()
    return range(int(first, 16), int(end, 16))


def areas(summary):
    """Committed bytes of each area in a summary of native memory, the largest first."""
    found = re.findall(r"^-\s+(.+?) \(reserved=\d+KB, committed=(\d+)KB", summary, re.MULTILINE)
    return dict(sorted(((name, 1024 * int(size)) for name, size in found), key=lambda area: -area[1]))
