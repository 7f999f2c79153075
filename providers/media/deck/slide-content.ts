import { SLIDE_LIMITS } from '../prompts/slide-content.v1';
import { plainLine, plainParagraphs } from '../text/plain';

export interface SlideContent {
  readonly bullets: readonly string[];
  readonly notes: string;
}

/** Why an answer of the text model cannot be used, in words that the model can act on. */
export class UnreadableSlide extends Error {
  override readonly name = 'UnreadableSlide';
}

/**
 * Reads the model's answer: one JSON object, which may stand in a Markdown code fence.
 * @throws UnreadableSlide for anything else, and for more or less text than a slide takes.
 */
export function parseSlideContent(answer: string): SlideContent {
  const { bullets, notes } = parseObject(unfenced(answer));
  if (!Array.isArray(bullets) || !bullets.every((bullet) => typeof bullet === 'string')) {
    throw new UnreadableSlide('"bullets" is not an array of strings');
  }
  if (typeof notes !== 'string') throw new UnreadableSlide('"notes" is not a string');
  const content = {
    bullets: bullets.map((bullet) => plainLine(withoutMarker(bullet))).filter((bullet) => bullet !== ''),
    notes: plainParagraphs(notes).join('\n'),
  };
  const { minBullets, maxBullets, bulletLength, notesLength } = SLIDE_LIMITS;
  if (content.bullets.length < minBullets || content.bullets.length > maxBullets) {
    throw new UnreadableSlide(
      `there are ${content.bullets.length} bullets instead of ${minBullets} to ${maxBullets}`,
    );
  }
  if (content.bullets.some((bullet) => bullet.length > bulletLength)) {
    throw new UnreadableSlide(`a bullet is longer than ${bulletLength} characters`);
  }
  if (content.notes === '') throw new UnreadableSlide('"notes" is empty');
  if (content.notes.length > notesLength)
    throw new UnreadableSlide(`"notes" is longer than ${notesLength} characters`);
  return content;
}

/** Models like to wrap JSON in a fence, and some to say a word before it. */
function unfenced(answer: string): string {
  return /```(?:json)?\s*\n(.*?)\n?\s*```/is.exec(answer)?.[1] ?? answer;
}

function parseObject(text: string): Record<'bullets' | 'notes', unknown> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    if (typeof value === 'object' && value !== null) return value as Record<'bullets' | 'notes', unknown>;
  } catch {
    throw new UnreadableSlide('it is not valid JSON');
  }
  throw new UnreadableSlide('it is not a JSON object');
}

/** "1. ", "- ", "• ": the layout draws its own. */
function withoutMarker(bullet: string): string {
  return bullet.replace(/^\s*(?:[-*•·]\s+|\d{1,2}[.)、]\s*(?!\d))/u, '');
}
