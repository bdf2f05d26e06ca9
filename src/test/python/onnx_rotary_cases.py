#!/usr/bin/env python3
"""Turns the ONNX project's own node tests of the operator RotaryEmbedding into cases for this service.

usage: onnx_rotary_cases.py FOLDER [CHECKOUT]

Writes one JSON file for each token of each batch element into FOLDER, in the form of src/test/resources/golden.
With CHECKOUT, a checkout of ONNX, it reads the tests stored there; without it, it has the installed package make
them. Needs onnx and numpy.

The cosines and sines of the tests are random numbers that belong to no common angle. A pair is therefore turned by
atan2(sin, cos), given as a frequency at position 1, and its input is made hypot(sin, cos) times as long.
"""

import json
import pathlib
import sys

import numpy
import onnx

import onnx_cases

TOLERANCE = 1e-6


class Case:
    """One test, its tokens as batch × tokens × heads × width."""

    def __init__(self, name, model, inputs, outputs):
        node = model.graph.node[0]
        self.name = name
        self.attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        given = dict(zip([i.name for i in model.graph.input], map(onnx_cases.array, inputs)))
        slots = ["X", "cos_cache", "sin_cache", "position_ids"]
        # The operator knows its inputs by place; a test may call them what it likes.
        self.tensors = {slot: given[own] for slot, own in zip(slots, node.input) if own}
        self.inputs = self.tokens(self.tensors["X"])
        self.outputs = self.tokens(onnx_cases.array(outputs[0]))
        self.heads, width = self.inputs.shape[2:]
        self.turned = self.attributes.get("rotary_embedding_dim", 0) or width
        self.interleaved = bool(self.attributes.get("interleaved", 0))

    def tokens(self, tensor):
        if tensor.ndim == 4:
            return tensor.transpose(0, 2, 1, 3)
        heads = self.attributes["num_heads"]
        return tensor.reshape(*tensor.shape[:2], heads, tensor.shape[2] // heads)

    def cache(self, slot, batch, token):
        cache = self.tensors[slot]
        ids = self.tensors.get("position_ids")
        return numpy.asarray(cache[batch, token] if ids is None else cache[ids[batch, token]], dtype=numpy.float64)

    def lengthened(self, batch, token, factors):
        """The heads of a token, each pair as long as its cosine and sine make it."""
        heads = numpy.asarray(self.inputs[batch, token], dtype=numpy.float64).copy()
        columns = numpy.repeat(factors, 2) if self.interleaved else numpy.tile(factors, 2)
        heads[:, : self.turned] *= columns
        return heads

    def written(self, batch, token, source):
        cosines, sines = (self.cache(slot, batch, token) for slot in ("cos_cache", "sin_cache"))
        row = self.lengthened(batch, token, numpy.hypot(sines, cosines)).reshape(1, -1).tolist()
        expected = numpy.asarray(self.outputs[batch, token], dtype=numpy.float64)
        rotary = {
            "pairing": "interleaved" if self.interleaved else "halves",
            "frequencies": numpy.arctan2(sines, cosines).tolist(),
            "dimension": self.turned,
            "positions": [1],
            "keyPositions": [1],
        }
        return {
            "case": f"{self.name}[{batch}][{token}]",
            "source": source,
            "path": "/attention/multi-head",
            "tolerance": TOLERANCE,
            "request": {
                "queries": row,
                "keys": row,
                "heads": self.heads,
                "include": ["rotatedQuery", "rotatedKeys"],
                "rotary": rotary,
            },
            "response": {
                "rotatedKeys": expected.reshape(1, -1).tolist(),
                "rows": [{"heads": [{"head": h, "rotatedQuery": head} for h, head in enumerate(expected.tolist())]}],
            },
        }


def main(folder, checkout=None):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    source = onnx_cases.source(checkout)
    written = 0
    for name, model, inputs, outputs in onnx_cases.tests("RotaryEmbedding", "rotary_embedding", checkout):
        case = Case(name, model, inputs, outputs)
        for batch, token in numpy.ndindex(case.inputs.shape[:2]):
            file = folder / f"{name.removeprefix('test_')}.{batch}.{token}.json"
            file.write_text(json.dumps(case.written(batch, token, source), allow_nan=False) + "\n")
            written += 1
    print(f"{written} cases of {source} written to {folder}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
