"""Runs six architectures of Hugging Face transformers, tiny and with random weights, layer by layer through the service.

    python3 src/test/python/your_model.py http://localhost:8080

Holds the contexts of the service to the model's own, within 1e-5 in float32. Needs torch and transformers. docs/your-model.md explains it.
"""

# [recipe]
import json
import sys
import urllib.request

import torch
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.masking_utils import eager_mask

SERVICE = "http://localhost:8080"


def side_by_side(heads):
    """heads x tokens x d, as tokens x (heads * d)."""
    return heads.transpose(0, 1).flatten(1).tolist()


def request_of(query, key, value, mask, scaling, softcap=None, sinks=None):
    """The request for one sequence of one layer; query, key and value are heads x tokens x d."""
    request = {
        "queries": side_by_side(query),
        "keys": side_by_side(key),
        "values": side_by_side(value),
        "heads": len(query),
        "keyValueHeads": len(key),
        "scale": scaling if scaling is not None else query.shape[-1] ** -0.5,
    }
    if mask is not None:
        request["mask"] = {"allowed": (mask[0] > torch.finfo(mask.dtype).min / 2).tolist()}
    if softcap is not None:
        request["softcap"] = softcap
    if sinks is not None:
        request["sinks"] = sinks.tolist()
    return request


def post(request):
    body = json.dumps(request).encode()
    post = urllib.request.Request(SERVICE + "/attention/multi-head", body, {"Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(post))


def eager(module, query, key, value, mask, scaling, softcap, sinks):
    """The eager function of the architecture itself, from its own module of transformers."""
    functions = sys.modules[type(module).__module__]
    more = {name: value for name, value in {"softcap": softcap, "s_aux": sinks}.items() if value is not None}
    return functions.eager_attention_forward(module, query, key, value, mask, scaling=scaling, dropout=0.0, **more)[0]


def observed(module, query, key, value, attention_mask, scaling=None, dropout=0.0, softcap=None, s_aux=None, **_):
    """Posts what the layer has, and goes on with the model's own arithmetic."""
    own = eager(module, query, key, value, attention_mask, scaling, softcap, s_aux)
    for item in range(len(query)):
        mask = None if attention_mask is None else attention_mask[item]
        answer = post(request_of(query[item], key[item], value[item], mask, scaling, softcap, s_aux))
        layers.append((answer, own[item]))
    return own, None


layers = []
AttentionInterface.register("observed", observed)
AttentionMaskInterface.register("observed", eager_mask)
# [end]

import transformers

if len(sys.argv) > 1:
    SERVICE = sys.argv[1]
TOKENS = 9
BOUND = 1e-5
SMALL = {"vocab_size": 40, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "max_position_embeddings": 32}
GROUPED = SMALL | {"num_key_value_heads": 2, "head_dim": 8, "intermediate_size": 48, "pad_token_id": 0}


def architectures():
    t = transformers
    yield "GPT-2", t.GPT2LMHeadModel, t.GPT2Config(vocab_size=40, n_embd=32, n_layer=2, n_head=4, n_positions=32)
    yield "Llama", t.LlamaForCausalLM, t.LlamaConfig(**GROUPED)
    yield "Qwen3", t.Qwen3ForCausalLM, t.Qwen3Config(**GROUPED)
    yield "Gemma 2", t.Gemma2ForCausalLM, t.Gemma2Config(**GROUPED, sliding_window=3, query_pre_attn_scalar=256)
    yield "gpt-oss", t.GptOssForCausalLM, t.GptOssConfig(**GROUPED, sliding_window=3, num_local_experts=4)
    yield "BERT", t.BertModel, t.BertConfig(**SMALL, intermediate_size=48)


def difference(build, config):
    """The largest between a context of the service and of the model, and how many layers were compared."""
    torch.manual_seed(0)
    config._attn_implementation = "observed"
    model = build(config).float().eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(0.3 * torch.randn_like(parameter) + ("norm" in name.lower()))
    layers.clear()
    padding = torch.ones(2, TOKENS, dtype=torch.long)
    padding[1, :2] = 0
    with torch.no_grad():
        model(input_ids=torch.randint(1, 40, (2, TOKENS)), attention_mask=padding)
    return max(map(largest, layers)), len(layers)


def largest(layer):
    """Over the rows that may attend to anything: where nothing is allowed, the service returns zeros and eager a mean."""
    answer, own = layer
    ours = torch.tensor([row["concatenated"] for row in answer["rows"]])
    attending = torch.tensor([any(any(head["weights"]) for head in row["heads"]) for row in answer["rows"]])
    return (ours - own.flatten(1))[attending].abs().max().item()


def main():
    print(f"transformers {transformers.__version__}, torch {torch.__version__}")
    worst = 0.0
    for name, build, config in architectures():
        found, count = difference(build, config)
        worst = max(worst, found)
        print(f"{name:8} {count} sequences of a layer, largest difference {found:.1e}")
    if not worst <= BOUND:
        sys.exit(f"more than {BOUND}")


if __name__ == "__main__":
    main()
