/** Asks the server; a refusal is a Problem (RFC 9457). */

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
  ) {
    super(detail);
  }
}

export function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, { signal });
}

export function sendJson<T>(method: string, path: string, body: unknown, csrf: string): Promise<T> {
  const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf };
  return ask<T>(path, { method, headers, body: JSON.stringify(body) });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, { ...init, credentials: 'same-origin' });
  if (!response.ok) throw new Problem(response.status, await readDetail(response));
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

async function readDetail(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.includes('json')) return `${response.status} ${response.statusText}`;
  const problem = (await response.json()) as { detail?: unknown; title?: string };
  return typeof problem.detail === 'string' ? problem.detail : (problem.title ?? String(response.status));
}
