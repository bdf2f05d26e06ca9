"""Processes that this program starts: servers on the loopback, quotas of processor time, memory."""

import contextlib
import os
import pathlib
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import NamedTuple


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Resident(NamedTuple):
    """Bytes of a process in memory: its own, and those of files, which the system can drop and others can share."""

    own: int
    files: int


class Server:
    """A command that answers over HTTP, ended with all its children."""

    def __init__(self, command, url, log, environment=None):
        self.url, self.log = url, log
        with open(log, "w") as out:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=os.environ | (environment or {}),
                start_new_session=True,
            )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for ending in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(self.process.pid, ending)
                self.process.wait(20)

    def await_answer(self, path="/", patience=180):
        """Waits until it answers, with any status."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.url + path, timeout=5).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError(f"No answer from {self.log.stem} within {patience} s, its last line: {self.last_line()}")

    def last_line(self):
        """The last line that it has written."""
        return self.log.read_text().strip().split("\n")[-1]

    def memory(self):
        """Resident bytes of the process and its children; what they share counts once."""
        return sum(_proportional(pid) for pid in _family(self.process.pid))

    def beside(self, addresses):
        """What is resident of the process outside a range of addresses."""
        resident = anonymous = 0
        for line in pathlib.Path(f"/proc/{self.process.pid}/smaps").read_text().splitlines():
            if start := re.match("([0-9a-f]+)-[0-9a-f]+ ", line):
                counts = int(start[1], 16) not in addresses
            elif counts and line.startswith("Rss:"):
                resident += _bytes(line)
            elif counts and line.startswith("Anonymous:"):
                anonymous += _bytes(line)
        return Resident(anonymous, resident - anonymous)

    def threads(self):
        return sum(len(os.listdir(f"/proc/{pid}/task")) for pid in _family(self.process.pid))


def _family(pid):
    yield pid
    for children in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from _family(int(child))


def _proportional(pid):
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return _bytes(line)
    return 0


def _bytes(line):
    return 1024 * int(line.split()[1])


class Quota:
    """A control group that grants a part of a core to what is started in it; None where that is not allowed."""

    PERIOD = 100_000

    def __init__(self, folder, procs):
        self.folder, self.procs = folder, procs

    @classmethod
    def of(cls, cores):
        name, share = f"attention-bench-{os.getpid()}", int(cores * cls.PERIOD)
        for root, limit, text in (
            ("/sys/fs/cgroup", "cpu.max", f"{share} {cls.PERIOD}"),
            ("/sys/fs/cgroup/cpu", "cpu.cfs_quota_us", str(share)),
        ):
            folder = pathlib.Path(root, name)
            try:
                folder.mkdir()
            except OSError:
                continue
            try:
                if not (folder / limit).exists():
                    raise FileNotFoundError(limit)
                (folder / limit).write_text(text)
                return cls(folder, folder / "cgroup.procs")
            except OSError:
                folder.rmdir()
        return None

    def command(self, command):
        return ["sh", "-c", 'echo $$ >"$0" && exec "$@"', str(self.procs), *command]

    def close(self):
        """Removes the group, which is busy for a moment after its last process."""
        for _ in range(50):
            with contextlib.suppress(OSError):
                return self.folder.rmdir()
            time.sleep(0.1)
