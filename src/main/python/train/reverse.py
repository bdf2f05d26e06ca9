"""Trains one causal transformer layer of two heads to reverse words.

usage: reverse.py [FOLDER]

It reads five letters and "|" and writes the letters from the last to the first. After "|" each position has to look at its
mirror image, so that one head's weights make an anti-diagonal.
"""

import torch
from torch import nn

import toy

LETTERS, BAR, LENGTH, WIDTH, HEADS = "abcdefgh", 8, 5, 16, 2
STEPS, DIGITS = 1500, 3
WORD = "badge"


class Reverser(nn.Module):
    def __init__(self):
        super().__init__()
        self.letter = nn.Embedding(len(LETTERS) + 1, WIDTH)
        self.position = nn.Embedding(2 * LENGTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH, bias=False) for _ in range(4))
        self.readout = nn.Linear(WIDTH, len(LETTERS))

    def embed(self, tokens):
        x = self.letter(tokens) + self.position.weight
        return x, self.norm(x)

    def weights(self, normed):
        """The weights of each head, batch x heads x n x n."""

        def heads(x):
            return x.unflatten(2, (HEADS, -1)).transpose(1, 2)

        scores = heads(self.query(normed)) @ heads(self.key(normed)).transpose(2, 3) / (WIDTH // HEADS) ** 0.5
        later = torch.ones(scores.shape[2:], dtype=torch.bool).triu(1)
        return scores.masked_fill(later, -torch.inf).softmax(3)

    def forward(self, tokens):
        x, normed = self.embed(tokens)
        values = self.value(normed).unflatten(2, (HEADS, -1)).transpose(1, 2)
        contexts = (self.weights(normed) @ values).transpose(1, 2).flatten(2)
        return self.readout(x + self.output(contexts))[:, LENGTH:]


def sequences(words):
    """Words, "|", and all letters of the answer but the last."""
    return torch.cat([words, torch.full((len(words), 1), BAR), words.flip(1)[:, :-1]], 1)


def train(model):
    adam = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(STEPS):
        words = torch.randint(len(LETTERS), (64, LENGTH))
        logits = model(sequences(words))
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), words.flip(1).flatten())
        adam.zero_grad()
        loss.backward()
        adam.step()


@torch.no_grad()
def report(model, when):
    torch.manual_seed(1)
    words = torch.randint(len(LETTERS), (2000, LENGTH))
    tokens = sequences(words)
    right = (model(tokens).argmax(2) == words.flip(1)).float().mean().item()
    weights = model.weights(model.embed(tokens)[1])[:, :, LENGTH:]
    mirrored = torch.stack([weights[:, :, i, LENGTH - 1 - i] for i in range(LENGTH)], 2).mean(0)
    print(f"{when}: {100 * right:.1f} % of the letters right; weight on the mirror image, in %")
    for head in range(HEADS):
        print(f"  head {head}: " + " ".join(f"{100 * weight:.0f}" for weight in mirrored[head].tolist()))


@torch.no_grad()
def example(model):
    tokens = sequences(torch.tensor([[LETTERS.index(letter) for letter in WORD]]))
    embeddings = toy.numbers(model.embed(tokens)[1][0], DIGITS)
    written = "".join(LETTERS[index] for index in model(tokens).argmax(2)[0].tolist())
    print(f"  {WORD} -> {written}")
    weights = model.double().weights(torch.tensor([embeddings], dtype=torch.float64))[0, :, LENGTH:]
    matrices = ("query", "key", "value", "output")
    return {
        "name": "trained-reversal",
        "title": "A trained head that reverses a word",
        "path": "/attention/multi-head",
        "why": "A causal transformer layer of two heads and width 16, trained to write five letters from the last to the first. The five positions after the bar look at their mirror images: the weights of one head make an anti-diagonal.",
        "request": {
            "tokens": [*WORD, "|", *written[:-1]],
            "embeddings": embeddings,
            "heads": HEADS,
            "mask": {"causal": True},
            "queryIndices": list(range(LENGTH, 2 * LENGTH)),
            "projections": {"layout": "out-in"}
            | {name: toy.numbers(getattr(model, name).weight, DIGITS) for name in matrices},
        },
        "shows": {
            "rows": [
                {
                    "queryIndex": LENGTH + i,
                    "heads": [{"head": h, "weights": toy.numbers(weights[h, i], 6)} for h in range(HEADS)],
                }
                for i in range(LENGTH)
            ]
        },
    }


def main():
    toy.begin()
    model = Reverser()
    train(model)
    print(f"causal heads: {toy.size(model)} numbers, {STEPS} steps")
    report(model, "trained")
    toy.round_weights(model, DIGITS)
    report(model, f"{DIGITS} decimals")
    toy.write("44-trained-reversal.json", example(model))


if __name__ == "__main__":
    main()
