/** The points of the map, held by a worker: a hundred thousand of them never pass through the page's own thread. */

import type { Feature, Point } from 'geojson';

export type Box = [west: number, south: number, east: number, north: number];
export type Question = { points: ArrayBuffer } | { box: Box; zoom: number } | { cluster: number };
export type Answer = { key: number; value: unknown } | { key: number; error: string };

interface Waiting {
  resolve: (value: never) => void;
  reject: (error: Error) => void;
}

export class Crowd {
  readonly #worker = new Worker(new URL('./crowd.worker.ts', import.meta.url), { type: 'module' });
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;

  constructor() {
    this.#worker.addEventListener('message', (event: MessageEvent<Answer>) => this.#settle(event.data));
  }

  /** Takes the points that `url` gives in the place of those that are there; gives the box around them. */
  async load(url: string): Promise<Box | null> {
    const response = await fetch(url); // asked for from here: the worker takes a while to start
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    const points = await response.arrayBuffer();
    return this.#ask({ points }, [points]);
  }

  /** Clusters and single points within a box at a zoom. */
  find(box: Box, zoom: number): Promise<Feature<Point>[]> {
    return this.#ask({ box, zoom });
  }

  /** The zoom at which a cluster comes apart. */
  expand(cluster: number): Promise<number> {
    return this.#ask({ cluster });
  }

  close(): void {
    this.#worker.terminate();
  }

  #ask<T>(question: Question, handed: Transferable[] = []): Promise<T> {
    const key = this.#next++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(key, { resolve, reject });
      this.#worker.postMessage({ key, question }, handed);
    });
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.key);
    this.#waiting.delete(answer.key);
    if ('error' in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.value as never);
  }
}

interface Loading {
  url: string;
  crowd: Crowd;
  extent: Promise<Box | null>;
}

let early: Loading | null = null;

/** Asks for the points before there is a map: they are what it waits for longest. */
export function loadEarly(url: string): void {
  const crowd = new Crowd();
  early = { url, crowd, extent: crowd.load(url) };
  early.extent.catch(() => undefined); // nobody may be logged in yet: who takes it asks again
}

/** A crowd with the points of `url` on their way. */
export function takeCrowd(url: string): Loading {
  const found = early;
  early = null;
  if (found?.url === url) return { ...found, extent: found.extent.catch(() => found.crowd.load(url)) };
  found?.crowd.close();
  const crowd = new Crowd();
  return { url, crowd, extent: crowd.load(url) };
}
