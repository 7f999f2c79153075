import { graphemesOf } from './graphemes';
import type { Measure } from './wrap';

/** Advance widths in parts of an em, as of Microsoft YaHei and a little more, so that an estimate errs to the safe side. */
const WIDTHS: readonly [pattern: RegExp, em: number][] = [
  [/^[iljI'|.,:;!`]/, 0.3],
  [/^[ft()[\]{}r\s"/\\-]/, 0.38],
  [/^[mwMW@%&]/, 0.92],
  [/^[A-Z]/, 0.7],
  [/^[\u0020-\u02ff]/, 0.6],
  [/^\p{Extended_Pictographic}/u, 1.4],
];

/**
 * Measures text of a size in points, in inches, without a font: the reader's machine has its own. Anything that
 * is not Latin counts as a full em.
 */
export function estimatedWidth(points: number, bold = false): Measure {
  const scale = (points / 72) * (bold ? 1.06 : 1);
  return (text) => {
    let ems = 0;
    for (const segment of graphemesOf(text)) {
      ems += WIDTHS.find(([pattern]) => pattern.test(segment))?.[1] ?? 1;
    }
    return ems * scale;
  };
}
