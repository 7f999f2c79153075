import { FRAME } from './format';
import { joined, passagesOf, readingLength, type Passage } from './script';
import { shareFrames } from './timing';

/** A stretch of the video with a picture of its own. */
export interface Scene {
  readonly index: number;
  readonly text: string;
  /** The first frame, in the whole video. */
  readonly start: number;
  readonly frames: number;
}

export interface Storyboard {
  readonly frames: number;
  readonly scenes: readonly Scene[];
}

/** A scene that is shorter than this, in seconds, cannot be read. */
const SHORTEST_SCENE = 1.5;

/** More scenes than this bring a viewer nothing; long videos have longer scenes. */
const MOST_SCENES = 120;

/**
 * Cuts a script into scenes that fill the duration: each as long as its words take to read, none too short to be
 * read. A script with more passages than there is time for has several in a scene.
 */
export function storyboardOf(script: string, duration: number): Storyboard {
  const frames = Math.round(duration * FRAME.rate);
  const most = Math.min(MOST_SCENES, Math.max(1, Math.floor(duration / SHORTEST_SCENE)));
  const passages = mergedTo(most, passagesOf(script));
  // A script without words still makes a video, of one silent scene.
  const texts = passages.length > 0 ? passages.map(({ text }) => text) : [''];
  const lengths = shareFrames(frames, texts.map(readingLength), SHORTEST_SCENE * FRAME.rate);
  let start = 0;
  const scenes = texts.map((text, index): Scene => {
    const scene = { index, text, start, frames: lengths[index] ?? 0 };
    start += scene.frames;
    return scene;
  });
  return { frames, scenes };
}

/** Merges the two neighbours that together are shortest, again and again, within a paragraph where there is a choice. */
function mergedTo(most: number, passages: readonly Passage[]): Passage[] {
  const merged = [...passages];
  const lengths = merged.map(({ text }) => readingLength(text));
  while (merged.length > most) {
    let [best, bestCost] = [0, Infinity];
    for (let at = 0; at + 1 < merged.length; at += 1) {
      const crosses = merged[at]?.paragraph !== merged[at + 1]?.paragraph;
      const cost = ((lengths[at] ?? 0) + (lengths[at + 1] ?? 0)) * (crosses ? 1.5 : 1);
      if (cost < bestCost) [best, bestCost] = [at, cost];
    }
    const [first, second] = merged.slice(best, best + 2) as [Passage, Passage];
    merged.splice(best, 2, { text: joined(first.text, second.text), paragraph: first.paragraph });
    lengths.splice(best, 2, readingLength(merged[best]?.text ?? ''));
  }
  return merged;
}
