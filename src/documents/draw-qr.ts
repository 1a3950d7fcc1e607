/** An address as a QR code. */
import encodeQr from 'qr';
import { tagged, type Element, type Sheet } from './pdf-sheet.ts';

/** ISO/IEC 18004: four light modules around the symbol. */
const quietModules = 4;

/** A figure of its own in the structure; `side` is in points, quiet zone included. */
export function drawQr(
  sheet: Sheet,
  section: Element,
  qr: {
    readonly url: string;
    readonly left: number;
    readonly top: number;
    readonly side: number;
    readonly alt: string;
  },
): void {
  const { left, top, side } = qr;
  const modules = encodeQr(qr.url, 'raw', { ecc: 'medium', border: quietModules });
  const size = side / modules.length;
  const box = [left, top, left + side, top + side] as const;
  const draw = (): void => {
    for (const [row, cells] of modules.entries()) {
      for (const [start, length] of runs(cells)) {
        sheet.pdf.rect(left + start * size, top + row * size, length * size, size);
      }
    }
    sheet.pdf.fill('#000000');
  };
  tagged(sheet, section, 'Figure', draw, { alt: qr.alt, placement: 'Block', bbox: box });
}

/** The stretches of dark modules in a row, as start and length: far fewer marks than one per module. */
function runs(cells: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  for (const [index, isDark] of cells.entries()) {
    const last = found.at(-1);
    if (!isDark) continue;
    if (last && last[0] + last[1] === index) last[1] += 1;
    else found.push([index, 1]);
  }
  return found;
}
