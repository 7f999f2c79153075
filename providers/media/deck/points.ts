/** A bullet as a layout sets it: its lead stands out, the rest explains. */
export interface Point {
  readonly lead: string;
  readonly detail: string;
}

/** A lead is a word or a few, not half the sentence: in Latin characters, of which a Han character counts two. */
const LONGEST_LEAD = 32;

/** Takes "lead: detail" apart. A bullet without a short lead is all detail. */
export function pointOf(bullet: string): Point {
  const [, lead = '', detail = ''] = /^([^:：]+?)\s*(?:：|:\s)\s*(\S.*)$/su.exec(bullet) ?? [];
  const length = [...lead].reduce((sum, character) => sum + (character > '\u02ff' ? 2 : 1), 0);
  return lead && length <= LONGEST_LEAD ? { lead, detail } : { lead: '', detail: bullet };
}
