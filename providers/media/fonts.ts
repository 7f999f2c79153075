import path from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/** Font families of what is drawn here, by weight, under names that no installed font has. */
export const FONT = {
  regular: 'Taskloom Regular',
  medium: 'Taskloom Caption Medium',
  bold: 'Taskloom Caption Bold',
} as const;

const FILES: Record<keyof typeof FONT, string> = {
  regular: '400Regular/NotoSansSC_400Regular.ttf',
  medium: '500Medium/NotoSansSC_500Medium.ttf',
  bold: '700Bold/NotoSansSC_700Bold.ttf',
};

const EMOJI_FONTS = ['Noto Color Emoji', 'Apple Color Emoji', 'Segoe UI Emoji'];

let registered = false;

/** Makes the families known to the canvas, once a process: Noto Sans SC has Latin letters and all Han in use. */
export function registerFonts(): void {
  if (registered) return;
  const folder = path.dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  for (const weight of Object.keys(FILES) as (keyof typeof FILES)[]) {
    const file = path.join(folder, FILES[weight]);
    if (!GlobalFonts.registerFromPath(file, FONT[weight])) throw new Error(`The font ${file} cannot be read`);
  }
  registered = true;
}

/** A sequence that is shown as one picture (flags, keycaps, faces with a tone, families), and the space before it. */
const EMOJI =
  /\s*(?:\p{RI}{2}|[#*0-9]\ufe0f?\u20e3|\p{Emoji_Presentation}\p{EMod}?|\p{Emoji}\ufe0f\p{EMod}?)(?:\u200d\p{Emoji}\ufe0f?\p{EMod}?)*/gu;

/** What of a text can be drawn: without emoji where no font of this machine has them. */
export function drawable(text: string): string {
  return hasEmoji() ? text : drawablePart(text).trim();
}

/** The same for a stretch of a text, which keeps the white space at its ends. */
export function drawablePart(text: string): string {
  return hasEmoji() ? text : text.replace(EMOJI, '').replace(/[\ufe0e\ufe0f\u200d]/g, '');
}

function hasEmoji(): boolean {
  return GlobalFonts.families.some(({ family }) => EMOJI_FONTS.includes(family));
}
