/** Files that the page makes itself. */

/** @param {Blob} content @param {string} name */
export function save(content, name) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** @param {SVGSVGElement} picture @param {string} name */
export function saveSvg(picture, name) {
  save(new Blob([new XMLSerializer().serializeToString(picture)], {type: "image/svg+xml"}), name);
}
