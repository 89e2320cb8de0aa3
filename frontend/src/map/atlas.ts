/** A map of incidents on the packaged base map. Loaded with the map page alone: MapLibre is most of its size. */

import 'maplibre-gl/dist/maplibre-gl.css';
import {
  AttributionControl,
  type GeoJSONSource,
  Map as MapLibre,
  type MapGeoJSONFeature,
  NavigationControl,
  prewarm,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Point } from 'geojson';
import { type Basemap, loadDetail, loadOutline } from './basemap';
import { type Box, type Crowd, takeCrowd } from './crowd';
import { drawHalos, type Spot } from './halos';
import { drawIcon } from './icons';
import { makeStyle } from './style';
import { MAX_ZOOM } from './zooms';

setWorkerUrl(workerUrl);
prewarm(); // its worker starts while the page is still being put together

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
  onCrowd: (bounds: string) => void; // marks that lie on one another
  onMove: (view: View, bounds: string) => void;
  onProblem: (reason: string) => void;
}

const HALO_ZOOM = 4; // below, a radius of 25 km is smaller than the mark
const NEAR_ZOOM = 6; // a country fills the screen, towns stand apart
const FIT = { padding: 60, maxZoom: 6, duration: 0 };

export class Atlas {
  readonly #map: MapLibre;
  readonly #options: AtlasOptions;
  readonly #crowd: Crowd;
  readonly #outline = loadOutline();
  #basemap: Basemap | null = null;
  #chosen: Spot | null = null;
  #shownAt = '';
  #halosAt = '';

  constructor(options: AtlasOptions) {
    this.#options = options;
    const { view } = options;
    const { crowd, extent } = takeCrowd(options.points);
    this.#crowd = crowd;
    this.#map = new MapLibre({
      container: options.container,
      style: makeStyle(),
      center: view ? [view.longitude, view.latitude] : [20, 20],
      zoom: view?.zoom ?? 1.4,
      maxZoom: MAX_ZOOM,
      attributionControl: false,
      locale: options.names,
      fadeDuration: 0,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.#map.addControl(new ScaleControl({}), 'bottom-left');
    this.#map.addControl(new AttributionControl({ compact: false, customAttribution: options.credit }), 'bottom-right');
    this.#map.setMissingStyleImageResolver((id) => this.#addIcon(id));
    this.#map.once('style.load', () => void this.#open(extent));
  }

  setPoints(points: string): void {
    void this.#crowd.load(points).then(() => this.#showPoints(true), this.#fail);
  }

