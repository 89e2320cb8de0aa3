/** Puts values of the record into words for people, in the language of the interface. */

import type { Decision, FieldValue, Range, Row } from './records';
import { known, locale, t } from './words';

const FIGURES = ['killed', 'injured', 'missing', 'captured'];

export function tellNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

export function tellDay(day: string, precision: string | null = 'day'): string {
  const shape: Intl.DateTimeFormatOptions = precision === 'year' ? { year: 'numeric' } : { year: 'numeric', month: 'long' };
  if (precision !== 'year' && precision !== 'month') shape.day = 'numeric';
  return format(day, shape);
}

export function tellTime(moment: string | null): string {
  if (!moment || moment === 'None') return '';
  if (moment.length <= 10) return tellDay(moment);
  const shape: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' };
  const date = new Date(moment.includes('T') ? moment : moment.replace(' ', 'T'));
  return Number.isNaN(date.getTime()) ? moment : `${new Intl.DateTimeFormat(locale(), shape).format(date)} UTC`;
}

export function tellDates(row: { earliest: string | null; latest: string | null; date_precision?: string | null }): string {
  const { earliest, latest } = row;
  if (!earliest) return t('date.unknown');
  const precision = row.date_precision ?? 'day';
  if (!latest || latest === earliest || precision === 'month' || precision === 'year') return tellDay(earliest, precision);
  return t('date.between', { first: tellDay(earliest), last: tellDay(latest) });
}

export function tellRange(range: Range): string {
  const { low, high } = range;
  if (low === high) return low === 0 ? t('figure.none') : tellNumber(low ?? 0);
  if (high === null) return t('figure.atLeast', { low: low ?? 0 });
  return low === null ? t('figure.upTo', { high }) : t('figure.between', { low, high });
}

export function tellCountry(code: string | null): string {
  if (!code) return '';
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(locale(), { type: 'region' }).of(code) ?? code;
}

export function tellOrigins(origins: { low: number; high: number }): string {
  const { low, high } = origins;
  if (low === high) return t('origins.count', { n: high });
  return t('origins.between', { low, high });
}

/** "Drone strike, base d'Aïn al-Assad": the line by which people know an incident. */
export function tellTitle(row: Pick<Row, 'type' | 'place' | 'country'>): string {
  const place = row.place ?? tellCountry(row.country);
  const kind = known(`type.${row.type}`, row.type);
  return place ? `${kind}, ${place}` : kind;
}

export function tellKind(kind: 'type' | 'outcome' | 'support' | 'precision' | 'field' | 'verb', value: string): string {
  return known(`${kind}.${value}`, value);
}

/** A value of a field: figures, dates, places and names of closed sets in the reader's language, the rest as written. */
export function tellValue(field: string, value: unknown, text: string): string {
  if (typeof value === 'string') return known(`${field}.${value}`, value);
  if (!value || typeof value !== 'object') return text;
  const parts = value as Record<string, unknown>;
  if (FIGURES.includes(field)) return tellRange(parts as unknown as Range);
  if (field === 'date' && typeof parts.earliest === 'string') {
    return tellDates({ ...(parts as { earliest: string; latest: string }), date_precision: parts.precision as string });
  }
  if (field === 'place' && typeof parts.name === 'string') return [parts.name, tellCountry(parts.country as string)].filter(Boolean).join(', ');
  return text || String(parts.text ?? '');
}

export function tellFieldValue(field: string, value: FieldValue): string {
  return tellValue(field, value.value, value.text);
}

function format(day: string, shape: Intl.DateTimeFormatOptions): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale(), { ...shape, timeZone: 'UTC' }).format(date);
}

/** What a decision says, in a few words: "Killed: 24", "with 2022-01-04-…". */
export function tellDecision(decision: Decision): string {
  const { verb, field, value, incidents, tellings } = decision;
  if (field && value !== null && value !== undefined) return `${tellKind('field', field)}: ${tellValue(field, value, String((value as { text?: string }).text ?? ''))}`;
  if (verb === 'merge') return t('decision.with', { names: incidents.join(', ') });
  if (verb === 'split') return t('decision.without', { names: tellings.map((each) => each.document).join(', ') });
  return '';
}
