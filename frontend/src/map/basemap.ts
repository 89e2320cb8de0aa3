/** The base map: land and borders of Natural Earth (world-atlas), packaged with the app, and the countries' names. */

import countries110 from 'world-atlas/countries-110m.json?url';
import countries50 from 'world-atlas/countries-50m.json?url';
import type { FeatureCollection, MultiLineString, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

export interface Basemap {
  land: FeatureCollection;
  coast: MultiLineString;
  borders: MultiLineString;
  names: FeatureCollection<Point>;
}

const EMPTY: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };

/** The world in outline (0.1 MB), enough for the first view. */
export async function loadOutline(): Promise<Basemap> {
  return { ...draw(await fetchWorld(countries110)), names: EMPTY };
}

/** The world at 1:50 million (0.7 MB), with the countries' names in `language`. */
export async function loadDetail(language: string): Promise<Basemap> {
  const world = await fetchWorld(countries50);
  return { ...draw(world), names: nameCountries(world, language) };
}

async function fetchWorld(url: string): Promise<World> {
  return (await (await fetch(url)).json()) as World;
}

function draw(world: World): Omit<Basemap, 'names'> {
  const { countries } = world.objects;
  return {
    land: feature(world, countries) as FeatureCollection,
    coast: mesh(world, countries as never, (one, other) => one === other),
    borders: mesh(world, countries as never, (one, other) => one !== other),
  };
}

/** A point for each country's name, at the middle of its largest part; `rank` puts large countries first. */
function nameCountries(world: World, language: string): FeatureCollection<Point> {
  const regions = new Intl.DisplayNames(language, { type: 'region' });
  const shapes = feature(world, world.objects.countries) as FeatureCollection<Polygon | MultiPolygon, { name: string }>;
  const features = shapes.features.map((country) => {
    const rings = country.geometry.type === 'Polygon' ? [country.geometry.coordinates[0]!] : country.geometry.coordinates.map((part) => part[0]!);
    const largest = rings.map((ring) => ({ ring, area: measure(ring) })).reduce((one, other) => (one.area >= other.area ? one : other));
    return {
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates: findMiddle(largest.ring) },
      properties: { name: nameOf(regions, country.id, country.properties.name), area: Math.round(largest.area) },
    };
  });
  return { type: 'FeatureCollection', features };
}

/** world-atlas numbers countries by ISO 3166 (854); the browser knows which letters these are (BF) and their names. */
function nameOf(regions: Intl.DisplayNames, id: string | number | undefined, name: string): string {
  if (!/^\d{3}$/.test(String(id))) return name;
  const region = new Intl.Locale(`und-${id}`).region;
  return (region && regions.of(region)) || name;
}

function measure(ring: Position[]): number {
  let doubled = 0;
  ring.forEach(([x, y], place) => {
    const [nextX, nextY] = ring[(place + 1) % ring.length]!;
    doubled += x! * nextY! - nextX! * y!;
  });
  return Math.abs(doubled) / 2;
}

function findMiddle(ring: Position[]): Position {
  let [x, y, doubled] = [0, 0, 0];
  ring.forEach(([oneX, oneY], place) => {
    const [nextX, nextY] = ring[(place + 1) % ring.length]!;
    const cross = oneX! * nextY! - nextX! * oneY!;
    doubled += cross;
    x += (oneX! + nextX!) * cross;
    y += (oneY! + nextY!) * cross;
  });
  return [x / (3 * doubled), y / (3 * doubled)];
}
