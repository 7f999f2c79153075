import type { Request, Response } from 'express';
import type { Tell } from './call';
import { frameOf, openStream, type StreamCare } from './stream';

/** Whether who asks would rather have events than JSON. */
export function wantsEvents(req: Request, res: Response): boolean {
  res.vary('Accept');
  return req.accepts(['application/json', 'text/event-stream']) === 'text/event-stream';
}

/**
 * An answer that is told of while it is made: news as events, then the answer itself as the event `done`, or what went
 * wrong as `error`. Nothing is sent before the first news, so that a request which is refused at once is answered with
 * its own status.
 */
export interface LiveAnswer {
  /** Whether anything was sent: from then on a failure can only be an event. */
  readonly hasBegun: boolean;
  readonly tell: Tell;
  /** Sends the last event, whose data is written out already. */
  end(event: 'done' | 'error', json: string): void;
}

export function createLiveAnswer(res: Response, care: StreamCare): LiveAnswer {
  let close: (() => void) | undefined;
  const begin = () => {
    close ??= openStream(res, care);
  };
  res.once('close', () => close?.());
  return {
    get hasBegun() {
      return close !== undefined;
    },
    tell(event, data) {
      if (res.closed) return;
      begin();
      // News that a slow reader has no room for is left out: nothing is kept for it, and the answer has it all.
      if (!res.writableNeedDrain) res.write(frameOf({ event, data: JSON.stringify(data) }));
    },
    end(event, json) {
      if (res.closed) return;
      begin();
      res.end(frameOf({ event, data: json }));
    },
  };
}
