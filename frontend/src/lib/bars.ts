/** Bars of a timeline without gaps, in units coarse enough to be seen. */

import type { Bar } from './records';

export type Unit = 'day' | 'month' | 'year';
const MOST = 180; // bars narrower than three pixels cannot be picked

export function fillBars(counted: Bar[], unit: Unit): { bars: Bar[]; unit: Unit } {
  const coarser: Record<Unit, Unit | null> = { day: 'month', month: 'year', year: null };
  const bars = fill(group(counted, unit), unit);
  const next = coarser[unit];
  return bars.length > MOST && next ? fillBars(counted, next) : { bars, unit };
}


/** The last day of the unit that starts on `start`. */
export function endOf(start: string, unit: Unit): string {
  const next = new Date(`${following(start, unit)}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() - 1);
  return next.toISOString().slice(0, 10);
}

function group(counted: Bar[], unit: Unit): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { start, count } of counted) {
    const key = floor(start, unit);
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return sums;
}

function fill(sums: Map<string, number>, unit: Unit): Bar[] {
  const starts = [...sums.keys()].sort();
  const last = starts.at(-1);
  const bars: Bar[] = [];
  for (let start = starts[0]; start && last && start <= last; start = following(start, unit)) bars.push({ start, count: sums.get(start) ?? 0 });
  return bars;
}

function floor(day: string, unit: Unit): string {
  if (unit === 'year') return `${day.slice(0, 4)}-01-01`;
  return unit === 'month' ? `${day.slice(0, 7)}-01` : day.slice(0, 10);
}

function following(start: string, unit: Unit): string {
  const date = new Date(`${start}T00:00:00Z`);
  if (unit === 'year') date.setUTCFullYear(date.getUTCFullYear() + 1);
  else if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
