"""The service and its peers, as processes."""

import contextlib
import os
import pathlib
import re
import shlex
import subprocess
from typing import NamedTuple

from bench.processes import Server, free_port

SOURCES = pathlib.Path(__file__).parents[2]


class Peer(NamedTuple):
    """A program that answers POST /json and POST /npy on the port of its variable PORT, or something that runs."""

    name: str
    command: str = ""
    url: str = ""

    @classmethod
    def named(cls, text):
        """NAME=COMMAND or NAME=URL."""
        name, _, rest = text.partition("=")
        if not name or not rest:
            raise ValueError(f"Expected NAME=COMMAND or NAME=URL, found {text}")
        return cls(name, url=rest.rstrip("/")) if re.match("https?://", rest) else cls(name, rest)

    def start(self, folder):
        if self.url:
            return contextlib.nullcontext(self)
        port = free_port()
        return Server(
            ["sh", "-c", self.command],
            f"http://127.0.0.1:{port}",
            folder / f"{self.name}.log",
            {"PORT": str(port)},
        )


def fastapi(python):
    return Peer(
        "FastAPI",
        f"OMP_NUM_THREADS=1 exec {shlex.quote(python)} -m uvicorn --app-dir {shlex.quote(str(SOURCES / 'python'))}"
        f" --host 127.0.0.1 --port $PORT --workers {os.cpu_count()} --log-level error fastapi_peer:app",
    )


def versions(python, modules):
    """The versions of installed packages, or None if one is missing."""
    lines = "; ".join(f"import {name}; print('{name}', {name}.__version__)" for name in modules)
    run = subprocess.run([python, "-c", lines], capture_output=True, text=True)
    return ", ".join(run.stdout.split("\n")[:-1]) if run.returncode == 0 else None


class Service:
    """The packaged service on a JDK."""

    MODULES = ("--add-modules", "jdk.incubator.vector")
    FLAGS = (*MODULES, "-XX:ThreadPriorityPolicy=1")

    # As the image has them.
    COLLECTOR = ("-XX:+UseG1GC", "-XX:TrimNativeHeapInterval=5000")
    MAPPED = ("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0")

    def __init__(self, jdk, jar, folder, *options):
        self.jdk, self.jar, self.folder = pathlib.Path(jdk), pathlib.Path(jar), folder
        self.options = options

    def cached(self):
        """The service as the image starts it: unpacked, and with the AOT cache of a training run."""
        jar, cache = self._unpacked() / self.jar.name, self.folder / "service.aot"
        training = Service(self.jdk, jar, self.folder, *self.COLLECTOR, f"-XX:AOTCacheOutput={cache}")
        with training.start(arguments=["--spring.profiles.active=training", "--attention.shutdown.within=10m"]) as run:
            if status := run.process.wait():
                raise RuntimeError(f"The training run ended with {status}, its last line: {run.last_line()}")
        return Service(self.jdk, jar, self.folder, *self.COLLECTOR, *self.MAPPED, f"-XX:AOTCache={cache}")

    def start(self, *options, quota=None, arguments=()):
        port = free_port()
        command = [str(self.jdk / "bin/java"), *self.FLAGS, *self.options, *options, "-jar", str(self.jar)]
        command += ["--server.address=127.0.0.1", f"--server.port={port}"]
        command += ["--management.server.address=127.0.0.1", "--management.server.port=0"]
        command += ["--attention.shutdown.notice=0s", *arguments]
        command = quota.command(command) if quota else command
        return Server(command, f"http://127.0.0.1:{port}", self.folder / "service.log")

    def jcmd(self, server, *command):
        """What a diagnostic command of a started server prints."""
        run = [self.jdk / "bin/jcmd", str(server.process.pid), *command]
        return subprocess.run(run, capture_output=True, text=True, check=True).stdout

    def lines(self):
        """The command of attention.capacity.Turns, compiled against the classes of the jar."""
        extracted, classes = self._unpacked(), self.folder / "classes"
        path = f"{classes}:{extracted}/*:{extracted}/lib/*"
        names = ("capacity/Answer", "capacity/Problem", "capacity/Turns", "kernel/Products", "kernel/Roof")
        sources = [SOURCES / f"java/attention/{name}.java" for name in names]
        compiler = [self.jdk / "bin/javac", *self.MODULES, "-nowarn", "-proc:none", "-d", classes, "-cp", path]
        subprocess.run([*compiler, *sources], check=True, stderr=subprocess.DEVNULL)
        return [str(self.jdk / "bin/java"), *self.FLAGS, "-cp", path, "attention.capacity.Turns"]

    def _unpacked(self):
        """The jar as a folder of jars."""
        folder = self.folder / "extracted"
        tools = [self.jdk / "bin/java", "-Djarmode=tools", "-jar", self.jar, "extract", "--force"]
        subprocess.run([*tools, "--destination", folder], check=True, stdout=subprocess.DEVNULL)
        return folder


class Lines:
    """A process that computes when it is told on its standard input."""

    def __init__(self, command):
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
        self.about = self.process.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def turn(self, name, dtype, threads, seconds):
        """Seconds a run, and operations a second of what counts them."""
        self.process.stdin.write(f"{name} {dtype} {threads} {int(1000 * seconds)}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{' '.join(map(str, self.process.args))} ended at {name} {dtype}")
        runs, nanos, operations = map(int, answer.split())
        return nanos / runs / 1e9, 1e9 * operations * runs / nanos


def torch(python):
    return [python, str(SOURCES / "python/attention.py")]
