/** Takes decisions and takes them back; the record on the screen follows. */

import { Problem, sendJson } from '../lib/api';
import type { Decision } from '../lib/records';
import { t } from '../lib/words';
import { tell } from './notices.svelte';
import { refresh } from './resource.svelte';
import { desk, noteRefusal } from './session.svelte';

export interface Draft {
  verb: string;
  incident: string;
  field?: string;
  value?: unknown;
  incidents?: string[];
  tellings?: { document: string; event: string }[];
  reason?: string;
}

let last = $state.raw<Decision | null>(null);

export const desktop = {
  /** The decision taken last from this window, if it has not been undone. */
  get last(): Decision | null {
    return last;
  },
};

/** The decision as the server has signed it, or null where it refused; both are told on the noticeboard. */
export async function decide(draft: Draft): Promise<Decision | null> {
  const body = { ...draft, reason: draft.reason?.trim() || undefined };
  const decision = await write<Decision>('/api/decisions', body);
  if (!decision) return null;
  last = decision;
  tell(t(`done.${draft.verb}`), { undo: () => void undo(decision) });
  refresh();
  return decision;
}

export async function undo(decision: Decision): Promise<boolean> {
  const undone = await write<Decision>(`/api/decisions/${encodeURIComponent(decision.key)}/undo`, {});
  if (!undone) return false;
  if (last?.key === decision.key) last = null;
  tell(t('done.undo', { verb: t(`verb.${decision.verb}`) }));
  refresh();
  return true;
}

async function write<T>(path: string, body: unknown): Promise<T | null> {
  try {
    return await sendJson<T>('POST', path, body, desk.session?.csrf ?? '');
  } catch (error) {
    noteRefusal(error);
    if (error instanceof Problem) tell(error.detail, { wrong: true });
    return null;
  }
}
