"""Pictures as plain SVG."""

import html
import math
import statistics

from bench.profile import JAVA, ORIGINS, SYSTEM

LEFT, RIGHT, WIDTH, PITCH = 270, 670, 760, 20
FASTER, SLOWER = "#4472a8", "#c46a3c"
COLOURS = ["#4472a8", "#c46a3c", "#4a9a6a", "#8a5aa8"]
FLAMES = {JAVA: "#d8d8d8", SYSTEM: "#e9b48f"} | dict(zip(ORIGINS.values(), ["#9dbde0", "#a9d3ba", "#cdb6de"], strict=True))


def bars(title, rows):
    """Ratios around a line at 1, on a scale of powers of two; a thin line joins the quartiles.

    A row is a label with its spread, or with None if it is a heading.
    """
    spreads = [spread for _, spread in rows if spread]
    powers = [abs(math.log2(end)) for spread in spreads for end in (spread.low, spread.high)]
    reach = math.ceil(max(1, *powers))
    foot = 44 + PITCH * len(rows)

    def x(ratio):
        return LEFT + (RIGHT - LEFT) * (math.log2(ratio) + reach) / (2 * reach)

    parts = []
    step = math.ceil(reach / 4)
    for power in range(-(reach // step * step), reach + 1, step):
        at, label = x(2**power), f"1/{2**-power}" if power < 0 else f"{2**power}"
        parts.append(_line(at, 38, at, foot, "#333" if power == 0 else "#ddd"))
        parts.append(_text(at, foot + 18, label, "middle"))
    for row, (label, spread) in enumerate(rows):
        middle = 44 + PITCH * row + PITCH / 2
        if spread is None:
            parts.append(_text(16, middle + 5, label, "start", "bold"))
            continue
        begin, end = sorted((x(1), x(spread.median)))
        colour = FASTER if spread.median >= 1 else SLOWER
        parts.append(_text(LEFT - 10, middle + 5, label, "end"))
        place = f'x="{begin:.1f}" y="{middle - 6:.1f}" width="{end - begin:.1f}" height="12"'
        parts.append(f'<rect {place} fill="{colour}"/>')
        parts.append(_line(x(spread.low), middle, x(spread.high), middle, "#111"))
        parts.append(_text(RIGHT + 12, middle + 5, f"{spread.median:.2f}"))
    return _picture(title, foot + 30, parts)


def final(figures):
    """What figures come to: the median of their last third."""
    return statistics.median(figures[len(figures) * 2 // 3 :])


def curves(title, series):
    """Figures of each second as parts of what they come to, by name."""
    top, foot = 50, 290
    unit = {name: final(figures) or 1 for name, figures in series.items()}
    most = max(1.0, *(figure / unit[name] for name, figures in series.items() for figure in figures))
    length = max(2, *map(len, series.values()))

    def point(second, part):
        return f"{60 + 660 * second / (length - 1):.1f},{foot - (foot - top) * part / most:.1f}"

    parts = []
    for part in (0, 0.5, 1):
        height = foot - (foot - top) * part / most
        parts.append(_line(60, height, 720, height, "#333" if part == 0 else "#ddd"))
        parts.append(_text(52, height + 5, f"{100 * part:.0f} %", "end"))
    for second in range(0, length, 5):
        parts.append(_text(60 + 660 * second / (length - 1), foot + 18, f"{second} s", "middle"))
    for row, (name, figures) in enumerate(series.items()):
        colour, below = COLOURS[row % len(COLOURS)], foot + 44 + PITCH * row
        points = " ".join(point(second, figure / unit[name]) for second, figure in enumerate(figures))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(_line(60, below - 5, 84, below - 5, colour, 3))
        parts.append(_text(92, below, f"{name}: {unit[name]:,.0f} requests a second in the end"))
    return _picture(title, foot + 40 + PITCH * len(series), parts)


def flames(title, root):
    """A tree of calls, the outermost method at the bottom, each as wide as its part of all samples."""
    width, row, top = 1200, 15, 60
    least = root.samples / 400
    foot = top + row * root.depth(least)
    parts = []
    for place, (origin, colour) in enumerate(FLAMES.items()):
        parts.append(f'<rect x="{16 + 130 * place}" y="34" width="12" height="12" fill="{colour}"/>')
        parts.append(_text(34 + 130 * place, 45, origin))

    def draw(node, x, level):
        for name, call in sorted(node.calls.items()):
            wide = (width - 32) * call.samples / root.samples
            if call.samples >= least:
                y = foot - row * (level + 1)
                box = f'x="{x:.1f}" y="{y}" width="{max(wide - 0.5, 0.5):.1f}" height="{row - 1}"'
                part = f"{html.escape(name)}: {100 * call.samples / root.samples:.1f} %"
                parts.append(f'<rect {box} fill="{FLAMES[call.origin]}"><title>{part}</title></rect>')
                shown = name[: int(wide / 6.2)]
                if len(shown) > 3:
                    parts.append(f'<text x="{x + 2:.1f}" y="{y + 11}" font-size="10">{html.escape(shown)}</text>')
                draw(call, x, level + 1)
            x += wide

    draw(root, 16, 0)
    return _picture(title, foot + 16, parts, width)


def _picture(title, height, parts, width=WIDTH):
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif"'
        f' font-size="13" role="img" aria-label="{html.escape(title)}">'
    )
    paper = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    return "\n".join([head, paper, _text(16, 24, title), *parts, "</svg>\n"])


def _text(x, y, text, anchor="start", weight="normal"):
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" fill="#333"'
    return f"<text {place}>{html.escape(text)}</text>"


def _line(x1, y1, x2, y2, colour, width=1.5):
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"/>'
