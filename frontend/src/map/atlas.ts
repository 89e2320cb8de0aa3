/** A map of incidents on the packaged base map. Loaded with the map page alone: MapLibre is most of its size. */

import 'maplibre-gl/dist/maplibre-gl.css';
import { AttributionControl, type GeoJSONSource, Map as MapLibre, type MapGeoJSONFeature, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Point } from 'geojson';
import { colourOf } from '../lib/shapes';
import { type Basemap, loadDetail, loadOutline } from './basemap';
import { drawHalos, type Spot } from './halos';
import { drawIcon, token } from './icons';
import { makeStyle, MAX_ZOOM } from './style';

setWorkerUrl(workerUrl);

export interface View {
  longitude: number;
  latitude: number;
  zoom: number;
}

export interface AtlasOptions {
  container: HTMLElement;
  points: string;
  view: View | null;
  language: string;
  names: Record<string, string>; // the words of MapLibre's own buttons
  credit: string;
  onChoose: (id: string) => void;
  onCrowd: (bounds: string) => void; // a cluster that no zoom takes apart
  onMove: (view: View, bounds: string) => void;
}

const HALO_ZOOM = 4; // below, a radius of 25 km is smaller than the mark
const FIT = { padding: 60, maxZoom: 6, duration: 0 };

export class Atlas {
  readonly #map: MapLibre;
  readonly #options: AtlasOptions;
  #basemap: Basemap | null = null;
  #fitted: boolean;

  constructor(options: AtlasOptions) {
    this.#options = options;
    this.#fitted = options.view !== null;
    const { view } = options;
    this.#map = new MapLibre({
      container: options.container,
      style: makeStyle(options.points),
      center: view ? [view.longitude, view.latitude] : [20, 20],
      zoom: view?.zoom ?? 1.4,
      maxZoom: MAX_ZOOM,
      attributionControl: false,
      locale: options.names,
      fadeDuration: 0,
      renderWorldCopies: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.#map.addControl(new ScaleControl({}), 'bottom-left');
    this.#map.addControl(new AttributionControl({ compact: false, customAttribution: options.credit }), 'bottom-right');
    this.#map.setMissingStyleImageResolver((id) => this.#addIcon(id));
    this.#map.once('load', () => void this.#open());
  }

  setPoints(points: string): void {
    this.#points?.setData(points);
  }

  /** Puts a ring around an incident, and brings it into view where it is not. */
  choose(spot: { longitude: number; latitude: number } | null): void {
    const source = this.#map.getSource<GeoJSONSource>('chosen');
    const coordinates: [number, number] | null = spot && [spot.longitude, spot.latitude];
    const geometry = { type: 'MultiPoint' as const, coordinates: coordinates ? [coordinates] : [] };
    source?.setData({ type: 'Feature', geometry, properties: {} });
    if (coordinates && !this.#map.getBounds().contains(coordinates)) this.#map.easeTo({ center: coordinates });
  }

  /** Takes the colours of the theme anew. */
  repaint(points: string): void {
    this.#map.setStyle(makeStyle(points), { diff: false });
    this.#map.once('style.load', () => this.#showGround());
  }

  async rename(language: string): Promise<void> {
    this.#basemap = await loadDetail(language);
    this.#showGround();
  }

  remove(): void {
    this.#map.remove();
  }

  get #points(): GeoJSONSource | undefined {
    return this.#map.getSource<GeoJSONSource>('points');
  }

  async #open(): Promise<void> {
    this.#listen();
    this.#basemap = await loadOutline();
    this.#showGround();
    await this.#fit();
    this.#options.container.dataset.ready = 'yes';
    await this.rename(this.#options.language);
  }

  async #fit(): Promise<void> {
    const bounds = this.#fitted ? null : await this.#points?.getBounds();
    this.#fitted = true;
    if (bounds && !bounds.isEmpty() && Number.isFinite(bounds.getWest())) this.#map.fitBounds(bounds, FIT);
  }

  #addIcon(id: string): void {
    const { data, pixelRatio } = drawIcon(id);
    this.#map.addImage(id, data, { pixelRatio });
  }

  #showGround(): void {
    if (!this.#basemap) return;
    this.#map.getSource<GeoJSONSource>('land')?.setData(this.#basemap.land);
    this.#map.getSource<GeoJSONSource>('coast')?.setData(this.#basemap.coast);
    this.#map.getSource<GeoJSONSource>('borders')?.setData(this.#basemap.borders);
    this.#map.getSource<GeoJSONSource>('names')?.setData(this.#basemap.names);
  }

  #listen(): void {
    const map = this.#map;
    map.on('click', 'points', (event) => this.#options.onChoose(event.features![0]!.properties.id as string));
    map.on('click', 'clusters', (event) => void this.#enter(event.features![0]!));
    for (const layer of ['points', 'clusters']) {
      map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'));
      map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''));
    }
    map.on('moveend', () => this.#options.onMove(this.#view(), this.#bounds()));
    map.on('idle', () => this.#showHalos());
  }

  async #enter(cluster: MapGeoJSONFeature): Promise<void> {
    const center = (cluster.geometry as Point).coordinates as [number, number];
    const zoom = await this.#points!.getClusterExpansionZoom(cluster.properties.cluster_id as number);
    if (zoom <= MAX_ZOOM) this.#map.easeTo({ center, zoom });
    else this.#options.onCrowd(around(center));
  }

  #halosAt = '';

  #showHalos(): void {
    const { longitude, latitude, zoom } = this.#view();
    const rendered = zoom < HALO_ZOOM ? [] : this.#map.queryRenderedFeatures({ layers: ['points'] });
    const at = `${longitude} ${latitude} ${zoom} ${rendered.map((each) => each.properties.id as string).join()}`;
    if (at === this.#halosAt) return; // setting the rings makes the map idle once more
    this.#halosAt = at;
    this.#map.getSource<GeoJSONSource>('halos')?.setData(drawHalos(rendered.map(toSpot)));
  }

  #view(): View {
    const { lng, lat } = this.#map.getCenter();
    return { longitude: round(lng, 3), latitude: round(lat, 3), zoom: round(this.#map.getZoom(), 2) };
  }

  #bounds(): string {
    const bounds = this.#map.getBounds();
    const west = Math.max(-180, bounds.getWest());
    const east = Math.min(180, bounds.getEast());
    return [west, bounds.getSouth(), east, bounds.getNorth()].map((each) => round(each, 3)).join();
  }
}

function toSpot(point: MapGeoJSONFeature): Spot {
  const [longitude, latitude] = (point.geometry as Point).coordinates as [number, number];
  const { id, radius_km, outcome } = point.properties as { id: string; radius_km?: number; outcome: string };
  return { id, longitude, latitude, radius: radius_km ?? 0, colour: token(colourOf(outcome)) };
}

function around([longitude, latitude]: [number, number]): string {
  const MARGIN = 0.01; // about a kilometre
  return [longitude - MARGIN, latitude - MARGIN, longitude + MARGIN, latitude + MARGIN].map((each) => round(each, 3)).join();
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
