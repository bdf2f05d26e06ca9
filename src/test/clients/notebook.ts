import { AttentionApi, CatalogueApi, Configuration, Normalization, ResponseError, SelfRequest } from './typescript';

declare const process: { argv: string[]; exitCode: number };

// Has a generated client compute the notebook's example, and meet a refusal.
async function main(): Promise<void> {
  const configuration = new Configuration({ basePath: process.argv[2] });
  const attention = new AttentionApi(configuration);
  const request: SelfRequest = {
    tokens: ['Your', 'journey', 'starts', 'with', 'one', 'step'],
    embeddings: [
      [0.43, 0.15, 0.89],
      [0.22, 0.58, 0.33],
      [0.77, 0.25, 0.1],
      [0.05, 0.8, 0.55],
      [0.57, 0.85, 0.64],
      [0.55, 0.87, 0.66],
    ],
    queryIndices: [1],
    normalization: Normalization.Softmax,
  };
  const [row] = (await attention.computeSelf({ selfRequest: request })).rows;
  console.log(row.token, ...(row.weights ?? []).map((weight) => weight?.toFixed(4)));

  const large: SelfRequest = { ...request, normalization: Normalization.NaiveSoftmax, scale: 1e6 };
  const [overflow] = (await attention.computeSelf({ selfRequest: large })).rows;
  console.log(overflow.weights?.[0], overflow.warnings?.[0].code);

  try {
    await attention.computeSelf({ selfRequest: { ...request, embeddings: [[1], [1, 2]] } });
  } catch (refusal) {
    if (!(refusal instanceof ResponseError)) throw refusal;
    console.log(refusal.response.status);
  }
  console.log((await new CatalogueApi(configuration).getExample({ name: 'notebook-softmax' })).path);
}

main().catch((failure) => {
  console.error(failure);
  process.exitCode = 1;
});
