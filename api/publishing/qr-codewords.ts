/** Of each version from 1 on at level M: the error correction codewords of a block, and the blocks (ISO/IEC 18004). */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10];

/** All codewords of a version: the modules that no pattern takes, in bytes. */
function totalCodewords(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const alignments = Math.floor(version / 7) + 2;
    modules -= (25 * alignments - 10) * alignments - 55;
    if (version >= 7) modules -= 36;
  }
  return modules >> 3;
}

function dataCodewords(version: number): number {
  return totalCodewords(version) - (CORRECTION[version - 1] ?? 0) * (BLOCKS[version - 1] ?? 0);
}

const lengthBits = (version: number) => (version < 10 ? 8 : 16);

/** The smallest version that holds so many bytes at level M. Throws RangeError when none of ours does. */
export function versionFor(bytes: number): number {
  const version = CORRECTION.findIndex(
    (_none, index) => 4 + lengthBits(index + 1) + 8 * bytes <= 8 * dataCodewords(index + 1),
  );
  if (version === -1) throw new RangeError(`${bytes} bytes are too many for a QR code`);
  return version + 1;
}

/** The codewords of a text in byte mode, with their error correction, in the order that they are drawn in. */
export function codewordsOf(bytes: Uint8Array, version: number): Uint8Array {
  const data = padded(bytes, version);
  const blocks = BLOCKS[version - 1] ?? 1;
  const correction = CORRECTION[version - 1] ?? 0;
  const total = totalCodewords(version);
  const short = Math.floor(total / blocks) - correction;
  const longOnes = total % blocks;
  const generator = generatorOf(correction);
  const parts = Array.from({ length: blocks }, (_none, index) => {
    const start = index * short + Math.max(0, index - (blocks - longOnes));
    const part = data.subarray(start, start + short + (index >= blocks - longOnes ? 1 : 0));
    return { part, remainder: remainderOf(part, generator) };
  });
  const woven: number[] = [];
  for (let at = 0; at <= short; at++) {
    for (const { part } of parts) if (at < part.length) woven.push(part[at] ?? 0);
  }
  for (let at = 0; at < correction; at++) for (const { remainder } of parts) woven.push(remainder[at] ?? 0);
  return Uint8Array.from(woven);
}

function padded(bytes: Uint8Array, version: number): Uint8Array {
  const bits: number[] = [];
  const push = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
  };
  const capacity = 8 * dataCodewords(version);
  push(0b0100, 4);
  push(bytes.length, lengthBits(version));
  for (const byte of bytes) push(byte, 8);
  push(0, Math.min(4, capacity - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) push(pad, 8);
  return Uint8Array.from({ length: capacity / 8 }, (_none, index) =>
    bits.slice(8 * index, 8 * index + 8).reduce((byte, bit) => (byte << 1) | bit, 0),
  );
}

/** Multiplication in the field of 256 elements, modulo x⁸ + x⁴ + x³ + x² + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

/** The coefficients of (x − 2⁰)(x − 2¹)…, without the first, which is 1. */
function generatorOf(degree: number): number[] {
  const generator = Array.from({ length: degree }, (_none, index) => Number(index === degree - 1));
  let root = 1;
  for (let step = 0; step < degree; step++) {
    for (let at = 0; at < degree; at++) {
      generator[at] = times(generator[at] ?? 0, root) ^ (generator[at + 1] ?? 0);
    }
    root = times(root, 2);
  }
  return generator;
}

function remainderOf(data: Uint8Array, generator: readonly number[]): number[] {
  const remainder = generator.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ (remainder.shift() ?? 0);
    remainder.push(0);
    for (const [at, coefficient] of generator.entries())
      remainder[at] = (remainder[at] ?? 0) ^ times(coefficient, factor);
  }
  return remainder;
}
