#!/usr/bin/env python3
"""Turns the ONNX project's own node tests of the operator Attention into cases for this service.

usage: onnx_cases.py FOLDER [CHECKOUT]

Writes one JSON file a batch element into FOLDER, in the form of src/test/resources/golden. With CHECKOUT,
a checkout of ONNX, it reads the tests stored there; without it, it has the installed package make them.
Needs onnx and numpy. The order of softcap and mask, and what qk_matmul_output_mode 1 and 2 mean, are those
of ONNX v1.22.0 and later.
"""

import json
import pathlib
import sys
import warnings

import numpy
import onnx
from onnx import numpy_helper

# Where a test computes in half precision, it keeps no more digits than these.
TOLERANCES = {"float64": 1e-10, "float32": 1e-5, "float16": 2e-2, "bfloat16": 1e-1}


class Inexpressible(Exception):
    """Says why a test has no counterpart here."""


def stored_tests(prefix, checkout):
    """Name, model, inputs and outputs of every test that a checkout holds."""
    for folder in sorted((checkout / "onnx/backend/test/data/node").glob(f"test_{prefix}*")):
        model = onnx.load(folder / "model.onnx")
        data = folder / "test_data_set_0"

        def tensors(kind, declared):
            return [onnx.load_tensor(data / f"{kind}_{i}.pb") for i in range(len(declared))]

        yield folder.name, model, tensors("input", model.graph.input), tensors("output", model.graph.output)


def made_tests(operator):
    """The same, made by the installed package."""
    from onnx.backend.test.case.node import collect_testcases

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tests of other operators are made too, and some overflow on purpose
        tests = collect_testcases(operator)
    for test in tests:
        inputs, outputs = test.data_sets[0]
        yield test.name, test.model, inputs, outputs


def tests(operator, prefix, checkout):
    """The tests of an operator, but for those that are written out in smaller operators."""
    found = stored_tests(prefix, pathlib.Path(checkout)) if checkout else made_tests(operator)
    return (test for test in found if [node.op_type for node in test[1].graph.node] == [operator])


def source(checkout):
    """Where the tests come from."""
    version = (pathlib.Path(checkout) / "VERSION_NUMBER").read_text().strip() if checkout else onnx.__version__
    return f"ONNX v{version} node test (Apache-2.0)"


def array(tensor):
    return tensor if isinstance(tensor, numpy.ndarray) else numpy_helper.to_array(tensor)


def finite(name, numbers):
    wide = numpy.asarray(numbers, dtype=numpy.float64)
    if not numpy.isfinite(wide).all():
        raise Inexpressible(f"{name} holds NaN or an infinity, which JSON has no number for")
    return wide.tolist()


def with_null(numbers):
    """Nested lists in which −∞ is null."""
    if isinstance(numbers, list):
        return [with_null(part) for part in numbers]
    return None if numbers == float("-inf") else numbers


def side_by_side(tensor):
    """heads × tokens × width as tokens × (heads · width)."""
    return tensor.transpose(1, 0, 2).reshape(tensor.shape[1], -1)


