"""A service that a Python team would write for the same requests: FastAPI, PyTorch, orjson, NumPy.

    OMP_NUM_THREADS=1 uvicorn --app-dir src/jmh/python fastapi_peer:app --workers 2

POST /json takes {"embeddings": [[…], …]}, POST /npy a NumPy file; both answer with scores, weights and context.
"""

import io

import numpy
import orjson
import torch
from fastapi import FastAPI, Request, Response

app = FastAPI(openapi_url=None)


def attend(embeddings):
    with torch.inference_mode():
        x = torch.from_numpy(embeddings)
        scores = x @ x.T
        weights = scores.softmax(-1)
        stages = {"scores": scores, "weights": weights, "context": weights @ x}
    return {name: stage.numpy() for name, stage in stages.items()}


@app.post("/json")
async def answer_json(request: Request):
    embeddings = orjson.loads(await request.body())["embeddings"]
    stages = attend(numpy.array(embeddings, numpy.float32))
    return Response(orjson.dumps(stages, option=orjson.OPT_SERIALIZE_NUMPY), media_type="application/json")


@app.post("/npy")
async def answer_npy(request: Request):
    stages = attend(numpy.load(io.BytesIO(await request.body())))
    fields = [(name, stage.dtype, stage.shape[1:]) for name, stage in stages.items()]
    records = numpy.empty(len(stages["scores"]), [("queryIndex", "<i4"), *fields])
    records["queryIndex"] = range(len(records))
    for name, stage in stages.items():
        records[name] = stage
    file = io.BytesIO()
    numpy.save(file, records)
    return Response(file.getvalue(), media_type="application/x-npy")
