/** Why a value stands where it does, in sentences. The server tells it in English; other languages are told from the chains. */

import { settings } from '../stores/settings.svelte';
import type { FieldValue } from './records';
import { tellOrigins } from './telling';
import { t } from './words';

export function tellWhy(value: FieldValue): string[] {
  if (settings.language === 'en' || value.status === 'amended') return value.why;
  const rests = t('why.rests', { origins: tellOrigins(value.origins), outlets: t('outlets.count', { n: value.outlets.length }) });
  const voices = value.chains.map(tellChain);
  const fate = value.status === 'superseded' ? [t('why.superseded')] : [];
  const denied = (value.denied_by ?? []).map((name) => t('why.denied', { name }));
  return [[rests, ...voices].join(' '), ...fate, ...denied];
}

/** "L'armée, par AFP, dans Le Fanal." */
function tellChain(chain: string[]): string {
  const [outlet = '', ...rest] = chain;
  const speaker = rest.pop();
  if (!speaker) return t('why.outlet', { outlet });
  return rest.length ? t('why.through', { speaker, agencies: rest.join(', '), outlet }) : t('why.direct', { speaker, outlet });
}
