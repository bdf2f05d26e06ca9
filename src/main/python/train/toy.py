"""What the training scripts share: the seed, rounded weights, and examples in the form of src/main/resources/examples."""

import json
import pathlib
import sys

import torch

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "resources" / "examples"


def begin(seed=0):
    """One thread and a fixed seed, so that a run gives the same numbers again on the same machine."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)


def folder():
    """Where examples are written: the folder named on the command line, or that of the service."""
    return pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES


def size(model):
    """How many numbers were trained."""
    return sum(weight.numel() for weight in model.parameters())


@torch.no_grad()
def round_weights(model, digits):
    """Rounds every weight in place, so that what is measured afterwards is what an example holds."""
    for weight in model.parameters():
        weight.copy_(weight.double().mul(10**digits).round().div(10**digits))


def numbers(tensor, digits):
    """A tensor as lists of numbers with so many decimal places; 0.0 where that leaves nothing."""
    if tensor.dim() > 0:
        return [numbers(row, digits) for row in tensor]
    return round(tensor.item(), digits) + 0.0


def text(value, indent=""):
    """JSON with a vector, or a row of a matrix, on each line."""
    inner = indent + "  "
    if isinstance(value, dict):
        members = [f"{inner}{json.dumps(name)}: {text(member, inner)}" for name, member in value.items()]
        return "{\n" + ",\n".join(members) + "\n" + indent + "}"
    if isinstance(value, list) and value and isinstance(value[0], (list, dict)):
        return "[\n" + ",\n".join(inner + text(row, inner) for row in value) + "\n" + indent + "]"
    return json.dumps(value, ensure_ascii=False)


def write(name, example):
    """Writes an example and prints how many bytes it takes."""
    path = folder() / name
    path.write_text(text(example) + "\n", encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size} bytes")