def split(tensor, heads):
    """batch × tokens × (heads · width) as batch × heads × tokens × width; four axes stay as they are."""
    if tensor.ndim == 4:
        return tensor
    batch, tokens, width = tensor.shape
    return tensor.reshape(batch, tokens, heads, width // heads).transpose(0, 2, 1, 3)


class Case:
    """One test, with everything in four axes."""

    def __init__(self, name, model, inputs, outputs):
        node = model.graph.node[0]
        self.name = name
        self.attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        given = {slot: tensor for slot, tensor in zip([i.name for i in model.graph.input], map(array, inputs))}
        slots = ["Q", "K", "V", "attn_mask", "past_key", "past_value", "nonpad_kv_seqlen"]
        # The operator knows its inputs by place; a test may call them what it likes.
        self.tensors = {slot: given[own] for slot, own in zip(slots, node.input) if own}
        results = dict(zip([o.name for o in model.graph.output], map(array, outputs)))
        self.results = {slot: results[own] for slot, own in zip(["Y", "", "", "QK"], node.output) if own in results}
        self.read_heads()

    def read_heads(self):
        query = self.tensors["Q"]
        flat = query.ndim == 3
        self.heads = self.attributes["q_num_heads"] if flat else query.shape[1]
        self.shared = self.attributes["kv_num_heads"] if flat else self.tensors["K"].shape[1]
        self.dtype = query.dtype.name
        self.query = split(query, self.heads)
        self.key = self.cached("past_key", split(self.tensors["K"], self.shared))
        self.value = self.cached("past_value", split(self.tensors["V"], self.shared))
        self.output = split(self.results["Y"], self.heads)

    def cached(self, past, now):
        return numpy.concatenate([self.tensors[past], now], axis=2) if past in self.tensors else now

    def offset(self, batch):
        """How many keys stand before the first query."""
        if "past_key" in self.tensors:
            return self.tensors["past_key"].shape[2]
        if "nonpad_kv_seqlen" in self.tensors:
            return int(self.tensors["nonpad_kv_seqlen"][batch]) - self.query.shape[2]
        return 0

    def mask(self, batch):
        mask = {}
        if self.attributes.get("is_causal"):
            mask["causal"] = True
        sides = {"left": "left_window_size", "right": "right_window_size"}
        window = {side: self.attributes.get(name, -1) for side, name in sides.items()}
        window = {side: size for side, size in window.items() if size >= 0}
        if window:
            mask["window"] = window
        if mask and self.offset(batch):
            mask["offset"] = self.offset(batch)
        if "nonpad_kv_seqlen" in self.tensors:
            real = int(self.tensors["nonpad_kv_seqlen"][batch])
            mask["keys"] = [j < real for j in range(self.key.shape[2])]
        return mask

    def bias(self, batch):
        """The member and the numbers that attn_mask becomes."""
        mask = self.tensors.get("attn_mask")
        if mask is None:
            return {}
        if mask.dtype == bool:
            mask = numpy.where(mask, 0.0, -numpy.inf)
        mask = numpy.asarray(mask, dtype=numpy.float64)
        missing = self.key.shape[2] - mask.shape[-1]
        mask = numpy.pad(mask, [(0, 0)] * (mask.ndim - 1) + [(0, missing)], constant_values=-numpy.inf)
        mask = mask.reshape((1,) * (4 - mask.ndim) + mask.shape)
        mask = mask[batch if mask.shape[0] > 1 else 0]
        if numpy.isnan(mask).any() or numpy.isposinf(mask).any():
            raise Inexpressible("attn_mask holds NaN or +∞, which JSON has no number for")
        mask = numpy.broadcast_to(mask, (mask.shape[0], self.query.shape[2], self.key.shape[2]))
        if mask.shape[0] == 1:
            return {"bias": with_null(mask[0].tolist())}
        return {"headBias": with_null(mask.tolist())}

    def stage(self, request):
        """The name that the fourth output has here."""
        mode = self.attributes.get("qk_matmul_output_mode", 0)
        stages = ["scaledScores"]
        if mode > 0 and "softcap" in request:
            stages.append("cappedScores")
        if mode == 2 and {"bias", "headBias"} & request.keys():
            stages.append("biasedScores")
        if mode == 2 and "mask" in request:
            stages.append("maskedScores")
        return "weights" if mode == 3 else stages[-1]

    def request(self, batch):
        request = {
            "queries": finite("Q", side_by_side(self.query[batch])),
            "keys": finite("K", side_by_side(self.key[batch])),
            "values": finite("V", side_by_side(self.value[batch])),
            "heads": self.heads,
        }
        if self.shared != self.heads:
            request["keyValueHeads"] = self.shared
        if "scale" in self.attributes:
            request["scale"] = self.attributes["scale"]
        if self.attributes.get("softcap", 0) > 0:
            request["softcap"] = self.attributes["softcap"]
        request |= self.bias(batch)
        mask = self.mask(batch)
        if mask:
            request["mask"] = mask
        if self.dtype == "float64":
            request["dtype"] = "float64"
        return request

    def response(self, batch, request):
        contexts = finite("Y", side_by_side(self.output[batch]))
        rows = [{"queryIndex": i, "concatenated": context} for i, context in enumerate(contexts)]
        if "QK" in self.results:
            name = self.stage(request)
            stages = numpy.asarray(self.results["QK"][batch], dtype=numpy.float64)
            for i, row in enumerate(rows):
                row["heads"] = [{"head": h, name: with_null(stages[h, i].tolist())} for h in range(self.heads)]
        return {"rows": rows}

    def written(self, batch, source):
        request = self.request(batch)
        return {
            "case": f"{self.name}[{batch}]",
            "source": source,
            "path": "/attention/multi-head",
            "tolerance": TOLERANCES[self.dtype],
            "request": request,
            "response": self.response(batch, request),
        }


def main(folder, checkout=None):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    origin = source(checkout)
    written = 0
    for name, model, inputs, outputs in tests("Attention", "attention_", checkout):
        case = Case(name, model, inputs, outputs)
        for batch in range(case.query.shape[0]):
            try:
                content = case.written(batch, origin)
            except Inexpressible as reason:
                print(f"left out {name}[{batch}]: {reason}", file=sys.stderr)
                continue
            file = folder / f"{name.removeprefix('test_')}.{batch}.json"
            file.write_text(json.dumps(content, allow_nan=False) + "\n")
            written += 1
    print(f"{written} cases of {origin} written to {folder}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
