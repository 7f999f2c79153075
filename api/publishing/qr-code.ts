import { codewordsOf, versionFor } from './qr-codewords';

/** The dark modules of a QR code (ISO/IEC 18004, level M) that holds a text, row by row. At most some 400 bytes. */
export function qrModules(text: string): boolean[][] {
  const bytes = Buffer.from(text, 'utf8');
  const version = versionFor(bytes.length);
  const drawings = MASKS.map((mask, number) => drawn(version, codewordsOf(bytes, version), mask, number));
  return drawings.reduce((best, next) => (penalty(next) < penalty(best) ? next : best));
}

/** The same as a picture, with the quiet zone around it. */
export function qrCodeSvg(text: string): string {
  const modules = qrModules(text);
  const size = modules.length + 2 * QUIET;
  const path = modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')))
    .join('');
  return `<svg data-qr xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${path}"/></svg>`;
}

const QUIET = 4;

type Mask = (x: number, y: number) => boolean;

const MASKS: readonly Mask[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The patterns first, which no data goes into; then the data, in its zigzag, under the mask. */
function drawn(version: number, codewords: Uint8Array, mask: Mask, maskNumber: number): boolean[][] {
  const size = 17 + 4 * version;
  const dark = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  const taken = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  const set = (x: number, y: number, value: boolean) => {
    const row = dark[y];
    const takenRow = taken[y];
    if (!row || !takenRow || x < 0 || x >= size) return;
    row[x] = value;
    takenRow[x] = true;
  };

  for (let at = 0; at < size; at++) {
    set(at, 6, at % 2 === 0);
    set(6, at, at % 2 === 0);
  }
  for (const [left, top] of [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ] as const) {
    for (let y = -1; y <= 7; y++) {
      for (let x = -1; x <= 7; x++) {
        const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
        set(left + x, top + y, ring !== 2 && ring !== 4);
      }
    }
  }
  const centres = alignmentCentres(version);
  for (const cy of centres) {
    for (const cx of centres) {
      const isCorner =
        (cx === 6 && cy === 6) || (cx === 6 && cy === size - 7) || (cx === size - 7 && cy === 6);
      if (isCorner) continue;
      for (let y = -2; y <= 2; y++) {
        for (let x = -2; x <= 2; x++) set(cx + x, cy + y, Math.max(Math.abs(x), Math.abs(y)) !== 1);
      }
    }
  }
  drawFormat(size, maskNumber, set);
  if (version >= 7) drawVersion(size, version, set);

  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (taken[y]?.[x] !== false) continue;
        const value = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        const row = dark[y];
        if (row) row[x] = value !== mask(x, y);
        bit += 1;
      }
    }
  }
  return dark;
}

function alignmentCentres(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = 10 + 4 * version;
  const step = Math.ceil((last - 6) / (count - 1) / 2) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_none, index) => last - (count - 2 - index) * step)];
}

type SetModule = (x: number, y: number, value: boolean) => void;

/** Level M (00) and the mask, with 10 bits of a BCH code, twice. */
function drawFormat(size: number, mask: number, set: SetModule): void {
  let rest = mask;
  for (let step = 0; step < 10; step++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (index: number) => ((bits >> index) & 1) === 1;
  for (let index = 0; index <= 5; index++) set(8, index, bit(index));
  set(8, 7, bit(6));
  set(8, 8, bit(7));
  set(7, 8, bit(8));
  for (let index = 9; index < 15; index++) set(14 - index, 8, bit(index));
  for (let index = 0; index < 8; index++) set(size - 1 - index, 8, bit(index));
  for (let index = 8; index < 15; index++) set(8, size - 15 + index, bit(index));
  set(8, size - 8, true);
}

/** The version, with 12 bits of a Golay code, twice. */
function drawVersion(size: number, version: number, set: SetModule): void {
  let rest = version;
  for (let step = 0; step < 12; step++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let index = 0; index < 18; index++) {
    const value = ((bits >> index) & 1) === 1;
    const along = size - 11 + (index % 3);
    const across = Math.floor(index / 3);
    set(along, across, value);
    set(across, along, value);
  }
}

/** How hard a drawing is to read: long runs, blocks of one colour, false finders, and too much of one colour. */
function penalty(modules: readonly (readonly boolean[])[]): number {
  const size = modules.length;
  const at = (x: number, y: number) => modules[y]?.[x] === true;
  let points = 0;
  let darkOnes = 0;
  for (let y = 0; y < size; y++) {
    const row = Array.from({ length: size }, (_none, x) => (at(x, y) ? '1' : '0')).join('');
    const column = Array.from({ length: size }, (_none, x) => (at(y, x) ? '1' : '0')).join('');
    for (const line of [row, column]) {
      for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) points += run.length - 2;
      points += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length;
    }
    for (let x = 0; x < size; x++) {
      if (at(x, y)) darkOnes += 1;
      if (x === size - 1 || y === size - 1) continue;
      const same = [at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)].every((value) => value === at(x, y));
      if (same) points += 3;
    }
  }
  return points + 10 * Math.floor(Math.abs((darkOnes * 20) / (size * size) - 10));
}
