/** The address: its path and parameters hold the whole state of what is seen. */

import { SvelteURLSearchParams } from 'svelte/reactivity';

interface Address {
  path: string;
  query: string;
}

let address = $state.raw<Address>(read());

function read(): Address {
  return { path: location.pathname, query: location.search };
}

export const router = {
  get path(): string {
    return address.path;
  },
  get params(): URLSearchParams {
    return new SvelteURLSearchParams(address.query);
  },
};

export function go(href: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', href);
  address = read();
}

/** Sets parameters of the present page; null or "" takes one away. */
export function setParams(changes: Record<string, string | null>, { replace = false } = {}): void {
  const params = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  const query = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  if (`?${query}` !== location.search && (query || location.search)) {
    go(query ? `${location.pathname}?${query}` : location.pathname, { replace });
  }
}

/** Follows links within the app without loading it anew. */
export function followLinks(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.('a');
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !plain || link.target || link.origin !== location.origin || event.defaultPrevented) return;
  if (link.hash && link.pathname === location.pathname) return;
  event.preventDefault();
  go(link.href);
  scrollTo(0, 0);
}

addEventListener('popstate', () => (address = read()));
