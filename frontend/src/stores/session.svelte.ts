/** Who sits at the desk. */

import { getJson, Problem, sendJson } from '../lib/api';
import type { Session } from '../lib/records';
import { go, router } from './router.svelte';

let session = $state.raw<Session | null>(null);

export const desk = {
  get session(): Session | null {
    return session;
  },
  /** May decide; never while the record is looked at as it stood in the past. */
  get mayReview(): boolean {
    return (session?.role === 'review' || session?.role === 'admin') && !router.params.get('as_of');
  },
};

export async function openSession(): Promise<void> {
  try {
    session = await getJson<Session>('/api/session');
    if (!session.role) askLogin();
  } catch (error) {
    noteRefusal(error);
  }
}

export async function logIn(name: string, password: string): Promise<void> {
  session ??= await getJson<Session>('/api/session');
  session = await sendJson<Session>('POST', '/api/login', { name, password }, session.csrf);
}

export async function logOut(): Promise<void> {
  session = await sendJson<Session>('POST', '/api/logout', {}, session?.csrf ?? '');
  go('/login');
}

/** Sends people whom the server does not know to the login page; everything else is the caller's. */
export function noteRefusal(error: unknown): void {
  if (!(error instanceof Problem)) throw error;
  if (error.status === 401) askLogin();
}

function askLogin(): void {
  if (router.path === '/login') return;
  go(`/login?next=${encodeURIComponent(location.pathname + location.search)}`, { replace: true });
}
