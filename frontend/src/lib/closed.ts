/** The closed sets of the record. */

export const DATE_PRECISIONS = ['day', 'week', 'month', 'year'] as const;
export const PLACE_PRECISIONS = ['site', 'town', 'district', 'province', 'country'] as const;
export const TYPES = [
  'air_strike',
  'drone_strike',
  'shelling',
  'bombing',
  'suicide_bombing',
  'armed_attack',
  'armed_clash',
  'assassination',
  'execution',
  'abduction',
  'arson',
  'sexual_violence',
  'unrest',
  'protest',
  'arrest',
  'weapons_seizure',
  'territorial_change',
  'weapons_test',
  'other',
] as const;
