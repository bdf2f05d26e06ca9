"""The parts of a page that do not depend on a machine. Run: python3 -m unittest discover -s src/jmh/python"""

import datetime
import http.server
import json
import pathlib
import struct
import sys
import tempfile
import threading
import time
import unittest
import xml.etree.ElementTree as xml

from bench import drawing, load, page, pairs, profile, sections, sides
from bench.facts import command, short_name
from bench.pairs import Spread
from bench.processes import Resident, Server

CASE = {
    "peer": "Other",
    "form": "json",
    "size": (64, 64),
    "connections": 8,
    "rates": [5369.6, 2580.0],
    "late": [6.91, 8.9],
    "ratio": Spread(1.9, 2.08, 2.2),
}
PROBLEM = {
    "problem": "512x64",
    "dtype": "FLOAT32",
    "threads": 1,
    "millis": {"ours": 0.6264, "eager": 0.896, "fused": 0.42},
    "ratios": {"eager": Spread(1.4, 1.43, 1.5), "fused": Spread(0.6, 0.67, 0.7)},
}
MEMORY = {
    "idle": (Resident(100 << 20, 70 << 20), 30),
    "few": (Resident(110 << 20, 70 << 20), 40),
    "many": (Resident(138 << 20, 71 << 20), 96),
    "areas": {"Java Heap": 256 << 20, "Thread": 96 << 20, "Code": 30 << 20, "Tracing": 1 << 10},
    "peers": {"Other": (100 << 20, 110 << 20)},
}


def figures(**more):
    return {
        "date": datetime.date(2026, 11, 7),
        "machine": {"processor": "Some Processor"},
        "command": "src/jmh/run",
        "pairs": 9,
        "quick": False,
        "left_out": [],
    } | more


def sample(thread, *methods):
    """A sample as `jfr print` tells it: the innermost method first."""
    frames = [{"method": dict(zip(("type", "name"), ({"name": t}, n)))} for t, _, n in (m.rpartition(".") for m in methods)]
    return {"values": {"eventThread": {"javaName": thread}, "stackTrace": {"frames": frames}}}


RUN = "java.lang.Thread.run"
SAMPLES = {
    "recording": {
        "events": [
            sample("request-1", "java.util.List.add", "attention.web.Page.row", "org.apache.Valve.invoke", RUN),
            sample("request-2", "sun.nio.ch.SocketDispatcher.write0", "org.apache.Valve.invoke", RUN),
            sample("http-nio-1-Poller", "0x01.run", RUN),
            sample("main", RUN),
        ]
    }
}


class ProfileTests(unittest.TestCase):
    def test_only_threads_of_requests_count(self):
        self.assertEqual(len(profile.stacks(SAMPLES)), 3)

    def test_glue_is_left_out(self):
        self.assertEqual(profile.stacks(SAMPLES)[2], [("Thread.run", profile.JAVA)])

    def test_a_method_of_java_counts_for_its_caller_unless_it_is_a_system_call(self):
        third = 1 / 3
        expected = {"system calls": third, "the service": third, "Spring": 0, "Tomcat": 0, "Java": third}
        self.assertEqual(profile.shares(profile.stacks(SAMPLES)), expected)

    def test_samples_add_up_in_the_tree(self):
        root = profile.tree(profile.stacks(SAMPLES))
        run = root.calls["Thread.run"]
        self.assertEqual((root.samples, run.samples, run.calls["Valve.invoke"].samples), (3, 3, 2))
        self.assertEqual((root.depth(1), root.depth(2)), (4, 2))

    def test_a_method_is_as_wide_as_its_part(self):
        picture = xml.fromstring(drawing.flames("title", profile.tree(profile.stacks(SAMPLES))))
        wide = {
            box[0].text: float(box.get("width"))
            for box in picture.iter("{http://www.w3.org/2000/svg}rect")
            if len(box)
        }
        self.assertAlmostEqual(wide["Valve.invoke: 66.7 %"], wide["Thread.run: 100.0 %"] * 2 / 3, delta=1)


