import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DeckRenderer } from '../../providers/media/deck/deck';
import type { VideoRenderer } from '../../providers/media/video/video-renderer';

/** Renderers for tests in which what they draw is not the point. These two are done at once. */

export const instantDeck: DeckRenderer = {
  async render(deck, destination) {
    await writeFile(destination, JSON.stringify(deck));
  },
};

export const instantVideo: VideoRenderer = {
  async render({ script }, workFolder, { onScene }) {
    const file = path.join(workFolder, 'video.mp4');
    await writeFile(file, script);
    onScene(1, 2, 'one');
    onScene(2, 2, 'two');
    return file;
  },
};

/** An instant renderer that knows how often it was asked. */
export function countingVideo(): VideoRenderer & { renders(): number } {
  let renders = 0;
  return {
    renders: () => renders,
    render(...order) {
      renders++;
      return instantVideo.render(...order);
    },
  };
}

/** A renderer that never ends by itself. */
export function blockingVideo(): VideoRenderer & { readonly rendering: Promise<void>; aborted(): boolean } {
  let begun: () => void;
  let aborted = false;
  const rendering = new Promise<void>((resolve) => {
    begun = resolve;
  });
  return {
    rendering,
    aborted: () => aborted,
    render: (_order, _folder, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted = true;
          reject(signal.reason as Error);
        });
        begun();
      }),
  };
}
