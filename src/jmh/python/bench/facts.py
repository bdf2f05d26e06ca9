"""What the machine is, as its system tells it."""

import os
import pathlib
import platform
import re
import shlex
import subprocess

VECTORS = re.compile(r"avx\w*|fma|f16c|asimd|sve\w*|vaes|amx\w*")


def facts(service):
    """Names and texts, in the order of the page."""
    processor = _processor()
    flags = processor.get("flags", processor.get("Features", "")).split()
    vectors = sorted(flag for flag in flags if VECTORS.fullmatch(flag))
    commit = _output(["git", "-C", pathlib.Path(__file__).parent, "rev-parse", "--short", "HEAD"])
    virtual = ", virtual" if "hypervisor" in flags else ""
    return {
        "processor": processor.get("model name", platform.machine()),
        "cores": f"{os.cpu_count()}{virtual}",
        "vectors": " ".join(vectors),
        "caches": ", ".join(_caches()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "JDK": _output([service.jdk / "bin/java", "--version"]).split("\n")[1],
        "service": f"{service.jar.name}, commit {commit}",
    }


def command(arguments):
    """A command without the folders of its programs, which are nobody else's."""
    return shlex.join(text if "://" in text else re.sub(r"[^\s='\"]*/", "", text) for text in arguments)


def short_name(model):
    """A model as a part of a file's name."""
    words = re.sub(r"\(\w+\)|@.*|CPU|Processor|\d+-Core", "", model)
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))


def _processor():
    lines = pathlib.Path("/proc/cpuinfo").read_text().split("\n\n")[0].split("\n")
    return dict(re.split(r"\s*:\s*", line, maxsplit=1) for line in lines if ":" in line)


def _caches():
    for index in sorted(pathlib.Path("/sys/devices/system/cpu/cpu0/cache").glob("index*")):
        level, kind, size = ((index / name).read_text().strip() for name in ("level", "type", "size"))
        if kind != "Instruction":
            kib = int(size.rstrip("K"))
            yield f"L{level} {kib // 1024} MiB" if kib >= 1024 else f"L{level} {kib} KiB"


def _output(command):
    run = subprocess.run(command, capture_output=True, text=True)
    return run.stdout.strip()
