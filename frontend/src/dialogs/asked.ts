/** Something that a reviewer wants to do with an incident, before it has been confirmed. */

import type { FieldValue, Incident } from '../lib/records';

export interface Asked {
  verb: 'reject' | 'amend' | 'merge' | 'split' | 'regrade' | 'note';
  incident: Incident;
  field?: string;
  value?: FieldValue | null;
}
