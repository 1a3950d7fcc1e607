/** A QR code as markup: one path, crisp at every size. */
import encodeQr from 'qr';
import { html, type Html } from '../../web/html.ts';

/** Blank modules around the code, without which readers do not see it (ISO/IEC 18004, 6.3.8). */
const quiet = 4;

export function qrSvg(text: string): Html {
  const modules = encodeQr(text, 'raw', { ecc: 'medium', border: quiet });
  const size = modules.length;
  const squares = modules.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return html`<svg viewBox="0 0 ${size} ${size}" width="220" height="220" shape-rendering="crispEdges"
    aria-hidden="true"><rect width="${size}" height="${size}" fill="#fff"/><path d="${squares.join('')}"/></svg>`;
}
