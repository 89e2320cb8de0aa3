/** What can be amended, as a form holds it (all strings) and as the record does. */

export const AMENDABLE = ['killed', 'injured', 'missing', 'captured', 'outcome', 'type', 'date', 'place'] as const;

export type Draft = Record<string, string>;

const PARTS: Record<string, string[]> = {
  date: ['earliest', 'latest', 'precision'],
  place: ['name', 'country', 'latitude', 'longitude', 'precision'],
  outcome: ['name'],
  type: ['name'],
};
const NUMBERS = ['low', 'high', 'latitude', 'longitude'];

function partsOf(field: string): string[] {
  return PARTS[field] ?? ['low', 'high'];
}

export function draftOf(field: string, value: unknown): Draft {
  const held = typeof value === 'string' ? { name: value } : ((value ?? {}) as Record<string, unknown>);
  return Object.fromEntries(partsOf(field).map((part) => [part, held[part] === null || held[part] === undefined ? '' : String(held[part])]));
}

export function valueOf(field: string, draft: Draft): unknown {
  if (field === 'outcome' || field === 'type') return draft.name;
  return Object.fromEntries(partsOf(field).map((part) => [part, read(part, draft[part] ?? '')]));
}

/** Whether the form can be sent. */
export function isWhole(field: string, draft: Draft): boolean {
  const { low = '', high = '', earliest = '', latest = '', name = '' } = draft;
  if (field === 'outcome' || field === 'type') return name !== '';
  if (field === 'date') return earliest !== '' && latest !== '' && earliest <= latest;
  if (field === 'place') return name.trim() !== '' && (draft.latitude === '') === (draft.longitude === '');
  return (low !== '' || high !== '') && (low === '' || high === '' || Number(low) <= Number(high));
}

function read(part: string, text: string): string | number | null {
  if (text.trim() === '') return null;
  return NUMBERS.includes(part) ? Number(text) : text.trim();
}
