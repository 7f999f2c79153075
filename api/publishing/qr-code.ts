import { encode } from 'uqr';

/** The quiet zone around a code, in modules, as its standard (ISO/IEC 18004) has it. */
const QUIET = 4;

/** A QR code of level M that holds a text, as a picture with the quiet zone around it. */
export function qrCodeSvg(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return `<svg data-qr xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${path}"/></svg>`;
}
