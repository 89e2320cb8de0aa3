/** The words of the interface, from the catalogues under locales/. */

import en from '../locales/en.json';
import fr from '../locales/fr.json';
import { settings } from '../stores/settings.svelte';

const CATALOGUES: Record<string, Record<string, string>> = { en, fr };

/** The message of a key, `{name}` filled from `fill`; with `n` the form for that number (`key.one`, `key.other`). */
export function t(key: string, fill: Record<string, string | number> = {}): string {
  const catalogue = CATALOGUES[settings.language]!;
  const number = fill.n;
  const form = typeof number === 'number' ? `${key}.${new Intl.PluralRules(settings.language).select(number)}` : key;
  const message = catalogue[form] ?? catalogue[`${key}.other`] ?? catalogue[key] ?? key;
  return message.replace(/\{(\w+)\}/g, (_, name: string) => put(fill[name]));
}

/** The message of a key, or the text where the catalogue has none: names that the server may add. */
export function known(key: string, text: string): string {
  return CATALOGUES[settings.language]![key] ?? text.replaceAll('_', ' ');
}

function put(value: string | number | undefined): string {
  return typeof value === 'number' ? new Intl.NumberFormat(locale()).format(value) : (value ?? '');
}

/** English dates as the rest of Recoupe has them: 4 January 2022. */
export function locale(): string {
  return settings.language === 'en' ? 'en-GB' : settings.language;
}
