import { NO_USAGE, type Usage } from './usage';

/** More tokens than any call can have, and few enough for every sum. */
const MOST = 10 ** 9;

const FIELDS = Object.keys(NO_USAGE) as (keyof Usage)[];

/**
 * The usage that an upstream told, made fit to be charged and kept: whole numbers of 0 or more, whatever came, and no
 * part larger than what is left of its total. The parts of the input are taken from it in the order cache read, cache
 * writes, images, audio, and those of the output in the order reasoning apart, images, audio.
 */
export function soundUsage(told: Partial<Usage>): Usage {
  const counted = Object.fromEntries(FIELDS.map((field) => [field, count(told[field])])) as Record<
    keyof Usage,
    number
  >;
  cap(counted, counted.input, ['cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'imageInput', 'audioInput']);
  cap(counted, counted.output, ['reasoning']);
  cap(counted, counted.output, ['imageOutput', 'audioOutput']);
  return counted;
}

/** What neither came from a cache nor was written to one. */
export function billableInput({ input, cacheRead, cacheWrite5m, cacheWrite1h }: Usage): number {
  return input - cacheRead - cacheWrite5m - cacheWrite1h;
}

function count(value: unknown): number {
  if (typeof value !== 'number' || !(value > 0)) return 0;
  return Math.min(Math.floor(value), MOST);
}

function cap(usage: Record<keyof Usage, number>, total: number, parts: readonly (keyof Usage)[]): void {
  let left = total;
  for (const part of parts) {
    usage[part] = Math.min(usage[part], left);
    left -= usage[part];
  }
}