  /** Puts a ring around an incident, and comes near enough to see where it was and how surely. */
  choose(spot: Spot | null): void {
    this.#chosen = spot;
    this.#showChosen();
    if (!spot) return;
    const center: [number, number] = [spot.longitude, spot.latitude];
    const [near, seen] = [this.#map.getZoom() >= NEAR_ZOOM, this.#map.getBounds().contains(center)];
    if (!near || !seen) this.#map.easeTo({ center, zoom: Math.max(NEAR_ZOOM, this.#map.getZoom()) });
  }

  /** Takes the colours of the theme anew. */
  repaint(): void {
    this.#map.setStyle(makeStyle(), { diff: false });
    this.#map.once('style.load', () => {
      this.#showGround();
      this.#halosAt = '';
      this.#showChosen();
      void this.#showPoints(true);
    });
  }

  async rename(language: string): Promise<void> {
    this.#basemap = await loadDetail(language);
    this.#showGround();
  }

  remove(): void {
    this.#crowd.close();
    this.#map.remove();
  }

  async #open(extent: Promise<Box | null>): Promise<void> {
    this.#listen();
    this.#basemap = await this.#outline;
    this.#showGround();
    await this.#fit(extent.catch(this.#fail));
    await this.#showPoints(true);
    await this.#map.once('idle');
    this.#options.container.dataset.ready = 'yes';
    await this.rename(this.#options.language);
  }

  async #fit(extent: Promise<Box | null>): Promise<void> {
    const box = await extent;
    if (box && !this.#options.view) this.#map.fitBounds(box, FIT);
  }

  readonly #fail = (error: unknown): null => {
    this.#options.onProblem(error instanceof Error ? error.message : String(error));
    return null;
  };

  #addIcon(id: string): void {
    const { data, pixelRatio } = drawIcon(id);
    this.#map.addImage(id, data, { pixelRatio });
  }

  #showGround(): void {
    if (!this.#basemap) return;
    const { land, coast, borders, names } = this.#basemap;
    for (const [name, data] of Object.entries({ land, coast, borders, names })) this.#map.getSource<GeoJSONSource>(name)?.setData(data);
  }

  /** Asks for what there is in and around the view; `anew` even where the view has hardly moved. */
  async #showPoints(anew = false): Promise<void> {
    const zoom = Math.floor(this.#map.getZoom());
    const box = this.#boxAround();
    const at = `${zoom} ${box.join()}`;
    if (at === this.#shownAt && !anew) return;
    this.#shownAt = at;
    const features = await this.#crowd.find(box, zoom);
    if (this.#shownAt === at) this.#map.getSource<GeoJSONSource>('points')?.setData({ type: 'FeatureCollection', features });
  }

  #listen(): void {
    const map = this.#map;
    map.on('click', 'points', (event) => this.#pick(event.features!));
    map.on('click', 'clusters', (event) => void this.#enter(event.features![0]!));
    for (const layer of ['points', 'clusters']) {
      map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'));
      map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''));
    }
    map.on('move', () => void this.#showPoints());
    map.on('moveend', () => this.#options.onMove(this.#view(), this.#bounds()));
    map.on('idle', () => this.#showHalos());
  }

  async #enter(cluster: MapGeoJSONFeature): Promise<void> {
    const center = (cluster.geometry as Point).coordinates as [number, number];
    const zoom = await this.#crowd.expand(cluster.properties.cluster_id as number);
    this.#map.easeTo({ center, zoom: Math.min(zoom, MAX_ZOOM) });
  }

  /** One mark is its incident; marks that lie on one another are listed. */
  #pick(points: MapGeoJSONFeature[]): void {
    const ids = new Set(points.map((each) => each.properties.id as string));
    if (ids.size === 1) this.#options.onChoose([...ids][0]!);
    else this.#options.onCrowd(around((points[0]!.geometry as Point).coordinates as [number, number]));
  }

  #showHalos(): void {
    const { longitude, latitude, zoom } = this.#view();
    const rendered = zoom < HALO_ZOOM ? [] : this.#map.queryRenderedFeatures({ layers: ['points'] });
    const at = `${longitude} ${latitude} ${zoom} ${this.#chosen?.id} ${rendered.map((each) => each.properties.id as string).join()}`;
    if (at === this.#halosAt || (!rendered.length && !this.#chosen && !this.#halosAt)) return; // setting the rings makes the map idle once more
    this.#halosAt = at;
    this.#map.getSource<GeoJSONSource>('halos')?.setData(drawHalos([...rendered.map(toSpot), ...(this.#chosen ? [this.#chosen] : [])]));
  }

  #showChosen(): void {
    const geometry = { type: 'MultiPoint' as const, coordinates: this.#chosen ? [[this.#chosen.longitude, this.#chosen.latitude]] : [] };
    this.#map.getSource<GeoJSONSource>('chosen')?.setData({ type: 'Feature', geometry, properties: {} });
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

  /** The view with as much again on every side, in steps of a third of its size: moving a little asks for nothing. */
  #boxAround(): Box {
    const bounds = this.#map.getBounds();
    const [wide, high] = [bounds.getEast() - bounds.getWest(), bounds.getNorth() - bounds.getSouth()];
    const west = snap(bounds.getWest() - wide, wide / 3);
    const south = snap(bounds.getSouth() - high, high / 3);
    return [Math.max(-180, west), Math.max(-90, south), Math.min(180, west + 3 * wide), Math.min(90, south + 3 * high)];
  }
}

function toSpot(point: MapGeoJSONFeature): Spot {
  const [longitude, latitude] = (point.geometry as Point).coordinates as [number, number];
  const { id, radius_km, outcome } = point.properties as { id: string; radius_km?: number; outcome: string };
  return { id, longitude, latitude, radius: radius_km ?? 0, outcome };
}

function around([longitude, latitude]: [number, number]): string {
  const MARGIN = 0.01; // about a kilometre
  return [longitude - MARGIN, latitude - MARGIN, longitude + MARGIN, latitude + MARGIN].map((each) => round(each, 3)).join();
}

function snap(value: number, step: number): number {
  return Math.floor(value / step) * step;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
