/**
 * How a deck looks. Colours are the theme's slots, not values, so that the deck follows when its reader picks
 * other theme colours in PowerPoint; `finishPackage` writes the values below into the theme.
 */
export const THEME_NAME = 'Taskloom';

export const THEME_COLOURS = {
  dk1: '1B2233',
  lt1: 'FFFFFF',
  dk2: '101B3B',
  lt2: 'F3F5FA',
  accent1: '3D5AFE',
  accent2: '0E9F94',
  accent3: 'D97706',
  accent4: 'F0643C',
  accent5: '7B61FF',
  accent6: '2589D0',
  hlink: '3D5AFE',
  folHlink: '7B61FF',
} as const;

export const COLOUR = {
  ink: 'tx1',
  paper: 'bg1',
  night: 'tx2',
  mist: 'bg2',
  /** Secondary text on paper and hairlines; a plain value: the theme has no slot for greys. */
  grey: '4B5675',
  line: 'DDE2EC',
  /** Secondary text on the night background. */
  haze: 'AEBBDD',
} as const;

export const ACCENTS = ['accent1', 'accent2', 'accent5', 'accent3', 'accent6', 'accent4'] as const;
export type Accent = (typeof ACCENTS)[number];

/**
 * Microsoft YaHei has every Han character in use and comes with Windows and with Office for Mac; other programs put
 * their own Chinese font in its place. Arial is everywhere, or has a stand-in of the same widths. Texts name neither:
 * they follow the theme, whose slots `finishPackage` fills.
 */
export const FONTS = { latin: 'Arial', eastAsian: 'Microsoft YaHei' } as const;

/** 16:9, in inches. */
export const PAGE = { width: 13.333, height: 7.5 } as const;

/** Line pitch as a part of the font size: exact pitches keep a layout the same whichever font is substituted. */
export const LINE_PITCH = 1.4;
