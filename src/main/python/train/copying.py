"""The task of copying a word, letter by letter, and how well a decoder does it.

A word is made of the letters a to h. The decoder begins with the sign "." and should write the word and then "." again.
"""

import torch
from torch import nn

import toy

TOKENS = [*"abcdefgh", "."]
END = len(TOKENS) - 1
TRAINED = range(2, 11)
MEASURED = (2, 4, 6, 8, 10, 12, 14, 16)
STEPS = 5000
DIGITS = 3
WORD = "facadebead"


def words(length, count):
    return torch.randint(END, (count, length))


def ended(count):
    return torch.full((count, 1), END)


def train(model, seed):
    """The same words in the same order, as many steps, for every model trained from the same seed."""
    torch.manual_seed(seed)
    adam = torch.optim.Adam(model.parameters(), 5e-3)
    rate = torch.optim.lr_scheduler.LinearLR(adam, 1, 0.02, STEPS)
    for _ in range(STEPS):
        word = words(torch.randint(TRAINED.start, TRAINED.stop, ()).item(), 64)
        target = torch.cat([word, ended(len(word))], 1)
        logits = model(word, fed=torch.cat([ended(len(word)), word], 1))
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), target.flatten())
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1)
        adam.step()
        rate.step()


@torch.no_grad()
def right(model, length, count=500):
    """The percentage of letters that the decoder writes right when it reads what it wrote itself; none after a first "."."""
    torch.manual_seed(length)
    word = words(length, count)
    written = model(word, steps=length).argmax(2)
    alive = (written == END).cumsum(1) == 0
    return 100 * ((written == word) & alive).float().mean().item()


def report(name, model):
    """Prints what the model writes right by length, before and after its weights are rounded."""
    print(f"{name}: {toy.size(model)} numbers, {STEPS} steps; letters right by length")
    print("  length      " + "".join(f"{length:7d}" for length in MEASURED))
    print("  trained     " + "".join(f"{right(model, length):7.1f}" for length in MEASURED))
    toy.round_weights(model, DIGITS)
    print(f"  {DIGITS} decimals  " + "".join(f"{right(model, length):7.1f}" for length in MEASURED))


def example(model, name, title, why):
    """A request that has the service write the word, and the letters that the model writes."""
    letters = torch.tensor([[TOKENS.index(letter) for letter in WORD]])
    with torch.no_grad():
        written = model(letters, steps=len(WORD) + 2).argmax(2)[0].tolist()
    written = written[: written.index(END) + 1] if END in written else written
    print(f"  {WORD} -> {''.join(TOKENS[index] for index in written)}")
    return {
        "name": name,
        "title": title,
        "path": "/attention/encoder-decoder",
        "why": why,
        "request": {
            "tokens": list(WORD),
            "inputs": toy.numbers(model.embedding(letters)[0], DIGITS),
            **model.request(),
        },
        "shows": {"rows": [{"step": step, "predictedToken": TOKENS[index]} for step, index in enumerate(written)]},
    }


def generate(embedding):
    """The member "generate" of a decoder that begins and ends with "."."""
    return {
        "embeddings": toy.numbers(embedding.weight, DIGITS),
        "start": END,
        "end": END,
        "steps": len(WORD) + 2,
    }
