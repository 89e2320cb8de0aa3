/** Something that the server gives, asked for anew when its path changes or a decision has been taken. */

import { getJson, Problem } from '../lib/api';
import { noteRefusal } from './session.svelte';

let revision = $state(0);

/** Says that the record has changed: everything on the screen is asked for again. */
export function refresh(): void {
  revision += 1;
}

export class Resource<T> {
  data = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  loading = $state(true);
}

/** `path` gives the path to ask, or null for nothing yet. What was there stays until the answer comes. */
export function useResource<T>(path: () => string | null): Resource<T> {
  const resource = new Resource<T>();
  const asked = $derived(path());
  $effect(() => {
    const url = asked;
    void revision;
    if (!url) {
      resource.data = null;
      resource.loading = false;
      return undefined;
    }
    const control = new AbortController();
    resource.loading = true;
    void load(resource, url, control.signal);
    return () => control.abort();
  });
  return resource;
}

async function load<T>(resource: Resource<T>, url: string, signal: AbortSignal): Promise<void> {
  try {
    const data = await getJson<T>(url, signal);
    if (signal.aborted) return;
    resource.data = data;
    resource.problem = null;
  } catch (error) {
    if (signal.aborted) return;
    resource.problem = error instanceof Problem ? error : new Problem(0, String(error));
    resource.data = null;
    noteRefusal(resource.problem);
  }
  resource.loading = false;
}
