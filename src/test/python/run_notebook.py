"""Runs docs/notebooks/attention.ipynb from top to bottom against a running service.

    python3 src/test/python/run_notebook.py http://localhost:8080 [--write]

Compares the printed outputs with those stored, or stores the new ones with --write. Needs nbclient, ipykernel, numpy, matplotlib and requests.
"""

import copy
import itertools
import math
import os
import pathlib
import sys

import nbformat
from nbclient import NotebookClient

NOTEBOOK = pathlib.Path(__file__).parents[3] / "docs" / "notebooks" / "attention.ipynb"


def printed(notebook):
    return [
        "".join(output.get("text", "") for output in cell.outputs if output.output_type == "stream")
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def same(ours, stored):
    """Equal words, and numbers that differ as little as those of two processors may."""
    pairs = itertools.zip_longest(ours.replace("[", "[ ").replace("]", " ]").split(), stored.replace("[", "[ ").replace("]", " ]").split(), fillvalue="")
    return all(one == other or close(one, other) for one, other in pairs)


def close(one, other):
    try:
        return math.isclose(float(one), float(other), rel_tol=0.01, abs_tol=2e-3)
    except ValueError:
        return False


def pictures(notebook):
    return sum("image/png" in output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", []))


def main(service, write=False):
    os.environ["ATTENTION_SERVICE"] = service
    stored = nbformat.read(NOTEBOOK, 4)
    run = copy.deepcopy(stored)
    NotebookClient(run, timeout=300, record_timing=False).execute()
    if write:
        run.metadata = stored.metadata
        nbformat.write(run, NOTEBOOK)
    elif pictures(run) != pictures(stored) or not all(map(same, printed(run), printed(stored))):
        sys.exit("The notebook prints other numbers than those stored.")
    print(f"{NOTEBOOK.name}: {len(printed(run))} cells, {pictures(run)} pictures")


if __name__ == "__main__":
    main(sys.argv[1], "--write" in sys.argv[2:])
