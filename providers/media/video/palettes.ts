/** The colours of a scene, dark enough everywhere for white type on the caption's panel. */
export interface Palette {
  /** The background's gradient, from the upper left to the lower right. */
  readonly ground: readonly [string, string, string];
  /** Light that falls into it, and what stands out from it: progress, marks. */
  readonly light: string;
  readonly accent: string;
}

export const PALETTES: readonly [Palette, ...Palette[]] = [
  { ground: ['#0b1030', '#2b2f8c', '#6d4dff'], light: '#8f7bff', accent: '#a9b6ff' },
  { ground: ['#04212b', '#0b5d66', '#1fae9f'], light: '#4fe0cd', accent: '#8ff3e2' },
  { ground: ['#2b0f33', '#8a2a5e', '#ee7650'], light: '#ffa071', accent: '#ffd0ae' },
  { ground: ['#08193d', '#1a5bb0', '#56b4ea'], light: '#7fd0ff', accent: '#c4eaff' },
  { ground: ['#1c1035', '#5a2b86', '#c9933f'], light: '#ffc76a', accent: '#ffe3ad' },
  { ground: ['#0b2018', '#1e5d40', '#7fae49'], light: '#b6de72', accent: '#dcf5a8' },
];
