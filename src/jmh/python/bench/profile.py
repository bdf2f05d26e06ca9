"""Where the processor time of requests goes: samples of the threads that serve them, as a tree of calls."""

import json
import subprocess

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<configuration version="2.0">
  <event name="jdk.CPUTimeSample">
    <setting name="enabled">true</setting>
    <setting name="throttle">2ms</setting>
  </event>
</configuration>
"""
DEPTH = 256
FLAGS = ["-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints", f"-XX:FlightRecorderOptions=stackdepth={DEPTH}"]
SYSTEM = "system calls"
JAVA = "Java"
ORIGINS = {"attention.": "the service", "org.springframework.": "Spring", "org.apache.": "Tomcat"}
NATIVE = ("SocketDispatcher", "EPoll", "EventFD", "Net", "NativeThread")


class Node:
    """A method at one place in the tree, with the samples in it and in what it calls."""

    def __init__(self, origin=JAVA):
        self.origin, self.samples, self.calls = origin, 0, {}

    def add(self, stack):
        self.samples += 1
        node = self
        for name, origin in stack:
            node = node.calls.setdefault(name, Node(origin))
            node.samples += 1

    def depth(self, least):
        """How many methods are below each other, counting those with at least so many samples."""
        return max((1 + call.depth(least) for call in self.calls.values() if call.samples >= least), default=0)


def record(service, server, load):
    """The stacks of a running service while it is under load, as `jfr print` tells them."""
    settings, recording = service.folder / "samples.jfc", service.folder / "samples.jfr"
    settings.write_text(SETTINGS)
    service.jcmd(server, "JFR.start", "name=samples", f"settings={settings}")
    load()
    service.jcmd(server, "JFR.stop", "name=samples", f"filename={recording}")
    what = ["--json", "--stack-depth", str(DEPTH), "--events", "jdk.CPUTimeSample"]
    printed = subprocess.run([service.jdk / "bin/jfr", "print", *what, recording], check=True, capture_output=True)
    return stacks(json.loads(printed.stdout))


def stacks(printed):
    """The methods of each sample of a thread that serves requests, the outermost first, each with its origin.

    What has only an address is the glue of a lambda.
    """
    found = []
    for event in printed["recording"]["events"]:
        values = event["values"]
        thread = (values.get("eventThread") or {}).get("javaName") or ""
        trace = values.get("stackTrace")
        if trace and (thread.startswith("request-") or thread.endswith("-Poller")):
            methods = [frame["method"] for frame in reversed(trace["frames"])]
            found.append([_method(method) for method in methods if not method["type"]["name"].startswith("0x")])
    return found


def _method(method):
    type_ = method["type"]["name"].replace("/", ".")
    origin = next((origin for prefix, origin in ORIGINS.items() if type_.startswith(prefix)), JAVA)
    simple = type_.rsplit(".", 1)[-1]
    if type_.startswith("sun.nio.ch.") and simple in NATIVE:
        origin = SYSTEM
    return f"{simple}.{method['name']}", origin


def tree(found):
    root = Node()
    for stack in found:
        root.add(stack)
    return root


def shares(found):
    """What part of the samples each origin has: Java's own methods count for whoever calls them."""
    counts = dict.fromkeys([SYSTEM, *ORIGINS.values(), JAVA], 0)
    for stack in found:
        origins = [origin for _, origin in stack]
        if origins and origins[-1] == SYSTEM:
            counts[SYSTEM] += 1
        else:
            counts[next((origin for origin in reversed(origins) if origin in ORIGINS.values()), JAVA)] += 1
    return {origin: count / max(1, len(found)) for origin, count in counts.items()}
