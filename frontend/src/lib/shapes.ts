/**
 * How an incident is drawn, on the map and beside its title: the shape says the outcome, the filling the support, so
 * that nothing rests on colour alone.
 */

export const SIZE = 24;

export const OUTCOMES = ['carried_out', 'intercepted', 'foiled', 'failed', 'threatened'] as const;
export const GRADES = ['confirmed', 'fair', 'weak', 'contested', 'discounted'] as const;

const SHAPES: Record<string, string> = {
  carried_out: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z',
  intercepted: 'M12 2 22 12 12 22 2 12z',
  foiled: 'M4.5 4.5h15v15h-15z',
  failed: 'M12 3.5 22 20.5H2z',
  threatened: 'M7 3.4h10L22 12l-5 8.6H7L2 12z',
};

export function shapeOf(outcome: string): string {
  return SHAPES[outcome] ?? SHAPES.carried_out!;
}

/** The name of the colour of an outcome among the tokens of the stylesheet. */
export function colourOf(outcome: string): string {
  return `--${(outcome in SHAPES ? outcome : 'carried_out').replace('_', '-')}`;
}

/** What lies inside the outline: all of it, a core, nothing, one half, a stroke through nothing. */
export function fillingOf(grade: string): 'full' | 'core' | 'none' | 'half' | 'struck' {
  return ({ confirmed: 'full', fair: 'core', contested: 'half', discounted: 'struck' } as const)[grade] ?? 'none';
}
