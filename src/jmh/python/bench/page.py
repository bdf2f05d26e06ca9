"""The text of a page and its pictures, from given figures."""

import re

from bench import drawing, profile

MIB = 2**20


def page(stem, figures):
    """The files of a page, by name: its text, and its pictures."""
    pictures, parts = {}, [_head(figures)]
    for section, write in SECTIONS.items():
        if figures.get(section):
            parts.append(write(stem, figures[section], pictures))
    if figures["left_out"]:
        parts.append("## Left out\n\n" + "\n".join(f"- {reason}" for reason in figures["left_out"]))
    return {f"{stem}.md": "\n\n".join(parts) + "\n", **pictures}


def figure(number):
    """Three digits, and all in front of the point."""
    if number >= 100 or number == 0:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}" if number >= 1 else f"{number:.3f}"


def _head(figures):
    date = figures["date"]
    rough = "\n\nA quick run with few pairs: these figures are rough." if figures["quick"] else ""
    return (
        f"# {date.day} {date:%B %Y}, {figures['machine']['processor']}\n\n"
        + _table(["", ""], figures["machine"].items())
        + f"\n\nMade by `{figures['command']}`. The sides take turns, and a ratio is the median of {figures['pairs']}"
        + " pairs of neighbouring turns, its quartiles in brackets. Above 1 the service is faster:"
        + " [what the ratios mean](README.md#what-the-ratios-mean)."
        + rough
    )


def _table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    text = "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
    return re.sub(r"\|  (?=\|)", "| ", text)


def _size(size):
    return f"{size[0]} × {size[1]}"


def _ratio(spread):
    return f"{spread.median:.2f} ({spread.low:.2f} to {spread.high:.2f})"


def _http(stem, cases, pictures):
    peers = list(dict.fromkeys(case["peer"] for case in cases))
    rows, tables = [], []
    for peer in peers:
        mine = [case for case in cases if case["peer"] == peer]
        rows += [(f"beside {peer}", None)]
        rows += [(f"{_case(case)}, {case['connections']} conn.", case["ratio"]) for case in mine]
        tables.append(_peer(peer, mine))
    pictures[f"{stem}-http.svg"] = drawing.bars("Requests a second, service / peer", rows)
    return "\n\n".join(
        [
            "## Through HTTP",
            "Simple self-attention with scores, weights and context of every query. wrk with one thread on the same"
            " machine, one second to each side in turns (up to four where a connection gets fewer than 20 answers a"
            " second), after both were warm. Before that, both answered with the same numbers. Rates and 99th"
            " percentiles are medians of the turns.",
            f"![Requests a second beside each peer]({stem}-http.svg)",
            *tables,
        ]
    )


def _case(case):
    return f"{case['form'].upper()}, {_size(case['size'])}"


def _peer(peer, cases):
    head = ["", "connections", "ours", peer, f"ours / {peer}", f"99th percentile, ms, ours / {peer}"]
    rows = [
        [_case(case), case["connections"], *map(figure, case["rates"]), _ratio(case["ratio"])]
        + [" / ".join(map(figure, case["late"]))]
        for case in cases
    ]
    return f"### Beside {peer}\n\n" + _table(head, rows)


def _crowd(_stem, crowd, _pictures):
    rows = [
        [name, figure(turn.rate), figure(turn.median), figure(turn.late), f"{turn.late / turn.median:.2f}"]
        for name, turn in crowd["turns"].items()
    ]
    median, late, longest = (f"{time:.1f}" for time in crowd["probe"])
    return "\n\n".join(
        [
            "## Many connections",
            f"JSON of 64 × 64 on 64 connections at once for {crowd['seconds']} seconds, each side by itself and after a"
            " time to warm up.",
            _table(["", "requests a second", "median, ms", "99th percentile, ms", "99th percentile / median"], rows),
            f"Beside them, `/livez` of the service was asked for {crowd['probes']} times, each time on a connection of its"
            f" own: median {median} ms, 95th percentile {late} ms, longest {longest} ms.",
        ]
    )


def _kernels(stem, problems, pictures):
    rows, tables = [], []
    for key in dict.fromkeys((one["dtype"], one["threads"]) for one in problems):
        mine = [one for one in problems if (one["dtype"], one["threads"]) == key]
        name = f"{key[0].lower()}, {['one thread', 'two threads'][key[1] - 1]}"
        for way in ("eager", "fused"):
            rows.append((f"{way} / ours, {name}", None))
            rows += [(_problem(one), one["ratios"][way]) for one in mine if way in one["ratios"]]
        tables.append(f"### {name}\n\n" + _milliseconds(mine))
    pictures[f"{stem}-kernels.svg"] = drawing.bars("Time of a whole answer, PyTorch / service", rows)
    return "\n\n".join(
        [
            "## All steps of an answer, in process",
            "A Java process and a Python process that take turns of a fraction of a second. *eager* is PyTorch computing"
            " every step as the service does, *fused* is `scaled_dot_product_attention`, which returns none of them."
            " multi-head is 12 × 64 with n = 512 and all projections, beside `nn.MultiheadAttention` with its weights."
            " Milliseconds.",
            f"![Time beside PyTorch]({stem}-kernels.svg)",
            *tables,
        ]
    )


def _problem(one):
    return one["problem"].replace("x", " × ")


