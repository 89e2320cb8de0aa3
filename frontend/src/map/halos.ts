/** The precision of places: a ring of the radius within which the incident lies. */

import { colourOf } from '../lib/shapes';
import { token } from './icons';
import type { Feature, FeatureCollection, Polygon, Position } from 'geojson';

const KM_A_DEGREE = 111.32;
const CORNERS = 48;
const MOST = 200; // rings drawn at once; more would hide the map

export interface Spot {
  id: string;
  longitude: number;
  latitude: number;
  radius: number;
  outcome: string;
}

export function drawHalos(spots: Spot[]): FeatureCollection<Polygon> {
  const seen = new Map(spots.map((spot) => [spot.id, spot]));
  return { type: 'FeatureCollection', features: [...seen.values()].slice(0, MOST).map(drawHalo) };
}

function drawHalo(spot: Spot): Feature<Polygon> {
  const north = spot.radius / KM_A_DEGREE;
  const east = north / Math.cos((spot.latitude * Math.PI) / 180);
  const ring: Position[] = Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const angle = (corner * 2 * Math.PI) / CORNERS;
    return [spot.longitude + east * Math.cos(angle), spot.latitude + north * Math.sin(angle)];
  });
  return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties: { colour: token(colourOf(spot.outcome)) } };
}
