/** The map's style in the colours of the theme. Text is drawn from the page's own fonts: there are no glyphs to fetch. */

import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { token } from './icons';

const FONT = ['Inter Variable'];
const NOTHING = { type: 'FeatureCollection' as const, features: [] };
const CLUSTERED: ExpressionSpecification = ['has', 'point_count'];
const SINGLE: ExpressionSpecification = ['!', ['has', 'point_count']];

export function makeStyle(): StyleSpecification {
  return {
    version: 8,
    transition: { duration: 0, delay: 0 }, // nothing moves by itself, and the first view waits for nothing
    sources: {
      land: { type: 'geojson', data: NOTHING },
      coast: { type: 'geojson', data: NOTHING },
      borders: { type: 'geojson', data: NOTHING },
      names: { type: 'geojson', data: NOTHING },
      halos: { type: 'geojson', data: NOTHING },
      chosen: { type: 'geojson', data: NOTHING },
      points: { type: 'geojson', data: NOTHING },
    },
    layers: [...drawGround(), ...drawPrecision(), ...drawClusters(), ...drawPoints()],
  };
}

function drawGround(): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': token('--sea') } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': token('--land'), 'fill-antialias': false } },
    { id: 'coast', type: 'line', source: 'coast', paint: { 'line-color': token('--border'), 'line-width': 0.6 } },
    { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': token('--border'), 'line-width': 1.1 } },
    {
      id: 'names',
      type: 'symbol',
      source: 'names',
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': ['interpolate', ['linear'], ['zoom'], 1, ['case', ['>', ['get', 'area'], 300], 11, 9], 6, ['case', ['>', ['get', 'area'], 60], 16, 12]],
        'text-letter-spacing': 0.06,
        'text-max-width': 7,
        'text-padding': 6,
        'symbol-sort-key': ['-', 0, ['get', 'area']],
      },
      paint: { 'text-color': token('--soft'), 'text-opacity': 0.85, 'text-halo-color': token('--land'), 'text-halo-width': 1.4 },
    },
  ];
}

function drawPrecision(): LayerSpecification[] {
  return [
    { id: 'halos', type: 'fill', source: 'halos', paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.12 } },
    { id: 'halo-rims', type: 'line', source: 'halos', paint: { 'line-color': ['get', 'colour'], 'line-width': 1.4, 'line-dasharray': [2, 2] } },
    {
      id: 'chosen',
      type: 'circle',
      source: 'chosen',
      paint: { 'circle-radius': 18, 'circle-opacity': 0, 'circle-stroke-width': 2.5, 'circle-stroke-color': token('--ink') },
    },
  ];
}

function drawClusters(): LayerSpecification[] {
  const size: ExpressionSpecification = ['interpolate', ['linear'], ['log10', ['get', 'point_count']], 0.3, 14, 2, 22, 4, 32, 5, 40];
  return [
    {
      id: 'clusters',
      type: 'circle',
      source: 'points',
      filter: CLUSTERED,
      paint: {
        'circle-color': token('--ink'),
        'circle-opacity': 0.86,
        'circle-radius': size,
        'circle-stroke-width': 2.5,
        'circle-stroke-color': ['case', ['>', ['get', 'contested'], 0], token('--threatened'), token('--card')],
      },
    },
    {
      id: 'cluster-counts',
      type: 'symbol',
      source: 'points',
      filter: CLUSTERED,
      layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-font': FONT, 'text-size': 13, 'text-allow-overlap': true },
      paint: { 'text-color': token('--paper') },
    },
  ];
}

function drawPoints(): LayerSpecification[] {
  return [
    {
      id: 'points',
      type: 'symbol',
      source: 'points',
      filter: SINGLE,
      layout: {
        'icon-image': ['concat', ['get', 'outcome'], '-', ['get', 'support']],
        'icon-size': 0.85,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ];
}