def _milliseconds(problems):
    def cells(one):
        millis, ratios = one["millis"], one["ratios"]
        times = [figure(millis[name]) if name in millis else "" for name in ("ours", "eager", "fused")]
        return [_problem(one), *times, *(_ratio(ratios[way]) if way in ratios else "" for way in ("eager", "fused"))]

    return _table(["n × d", "ours", "eager", "fused", "eager / ours", "fused / ours"], map(cells, problems))


def _percent(share):
    return f"{100 * share.median:.0f} % ({100 * share.low:.0f} to {100 * share.high:.0f} %)"


def _roof(_stem, roof, _pictures):
    names = {
        "scores": "scores, 24 × 1024 × 64",
        "context": "context, 24 × 1024 × 64",
        "projection": "projection, 24 × 768 × 768",
    }
    rows = [[names[name], figure(roof["speeds"][name] / 1e9), _percent(share)] for name, share in roof["shares"].items()]
    return (
        "## The roof\n\n"
        f"On one thread, with vectors of {roof['bits']} bits: {figure(roof['operations'] / 1e9)} GFLOP/s with fused"
        f" multiply-add in float32 registers, {figure(roof['bytes'] / 1e9)} GB/s read from memory. The products of a"
        " block, in turns with that:\n\n"
        + _table(["", "GFLOP/s", "of the roof"], rows)
    )


def _start(stem, starts, pictures):
    def name(one):
        return f"{_size(one['size'])}, {one['cores']} core{'' if one['cores'] == 1 else 's'}"

    def reached(one):
        most = 0.9 * drawing.final(one["rates"])
        return one["first"] + next(second for second, rate in enumerate(one["rates"]) if rate >= most)

    curves = []
    for way in dict.fromkeys(one["way"] for one in starts):
        title = f"Requests a second after the start, {way}, as a part of what they come to"
        rates = {name(one): one["rates"] for one in starts if one["way"] == way}
        curves.append(f"{stem}-start-{way}.svg")
        pictures[curves[-1]] = drawing.curves(title, rates)
    rows = []
    for one in starts:
        rates = [one["rates"][at] for at in (0, 4, -1) if at < len(one["rates"])]
        rows.append([f"{one['way']}, {name(one)}", *map(figure, [one["first"], *rates, reached(one)])])
    columns = ["", "seconds to the first answer", "requests, second 1", "second 5", "last", "seconds to 90 %"]
    return "\n\n".join(
        [
            "## After a start",
            "wrk with 8 connections and JSON for one second after the other, from the first answer on. *jar* is"
            " `java -jar`; *image* has the options of the image and its AOT cache. The two take turns; medians of"
            f" {starts[0]['starts']} starts each. Where the cores are fewer than the machine's, a quota of processor"
            " time limits the service, but not wrk. The last column counts from the start of the process to the first"
            " second with 90 % of what the last third come to.",
            *(f"![Requests a second after the start]({curve})" for curve in curves),
            _table(columns, rows),
        ]
    )


def _memory(_stem, memory, _pictures):
    def row(name, measured):
        resident, threads = measured
        return [name, *(f"{bytes_ / MIB:.0f}" for bytes_ in resident), threads]

    (few, _), (many, threads) = memory["few"], memory["many"]
    stacks = memory["areas"].get("Thread", 0) / threads / 1024
    rows = [row("idle", memory["idle"]), row("8 connections", memory["few"]), row("64 connections", memory["many"])]
    beside = {name: size for name, size in memory["areas"].items() if name != "Java Heap" and size >= MIB}
    areas = [[name, f"{size / MIB:.1f}"] for name, size in beside.items()]
    peers = [[name, *(f"{size / MIB:.0f}" for size in sizes)] for name, sizes in memory["peers"].items()]
    parts = [
        "## Memory beside the heap",
        "Started as in the image, with its AOT cache; JSON of 64 × 64. MiB that are resident outside the addresses of"
        " the heap: of the process itself, and of files (the JVM, classes), which the system can drop and several"
        " containers share.",
        _table(["", "its own", "of files", "threads"], rows),
        f"A connection more costs {(many.own - few.own) / 56 / 1024:.0f} KiB;"
        f" a thread commits {stacks:.0f} KiB."
        " What the JVM has committed for itself then (`jcmd VM.native_memory summary`, areas from 1 MiB on):",
        _table(["", "MiB"], areas),
    ]
    if peers:
        parts += ["The peers, all of their processes, with their files:", _table(["", "idle", "64 connections"], peers)]
    return "\n\n".join(parts)


def _profile(stem, cases, pictures):
    shares = [profile.shares(case["stacks"]) for case in cases]
    rows = [[origin, *(f"{100 * share[origin]:.0f} %" for share in shares)] for origin in shares[0]]
    shown = []
    for case in cases:
        name = f"{stem}-{case['form']}-{case['size'][0]}x{case['size'][1]}.svg"
        title = f"Where the processor time of a request goes: {_case(case)}"
        pictures[name] = drawing.flames(title, profile.tree(case["stacks"]))
        shown.append(f"![{title}]({name})")
    return "\n\n".join(
        [
            "## Where the time goes",
            "Samples of the processor time of the threads that serve requests (`jdk.CPUTimeSample`), 8 connections, warm."
            " A method of Java counts for whoever calls it; system calls stand apart. In the pictures each method is as"
            " wide as its part of the time, above the one that calls it. Opened by itself, a picture names what the"
            " pointer is over.",
            _table(["", *map(_case, cases)], rows),
            *shown,
        ]
    )


SECTIONS = {
    "http": _http,
    "crowd": _crowd,
    "profile": _profile,
    "kernels": _kernels,
    "roof": _roof,
    "start": _start,
    "memory": _memory,
}
