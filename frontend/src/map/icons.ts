/** Draws the marks of the map with a canvas, from the same shapes as the rest of the desk. */

import { colourOf, fillingOf, shapeOf, SIZE } from '../lib/shapes';

const RATIO = 2; // drawn at twice the size, so that they are sharp on dense screens
const HALF = new Path2D('M0 24 24 0V24z');

export interface Icon {
  data: ImageData;
  pixelRatio: number;
}

export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The icon of an outcome and a grade, by the name that the style makes of them: "intercepted-contested". */
export function drawIcon(name: string): Icon {
  const [outcome = '', grade = ''] = name.split('-');
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE * RATIO;
  const pen = canvas.getContext('2d', { willReadFrequently: true })!;
  pen.scale(RATIO, RATIO);
  const outline = new Path2D(shapeOf(outcome));
  const colour = token(colourOf(outcome));
  pen.lineJoin = 'round';
  pen.lineWidth = 4;
  pen.strokeStyle = token('--card');
  pen.stroke(outline);
  pen.fillStyle = token('--card');
  pen.fill(outline);
  pen.fillStyle = colour;
  fill(pen, outline, grade);
  pen.lineWidth = 2.2;
  pen.strokeStyle = colour;
  pen.stroke(outline);
  return { data: pen.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: RATIO };
}

function fill(pen: CanvasRenderingContext2D, outline: Path2D, grade: string): void {
  const filling = fillingOf(grade);
  pen.save();
  pen.clip(outline);
  if (filling === 'full') pen.fill(outline);
  if (filling === 'half') pen.fill(HALF);
  if (filling === 'core') {
    pen.beginPath();
    pen.arc(12, 12.5, 4, 0, 2 * Math.PI);
    pen.fill();
  }
  if (filling === 'struck') {
    pen.strokeStyle = pen.fillStyle;
    pen.lineWidth = 2;
    pen.stroke(new Path2D('M3 21 21 3'));
  }
  pen.restore();
}
