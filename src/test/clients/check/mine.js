// An implementation that the samples of docs/check.md check; with MISTAKE in the environment it forgets the scale.
exports.weights = (x) => {
  const scale = process.env.MISTAKE ? 1 : 1 / Math.sqrt(x[0].length);
  return x.map((q) => {
    const exponentials = x.map((k) => Math.exp(scale * q.reduce((sum, a, m) => sum + a * k[m], 0)));
    const sum = exponentials.reduce((a, b) => a + b);
    return exponentials.map((e) => e / sum);
  });
};
