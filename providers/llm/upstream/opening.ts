import type { SseFrame } from '../sse/frames';
import { UpstreamFailure } from '../upstream-failure';
import { hasContent, type Piece } from './conversion';

/** What may come before the first content, in bytes: protocols repeat instructions and tools there. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_FRAMES = 10_000;

/**
 * What a stream says before its first content. It is held back until then, for another upstream may have to take over,
 * and so there must be an end to it.
 */
export class Opening {
  private readonly began = performance.now();
  private hasBegun = false;
  private bytes = 0;
  private frames = 0;

  /** @param longestMs how long the first content may take, from the first frame on. */
  constructor(private readonly longestMs: number) {}

  /**
   * Looks at a frame that came, which may be the first with content.
   * @throws UpstreamFailure when too much came, or too much time went by, without content.
   */
  see({ raw }: SseFrame, piece: Piece): void {
    this.hasBegun ||= hasContent(piece);
    if (this.hasBegun) return;
    this.bytes += raw.length;
    this.frames += 1;
    if (this.bytes > MOST_BYTES || this.frames > MOST_FRAMES) {
      throw new UpstreamFailure('The upstream sent no content, without end', { retryable: true });
    }
    if (performance.now() - this.began > this.longestMs) {
      throw new UpstreamFailure('The upstream sent no content for too long', {
        retryable: true,
        timedOut: true,
      });
    }
  }
}
