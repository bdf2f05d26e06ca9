//! An implementation that the samples of docs/check.md check; with MISTAKE in the environment it forgets the scale.

pub fn weights(x: &[[f64; 2]]) -> Vec<Vec<f64>> {
    let scale = if std::env::var("MISTAKE").is_ok() { 1.0 } else { 1.0 / 2f64.sqrt() };
    x.iter()
        .map(|q| {
            let row: Vec<f64> = x.iter().map(|k| (scale * (q[0] * k[0] + q[1] * k[1])).exp()).collect();
            let sum: f64 = row.iter().sum();
            row.iter().map(|e| e / sum).collect()
        })
        .collect()
}
