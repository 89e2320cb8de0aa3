/** Which incidents are wanted: what the URL holds and what the API is asked. */

export const FILTERS = ['since', 'until', 'country', 'place', 'type', 'outcome', 'support', 'text', 'bbox'] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Partial<Record<FilterName, string>>;

export const PAGE = 50;
export const SORTS = ['-date', 'date', 'origins', 'killed'] as const;

export function readFilters(params: URLSearchParams): Filters {
  const found: Filters = {};
  for (const name of FILTERS) {
    const value = params.get(name);
    if (value) found[name] = value;
  }
  return found;
}

/** Where the points of the map are; the part of the map that is listed does not limit them. */
export function pointsPath(params: URLSearchParams): string {
  return makePath('/api/map', { ...readFilters(params), bbox: null, as_of: params.get('as_of') });
}

/** A path of the API with the parameters that are not empty. */
export function makePath(path: string, params: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