class PairsTests(unittest.TestCase):
    def test_a_ratio_is_the_median_of_pairs_and_not_the_ratio_of_medians(self):
        machine_slows_down = [100, 50, 10], [50, 25, 5]
        self.assertEqual(pairs.ratios(*machine_slows_down), Spread(2, 2, 2))
        self.assertEqual(pairs.ratios([1, 9, 2], [1, 3, 4]), Spread(0.75, 1, 2))

    def test_one_pair_is_its_own_quartiles(self):
        self.assertEqual(pairs.ratios([3], [2]), Spread(1.5, 1.5, 1.5))

    def test_a_lost_turn_is_refused(self):
        with self.assertRaises(ValueError):
            pairs.ratios([1, 2], [1])

    def test_the_sides_take_turns(self):
        order = []
        given = pairs.alternate({side: lambda side=side: order.append(side) or len(order) for side in "ab"}, 3)
        self.assertEqual("".join(order), "ababab")
        self.assertEqual(given, {"a": [1, 3, 5], "b": [2, 4, 6]})

    def test_warming_ends_when_the_speed_is_reached(self):
        speeds = iter([1, 2, 4, 4.1, 4, 4, 4, 99])
        pairs.warm(lambda: next(speeds), settled=4)
        self.assertEqual(next(speeds), 99)

    def test_warming_ends_after_the_most_turns(self):
        turns = []
        pairs.warm(lambda: turns.append(0) or 2.0 ** len(turns), most=5)
        self.assertEqual(len(turns), 5)


class PageTests(unittest.TestCase):
    def test_a_row_has_figures_ratio_and_quartiles(self):
        files = page.page("stem", figures(http=[CASE]))
        self.assertEqual(sorted(files), ["stem-http.svg", "stem.md"])
        self.assertIn("# 7 November 2026, Some Processor\n", files["stem.md"])
        self.assertIn("| JSON, 64 × 64 | 8 | 5,370 | 2,580 | 2.08 (1.90 to 2.20) | 6.91 / 8.90 |", files["stem.md"])
        self.assertIn("](stem-http.svg)", files["stem.md"])

    def test_sections_without_figures_are_left_out_with_their_reason(self):
        text = page.page("stem", figures(http=[], left_out=["wrk is missing."]))["stem.md"]
        self.assertNotIn("## Through HTTP", text)
        self.assertIn("## Left out\n\n- wrk is missing.\n", text)

    def test_multi_head_has_no_fused_peer(self):
        layer = PROBLEM | {"problem": "multi-head", "ratios": {"eager": Spread(4, 4.5, 5)}}
        layer["millis"] = {"ours": 33.5, "eager": 151.2}
        text = page.page("stem", figures(kernels=[PROBLEM, layer]))["stem.md"]
        self.assertIn("| 512 × 64 | 0.626 | 0.896 | 0.420 | 1.43 (1.40 to 1.50) | 0.67 (0.60 to 0.70) |", text)
        self.assertIn("| multi-head | 33.5 | 151 | | 4.50 (4.00 to 5.00) | |", text)

    def test_memory_beside_the_heap_goes_to_connections_and_threads(self):
        text = page.page("stem", figures(memory=MEMORY))["stem.md"]
        self.assertIn("| 64 connections | 138 | 71 | 96 |", text)
        self.assertIn("A connection more costs 512 KiB", text)
        self.assertIn("a thread commits 1024 KiB", text)
        self.assertIn("| Code | 30.0 |", text)
        self.assertNotIn("Tracing", text)
        self.assertIn("| Other | 100 | 110 |", text)

    def test_a_crowd_has_its_late_requests_and_the_probe(self):
        turns = {"ours": load.Turn(3740.2, 16.2, 32.4), "Other": load.Turn(2260, 20, 25)}
        crowd = {"seconds": 60, "turns": turns, "probe": [1.7, 8.2, 16.96], "probes": 480}
        text = page.page("stem", figures(crowd=crowd))["stem.md"]
        self.assertIn("| ours | 3,740 | 16.2 | 32.4 | 2.00 |", text)
        self.assertIn("asked for 480 times", text)
        self.assertIn("median 1.7 ms, 95th percentile 8.2 ms, longest 17.0 ms", text)

    def test_a_start_has_its_first_fifth_and_last_second_and_when_it_is_at_full_speed(self):
        start = {"way": "jar", "cores": 0.5, "size": (6, 3), "starts": 3, "first": 9.87, "rates": [0, 20, 30, 40, 50, 60]}
        made = page.page("stem", figures(start=[start, {**start, "way": "image"}]))
        self.assertIn("| jar, 6 × 3, 0.5 cores | 9.87 | 0 | 50.0 | 60.0 | 13.9 |", made["stem.md"])
        for way in ("jar", "image"):
            self.assertIn(f"(stem-start-{way}.svg)", made["stem.md"])
            self.assertIn(way, made[f"stem-start-{way}.svg"])

    def test_products_are_a_share_of_the_roof(self):
        shares = {name: Spread(0.7, 0.75, 0.8) for name in sections.PRODUCTS}
        speeds = dict.fromkeys(shares, 75e9)
        roof = {"bits": 256, "operations": 1e11, "bytes": 2e10, "shares": shares, "speeds": speeds}
        text = page.page("stem", figures(roof=roof))["stem.md"]
        self.assertIn("100 GFLOP/s with fused", text)
        self.assertIn("| projection, 24 × 768 × 768 | 75.0 | 75 % (70 to 80 %) |", text)


