/** NumPy's file format, version 1: a matrix out of a file, and a file out of a matrix. */

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** @type {Record<string, (view: DataView, at: number) => number>} */
const READ = {
  f8: (view, at) => view.getFloat64(at, true),
  f4: (view, at) => view.getFloat32(at, true),
  f2: (view, at) => half(view.getUint16(at, true)),
  i8: (view, at) => Number(view.getBigInt64(at, true)),
  i4: (view, at) => view.getInt32(at, true),
};

/**
 * @param {ArrayBuffer} file
 * @returns {number[][]}
 */
export function readNpy(file) {
  const bytes = new Uint8Array(file);
  if (MAGIC.some((byte, at) => bytes[at] !== byte)) {
    throw new Error("This is not a .npy file.");
  }
  const view = new DataView(file);
  const wide = bytes[6] > 1;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = (wide ? 12 : 10) + length;
  const header = new TextDecoder().decode(bytes.slice(wide ? 12 : 10, start));
  const type = header.match(/'descr':\s*'[<|=]?([a-z]\d)'/)?.[1] ?? "";
  const shape = header.match(/'shape':\s*\(([^)]*)\)/)?.[1].split(",").filter((part) => part.trim()).map(Number) ?? [];
  const read = READ[type];
  if (!read || shape.length < 1 || shape.length > 2) {
    throw new Error(`Expected a matrix of float64, float32, float16, int64 or int32, found ${header.slice(0, 60)}.`);
  }
  const [rows, columns] = shape.length === 2 ? shape : [1, shape[0]];
  const size = Number(type[1]);
  const byColumns = header.includes("'fortran_order': True");
  return Array.from({length: rows}, (_, i) => Array.from({length: columns}, (_, j) =>
    read(view, start + size * (byColumns ? j * rows + i : i * columns + j))));
}

/** @param {number} bits */
function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = bits >> 10 & 0x1f;
  const fraction = bits & 0x3ff;
  return exponent === 0 ? sign * fraction * 2 ** -24
    : exponent === 31 ? fraction ? NaN : sign * Infinity : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/**
 * @param {(number | null)[][]} rows null is written as NaN
 * @returns {Blob}
 */
export function writeNpy(rows) {
  const shape = `(${rows.length}, ${rows[0].length})`;
  const described = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`;
  const header = described.padEnd(Math.ceil((described.length + 11) / 64) * 64 - 11) + "\n";
  const head = new Uint8Array(10);
  head.set(MAGIC);
  head[6] = 1;
  new DataView(head.buffer).setUint16(8, header.length, true);
  return new Blob([head, header, new Float64Array(rows.flat().map((value) => value ?? NaN))],
    {type: "application/x-npy"});
}
