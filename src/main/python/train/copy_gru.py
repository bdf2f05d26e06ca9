"""Trains the contract's GRU encoder-decoder to copy words: with additive attention, and with the last annotation only.

usage: copy_gru.py [FOLDER]

Step t: the query is s_{t-1}, z_t = attention(s_{t-1}, annotations) or the last annotation, s_t = GRU([y_t ; z_t], s_{t-1}),
logits = [s_t ; z_t] W + b (Bahdanau et al. 2015, arXiv:1409.0473, section 3.1).
"""

import torch
from torch import nn

import copying
import toy


class Copier(nn.Module):
    def __init__(self, attends, letter=8, state=16, hidden=8):
        super().__init__()
        self.attends = attends
        self.embedding = nn.Embedding(len(copying.TOKENS), letter)
        self.encoder = nn.GRU(letter, state, batch_first=True)
        self.cell = nn.GRUCell(letter + state, state)
        self.readout = nn.Linear(2 * state, len(copying.TOKENS))
        if attends:
            self.query = nn.Linear(state, hidden, bias=False)
            self.key = nn.Linear(state, hidden)
            self.energy = nn.Linear(hidden, 1, bias=False)

    def context(self, state, annotations):
        if not self.attends:
            return annotations[:, -1]
        scores = self.energy(torch.tanh(self.query(state)[:, None] + self.key(annotations)))
        return (scores.softmax(1) * annotations).sum(1)

    def forward(self, word, fed=None, steps=None):
        """The logits of each step, which reads a column of "fed" or, without it, what was written before."""
        annotations, last = self.encoder(self.embedding(word))
        state, y = last[0], copying.ended(len(word))[:, 0]
        logits = []
        for t in range(fed.shape[1] if fed is not None else steps):
            y = fed[:, t] if fed is not None else y
            context = self.context(state, annotations)
            state = self.cell(torch.cat([self.embedding(y), context], 1), state)
            logits.append(self.readout(torch.cat([state, context], 1)))
            y = logits[-1].argmax(1)
        return torch.stack(logits, 1)

    def request(self):
        digits = copying.DIGITS

        def cell(parameters):
            names = ("input", "hidden", "inputBias", "hiddenBias")
            return {"type": "gru", "layout": "out-in"} | {
                name: toy.numbers(weight, digits) for name, weight in zip(names, parameters)
            }

        attention = {"score": "none"}
        if self.attends:
            attention = {
                "score": "additive",
                "parameters": {
                    "query": toy.numbers(self.query.weight.T, digits),
                    "key": toy.numbers(self.key.weight.T, digits),
                    "bias": toy.numbers(self.key.bias, digits),
                    "energy": toy.numbers(self.energy.weight[0], digits),
                },
            }
        return {
            "encoder": {"forward": cell(self.encoder.parameters())},
            "decoder": {
                "cell": cell(self.cell.parameters()),
                "readout": {
                    "layout": "out-in",
                    "weights": toy.numbers(self.readout.weight, digits),
                    "bias": toy.numbers(self.readout.bias, digits),
                    "tokens": copying.TOKENS,
                },
                "generate": copying.generate(self.embedding),
            },
            "attention": attention,
        }


def trained(attends):
    toy.begin()
    model = Copier(attends)
    copying.train(model, seed=1)
    copying.report("GRU, additive attention" if attends else "GRU, last annotation only", model)
    return model


def main():
    toy.write(
        "73-copy-with-attention.json",
        copying.example(
            trained(True),
            "copy-with-attention",
            "A trained decoder copies a word with attention",
            "A GRU of 16 states, trained on words of 2 to 10 letters, copies a word and reads its own letters back. Each step attends mostly to the letter that it writes. Compare copy-without-attention.",
        ),
    )
    toy.write(
        "74-copy-without-attention.json",
        copying.example(
            trained(False),
            "copy-without-attention",
            "The same decoder has only the last annotation",
            "Trained on the same words with as many steps, but 16 numbers have to carry the whole word: long words come out wrong. That is the bottleneck of one hidden state.",
        ),
    )


if __name__ == "__main__":
    main()
