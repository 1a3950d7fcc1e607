/** Reads a QR code back from the rectangles of which a document drew it. */
import jsqr from 'jsqr';
import type { ReadElement } from '../../src/documents/read-pdf.ts';

/** @returns null when no code can be read */
export function readQr(marks: ReadElement['marks']): string | null {
  const { pixels, side } = paint(marks);
  return jsqr.default(pixels, side, side)?.data ?? null;
}

/** Black rectangles on white, four pixels to the point, with a margin around. */
function paint(marks: ReadElement['marks']): { pixels: Uint8ClampedArray; side: number } {
  const scale = 4;
  const margin = 20;
  const left = Math.min(...marks.map(([x]) => x)) - margin;
  const top = Math.min(...marks.map(([, y]) => y)) - margin;
  const right = Math.max(...marks.map(([x, , width]) => x + width)) + margin;
  const side = Math.ceil((right - left) * scale);
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [x, y, width, height] of marks) {
    const [from, to] = [Math.round((x - left) * scale), Math.round((x - left + width) * scale)];
    const last = Math.round((y - top + height) * scale);
    for (let row = Math.round((y - top) * scale); row < last; row += 1) {
      for (let column = from; column < to; column += 1) {
        const pixel = (row * side + column) * 4;
        pixels.fill(0, pixel, pixel + 3);
      }
    }
  }
  return { pixels, side };
}
