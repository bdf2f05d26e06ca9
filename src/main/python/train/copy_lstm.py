"""Trains an LSTM encoder-decoder in Luong's order to copy words: with attention, and with the last annotation only.

usage: copy_lstm.py [FOLDER]

Step t: s_t = LSTM(y_t, s_{t-1}), the query is s_t, z_t = attention(s_t, annotations) with the score q W k or the last
annotation, h_t = tanh([z_t ; s_t] W_c + b_c), logits = h_t W + b (Luong et al. 2015, arXiv:1508.04025, section 3).
"""

import torch
from torch import nn

import copying
import toy


class Copier(nn.Module):
    def __init__(self, attends, letter=8, state=16):
        super().__init__()
        self.attends = attends
        self.embedding = nn.Embedding(len(copying.TOKENS), letter)
        self.encoder = nn.LSTM(letter, state, batch_first=True)
        self.cell = nn.LSTMCell(letter, state)
        self.combine = nn.Linear(2 * state, state)
        self.readout = nn.Linear(state, len(copying.TOKENS))
        if attends:
            self.score = nn.Linear(state, state, bias=False)

    def context(self, state, annotations):
        if not self.attends:
            return annotations[:, -1]
        scores = annotations @ self.score(state)[:, :, None]
        return (scores.softmax(1) * annotations).sum(1)

    def forward(self, word, fed=None, steps=None):
        """The logits of each step, which reads a column of "fed" or, without it, what was written before."""
        annotations, (last, memory) = self.encoder(self.embedding(word))
        state, memory, y = last[0], memory[0], copying.ended(len(word))[:, 0]
        logits = []
        for t in range(fed.shape[1] if fed is not None else steps):
            y = fed[:, t] if fed is not None else y
            state, memory = self.cell(self.embedding(y), (state, memory))
            attentional = torch.tanh(self.combine(torch.cat([self.context(state, annotations), state], 1)))
            logits.append(self.readout(attentional))
            y = logits[-1].argmax(1)
        return torch.stack(logits, 1)

    def request(self):
        digits = copying.DIGITS

        def cell(parameters):
            names = ("input", "hidden", "inputBias", "hiddenBias")
            return {"type": "lstm", "layout": "out-in"} | {
                name: toy.numbers(weight, digits) for name, weight in zip(names, parameters)
            }

        def linear(layer):
            return {
                "layout": "out-in",
                "weights": toy.numbers(layer.weight, digits),
                "bias": toy.numbers(layer.bias, digits),
            }

        attention = {"score": "none"}
        if self.attends:
            attention = {"score": "general", "parameters": {"weights": toy.numbers(self.score.weight.T, digits)}}
        return {
            "encoder": {"forward": cell(self.encoder.parameters())},
            "decoder": {
                "cell": cell(self.cell.parameters()),
                "readout": linear(self.readout) | {"tokens": copying.TOKENS},
                "generate": copying.generate(self.embedding),
            },
            "attention": attention | {"query": "current", "combine": linear(self.combine)},
        }


def trained(attends):
    toy.begin()
    model = Copier(attends)
    copying.train(model, seed=1)
    copying.report("LSTM, attention by q W k" if attends else "LSTM, last annotation only", model)
    return model


def main():
    toy.write(
        "75-copy-luong-with-attention.json",
        copying.example(
            trained(True),
            "copy-luong-with-attention",
            "A trained LSTM copies a word in Luong's order",
            "The cell takes its step first, the new state asks, and context and state make the attentional vector that is read out. The memory of the LSTM is a row member. Compare copy-luong-without-attention.",
        ),
    )
    toy.write(
        "76-copy-luong-without-attention.json",
        copying.example(
            trained(False),
            "copy-luong-without-attention",
            "The same LSTM has only the last annotation",
            "Trained on the same words with as many steps: state and memory have to carry the whole word.",
        ),
    )


if __name__ == "__main__":
    main()
