/**
 * Cuts a text at spans that count code points, as Python does. JavaScript counts UTF-16 units: after "🕊" every offset
 * is one further.
 */

export interface Piece {
  text: string;
  marked: boolean;
}

type Span = readonly [number, number];

/** The text from code point `from` to `to` in pieces, those under any of the spans marked. */
export function cutPieces(text: string, spans: readonly Span[], from = 0, to = Infinity): Piece[] {
  const marked = joinSpans(spans, from, to);
  const offsets = [from, ...marked.flat(), to];
  const indices = findIndices(text, offsets);
  return offsets
    .slice(0, -1)
    .map((_, place) => ({ text: text.slice(indices[place], indices[place + 1]), marked: place % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/** How many code points the text has. */
export function countPoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Spans within the range, in order, those that touch or overlap made one. */
function joinSpans(spans: readonly Span[], from: number, to: number): [number, number][] {
  const inside = spans
    .map(([start, end]): [number, number] => [Math.max(start, from), Math.min(end, to)])
    .filter(([start, end]) => start < end)
    .sort((one, other) => one[0] - other[0]);
  const joined: [number, number][] = [];
  for (const [start, end] of inside) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** The UTF-16 index of each code-point offset; `offsets` ascend. */
function findIndices(text: string, offsets: readonly number[]): number[] {
  const indices: number[] = [];
  let index = 0;
  let point = 0;
  for (const offset of offsets) {
    while (point < offset && index < text.length) {
      index += text.codePointAt(index)! > 0xffff ? 2 : 1;
      point += 1;
    }
    indices.push(index);
  }
  return indices;
}