class DrawingTests(unittest.TestCase):
    def test_bars_go_from_the_line_at_1_to_the_ratio(self):
        picture = xml.fromstring(drawing.bars("a < b", [("one", Spread(1, 2, 2)), ("two", Spread(0.5, 0.5, 1))]))
        _, faster, slower = picture.iter("{http://www.w3.org/2000/svg}rect")
        middle = (drawing.LEFT + drawing.RIGHT) / 2
        self.assertEqual(float(faster.get("x")), middle)
        self.assertEqual(float(slower.get("x")), drawing.LEFT)
        self.assertEqual(float(slower.get("width")), middle - drawing.LEFT)
        self.assertEqual([faster.get("fill"), slower.get("fill")], [drawing.FASTER, drawing.SLOWER])

    def test_a_curve_is_a_part_of_what_it_comes_to(self):
        picture = xml.fromstring(drawing.curves("start", {"small": [5, 5, 5, 10, 10, 10], "large": [1] * 6}))
        small, large = picture.iter("{http://www.w3.org/2000/svg}polyline")
        heights = [float(point.split(",")[1]) for point in small.get("points").split()]
        self.assertEqual(heights, [170.0] * 3 + [50.0] * 3)
        self.assertEqual(len(large.get("points").split()), 6)


class Slow(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(0.02)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


class LoadTests(unittest.TestCase):
    def test_both_forms_of_a_body_have_the_same_numbers(self):
        with tempfile.TemporaryDirectory() as folder:
            body = {form: load.Load(folder).body(form, 6, 3).read_bytes() for form in load.MEDIA}
        rows = json.loads(body["json"])["embeddings"]
        self.assertEqual(len(body["npy"]) % 64, 6 * 3 * 4 % 64)
        numbers = struct.unpack("<18f", body["npy"][-72:])
        self.assertEqual(struct.pack("<18f", *(number for row in rows for number in row)), struct.pack("<18f", *numbers))

    def test_probes_are_counted_and_timed(self):
        with http.server.HTTPServer(("127.0.0.1", 0), Slow) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            times = load.probes(f"http://127.0.0.1:{server.server_port}/", seconds=0.2, pause=0)
            server.shutdown()
        self.assertGreaterEqual(len(times), 1)
        self.assertGreaterEqual(min(times), 20)

    def test_answers_are_compared_by_stage_in_both_forms(self):
        expected = {"scores": [1.0, 2.0], "weights": [0.25, 0.75], "context": [3.0]}
        stages = "('scores', '<f4', (2,)), ('weights', '<f4', (2,)), ('context', '<f4', (1,))"
        head = f"{{'descr': [('queryIndex', '<i4'), {stages}]}}".encode()
        record = struct.pack("<i5f", 0, 1, 2, 0.25, 0.75, 3)
        file = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head + record
        numbers = load.numbers(file, "npy")
        self.assertEqual({stage: numbers[stage] for stage in load.STAGES}, expected)
        for answer in (expected, {"rows": [expected]}):
            answer = {stage: [row] for stage, row in answer.items()} if "rows" not in answer else answer
            self.assertEqual(load.numbers(json.dumps(answer), "json"), expected)


class NamesTests(unittest.TestCase):
    def test_a_peer_is_a_command_or_an_address(self):
        self.assertEqual(sides.Peer.named("C++=THREADS=2 ./x"), sides.Peer("C++", "THREADS=2 ./x"))
        self.assertEqual(sides.Peer.named("far=http://host:1/"), sides.Peer("far", url="http://host:1"))
        with self.assertRaises(ValueError):
            sides.Peer.named("./x")

    def test_a_model_becomes_a_part_of_a_file_name(self):
        self.assertEqual(short_name("AMD EPYC 9B14 96-Core Processor"), "amd-epyc-9b14")
        self.assertEqual(short_name("Intel(R) Xeon(R) Platinum 8481C CPU @ 2.70GHz"), "intel-xeon-platinum-8481c")

    def test_a_command_shows_no_folders_of_its_machine(self):
        self.assertEqual(command(["run", "--python", "/home/me/bin/python"]), "run --python python")
        self.assertEqual(command(["--peer", "C++=A=1 /srv/native -p"]), "--peer 'C++=A=1 native -p'")
        self.assertEqual(command(["--peer", "far=http://host:1/"]), "--peer far=http://host:1/")

    def test_the_addresses_of_the_heap_are_the_first_that_the_jvm_names(self):
        told = (
            "garbage-first heap   total reserved 262144K, committed 262144K, used 52391K"
            " [0x00000000f0000000, 0x0000000100000000)\n  region size 1024K, 12 young\n"
        )
        self.assertEqual(sections.addresses(told), range(0xF0000000, 0x100000000))

    @unittest.skipUnless(sys.platform == "linux", "reads /proc")
    def test_memory_at_some_addresses_is_left_out(self):
        with tempfile.TemporaryDirectory() as folder:
            log = pathlib.Path(folder) / "waiting.log"
            with Server([sys.executable, "-c", "print('up', flush=True); import time; time.sleep(30)"], "", log) as server:
                while not log.read_text() and server.process.poll() is None:
                    time.sleep(0.01)
                everything = server.beside(range(0))
                self.assertGreater(everything.own, 0)
                self.assertGreater(everything.files, 0)
                self.assertEqual(server.beside(range(1 << 64)), Resident(0, 0))

    def test_areas_of_native_memory_come_largest_first(self):
        summary = (
            "Total: reserved=1894210KB, committed=461106KB\n"
            "-                 Java Heap (reserved=262144KB, committed=262144KB)\n"
            "                            (mmap: reserved=262144KB, committed=262144KB)\n"
            "-                    Thread (reserved=57KB, committed=57KB)\n"
            "-                 Metaspace (reserved=65KB, committed=64KB)\n"
        )
        self.assertEqual(sections.areas(summary), {"Java Heap": 256 << 20, "Metaspace": 64 << 10, "Thread": 57 << 10})
        self.assertEqual(list(sections.areas(summary)), ["Java Heap", "Metaspace", "Thread"])
