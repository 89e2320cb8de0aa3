/** Reads the points of the map and gathers those near one another, away from the page's own thread. */

import type { Feature, FeatureCollection, Point } from 'geojson';
import Supercluster from 'supercluster';
import type { Answer, Box, Question } from './crowd';
import { CLUSTER_MAX_ZOOM, CLUSTER_RADIUS } from './zooms';

interface Incident {
  support: string;
}
interface Gathered {
  contested: number;
}

const TILE = 512; // pixels of a tile of the map, in which the radius of a cluster counts
let index: Supercluster<Incident, Gathered> | null = null; // until there are points

function makeIndex(): Supercluster<Incident, Gathered> {
  return new Supercluster<Incident, Gathered>({
    radius: CLUSTER_RADIUS,
    extent: TILE,
    maxZoom: CLUSTER_MAX_ZOOM,
    map: (incident) => ({ contested: incident.support === 'contested' ? 1 : 0 }),
    reduce: (all, one) => {
      all.contested += one.contested;
    },
  });
}

function load(points: ArrayBuffer): Box | null {
  const { features } = JSON.parse(new TextDecoder().decode(points)) as FeatureCollection<Point, Incident>;
  index = makeIndex().load(features);
  return measure(features);
}

function measure(features: Feature<Point>[]): Box | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of features) {
    const [x, y] = geometry.coordinates as [number, number];
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return features.length ? [west, south, east, north] : null;
}

function answer(question: Question): unknown {
  if ('points' in question) return load(question.points);
  if ('cluster' in question) return index?.getClusterExpansionZoom(question.cluster);
  return index?.getClusters(question.box, question.zoom) ?? [];
}

addEventListener('message', (event: MessageEvent<{ key: number; question: Question }>) => {
  const { key, question } = event.data;
  try {
    postMessage({ key, value: answer(question) } satisfies Answer);
  } catch (error) {
    postMessage({ key, error: String(error) } satisfies Answer); // told on the page
  }
});
