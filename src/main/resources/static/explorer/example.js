/** How an example of the service is opened. */

/**
 * @typedef {object} Opened
 * @property {string} path
 * @property {Json} request
 * @property {number} row
 * @property {Record<string, any> | null} own the numbers of another program, if it is an example of a check
 */

const CHECK = "/check";

/** @param {string} path */
export const isCheck = (path) => path.endsWith(CHECK);

/**
 * An example of a check is opened as the request that it checks, with the numbers to compare.
 * @param {{path: string, request: Json}} example
 * @returns {Opened}
 */
export function opened({path, request}) {
  if (isCheck(path)) {
    const {answer, tolerance, ...checked} = request;
    return {path: path.slice(0, -CHECK.length), request: checked, row: 0, own: answer};
  }
  return {path, ...alone(request), own: null};
}

/**
 * An example for one query is opened with all queries, and that one chosen.
 * @param {Json} request
 */
function alone(request) {
  if (request.queryIndices?.length !== 1) {
    return {request, row: 0};
  }
  const {queryIndices, include, ...rest} = request;
  return {request: rest, row: queryIndices[0]};
}
