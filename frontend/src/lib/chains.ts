/** Lays the chain outlet → agency → speaker out in columns, so that as few lines as can be cross. */

import type { Graph, GraphNode } from './records';

export interface Box extends GraphNode {
  x: number;
  y: number;
}

export interface Layout {
  boxes: Box[];
  lines: { id: string; from: string; to: string; path: string }[];
  height: number;
}

export const COLUMN = 300;
export const WIDTH = 230;
export const HEIGHT = 30;
const STEP = 44;
const COLUMNS: Partial<Record<GraphNode['kind'], number>> = { outlet: 0, agency: 1, speaker: 2 }; // documents are listed elsewhere

export function layOut(given: Graph): Layout {
  const graph = turn(given);
  const columns = [0, 1, 2].map((column) => graph.nodes.filter((node) => COLUMNS[node.kind] === column));
  const rank = new Map<string, number>();
  columns.forEach((nodes) => order(nodes, graph, rank));
  const tallest = Math.max(1, ...columns.map((nodes) => nodes.length));
  const boxes = columns.flatMap((nodes, column) =>
    nodes.map((node, place) => ({ ...node, x: column * COLUMN, y: (place + (tallest - nodes.length) / 2) * STEP })),
  );
  return { boxes, lines: draw(graph, new Map(boxes.map((box) => [box.id, box]))), height: tallest * STEP };
}

/** The graph without documents, each edge from the column further left. */
function turn({ nodes, edges }: Graph): Graph {
  const columns = new Map(nodes.map((node) => [node.id, COLUMNS[node.kind]]));
  const between = edges.filter(([one, other]) => columns.get(one) !== undefined && columns.get(other) !== undefined);
  return {
    nodes: nodes.filter((node) => node.kind in COLUMNS),
    edges: between.map(([one, other]) => (columns.get(one)! <= columns.get(other)! ? [one, other] : [other, one])),
  };
}

/** Orders a column by the middle of what its nodes are tied to in the columns before. */
function order(nodes: GraphNode[], graph: Graph, rank: Map<string, number>): void {
  const middle = new Map(nodes.map((node, place) => [node.id, middleOf(node.id, graph, rank) ?? place]));
  nodes.sort((one, other) => middle.get(one.id)! - middle.get(other.id)! || (one.id < other.id ? -1 : 1));
  nodes.forEach((node, place) => rank.set(node.id, place));
}

function middleOf(id: string, graph: Graph, rank: Map<string, number>): number | null {
  const before = graph.edges.filter(([, to]) => to === id).map(([from]) => rank.get(from));
  const ranks = before.filter((each): each is number => each !== undefined);
  return ranks.length ? ranks.reduce((sum, each) => sum + each, 0) / ranks.length : null;
}

function draw(graph: Graph, boxes: Map<string, Box>): Layout['lines'] {
  return graph.edges.flatMap(([from, to]) => {
    const [start, end] = [boxes.get(from), boxes.get(to)];
    if (!start || !end) return [];
    const [x, y, toX, toY] = [start.x + WIDTH, start.y + HEIGHT / 2, end.x, end.y + HEIGHT / 2];
    const bend = Math.max(24, (toX - x) / 2);
    return [{ id: `${from} ${to}`, from, to, path: `M${x} ${y}C${x + bend} ${y} ${toX - bend} ${toY} ${toX} ${toY}` }];
  });
}
