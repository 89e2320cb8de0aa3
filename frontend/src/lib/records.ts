/** The records of the JSON API, as far as the desk reads them. */

export interface Range {
  low: number | null;
  high: number | null;
}

export interface Row {
  id: string;
  type: string;
  outcome: string;
  title: string;
  earliest: string | null;
  latest: string | null;
  date_precision: string | null;
  place: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  precision: string | null;
  radius_km: number | null;
  killed: Range | null;
  injured: Range | null;
  origins: { low: number; high: number };
  outlets: string[];
  support: string;
  conflicts: string[];
  documents: number;
  state: 'machine' | 'accepted' | 'amended' | 'rejected';
  flagged: boolean;
}

export interface Evidence {
  document: string;
  outlet: string;
  title: string | null;
  published: string | null;
  quote: string;
  spans: [number, number][];
  rule: string;
}

export interface FieldValue {
  text: string;
  value: unknown;
  status: 'standing' | 'superseded' | 'denied' | 'amended';
  denied_by?: string[];
  origins: { low: number; high: number };
  why: string[];
  outlets: string[];
  chains: string[][];
  evidence: Evidence[];
}

export interface Field {
  field: string;
  values: FieldValue[];
  conflict: string | null;
}

export interface GraphNode {
  id: string;
  label: string;
  kind: 'outlet' | 'agency' | 'speaker' | 'document';
}

export interface Graph {
  nodes: GraphNode[];
  edges: [string, string][];
}

export interface Telling {
  document: string;
  event: string;
  title: string | null;
  outlet: string | null;
  published: string | null;
}

export interface Decision {
  key: string | number;
  made: string;
  user: string;
  verb: string;
  incident: string;
  field: string | null;
  value: unknown;
  incidents: string[];
  tellings: { document: string; event: string }[];
  reason: string | null;
  undone: boolean;
  flagged: boolean;
  result?: string[];
}

export interface Link {
  documents: [string, string];
  score: number;
  features: { name: string; score: number }[];
}

export interface Incident extends Row {
  support_reason: string;
  fields: Field[];
  graph: Graph;
  loaded: { outlet: string; text: string }[];
  links: Link[];
  decisions: Decision[];
  tellings: Telling[];
  versions: { at: string; by: string }[];
}

export interface Article {
  id: string;
  outlet: string | null;
  url: string | null;
  title: string | null;
  published: string | null;
  language: string | null;
  content: string;
  incidents: string[];
}

export interface QueueReason {
  name: string;
  score: number;
  text: string;
}

export type QueueItem = Row & { reasons: QueueReason[] };

export interface Page<T> {
  total: number;
  items: T[];
}

export interface FacetValue {
  value: string;
  count: number;
}

export interface Bar {
  start: string;
  count: number;
}

export interface Session {
  user: string | null;
  role: 'read' | 'review' | 'admin' | null; // null before a login
  csrf: string;
  team: boolean;
  version: string;
}

export interface AuditLine {
  at: string;
  user: string;
  action: string;
  subject: string;
  detail: unknown;
}
