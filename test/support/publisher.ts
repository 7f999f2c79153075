import type { ApiAnswer } from './api-client';
import type { TestPlatform, TestUser } from './platform';
import { eventually } from './eventually';
import { newCreation } from './publishing';

/** A record of the history, as the API shows it. */
export interface PublicationRecord {
  readonly id: number;
  readonly publish_id: number;
  readonly platform: string;
  readonly account_id: number;
  readonly status: string;
  readonly platform_post_id: string | null;
  readonly platform_url: string | null;
  readonly error_code: number | null;
  readonly error_message: string | null;
  readonly hand_off_url: string | null;
  readonly scheduled_at: string | null;
}

/** Somebody who publishes over the API. */
export interface Publisher {
  readonly user: TestUser;
  bind(platform: string, credentials: object): Promise<ApiAnswer>;
  creation(of?: Parameters<typeof newCreation>[2]): Promise<{ id: number; jobId: string }>;
  publish(creationId: number, platforms: readonly string[], more?: object): Promise<ApiAnswer>;
  records(publishId: number): Promise<PublicationRecord[]>;
  /** Has this installation make a picture or a video, and answers the creation and the bytes that its link leads to. */
  made(kind: 'image' | 'video', words: string): Promise<{ id: number; bytes: Buffer }>;
  /** The records when all have one of these statuses. */
  until(publishId: number, ...statuses: string[]): Promise<PublicationRecord[]>;
}

const ENDS = ['success', 'failed', 'cancelled', 'awaiting_confirmation'];
const PATIENCE_MS = 12_000;
/** A video is rendered while others want the processor, too. */
const MAKING_MS = 50_000;

export async function newPublisher(platform: TestPlatform, credits = 0): Promise<Publisher> {
  const user = await platform.signUp(credits);
  const records = async (publishId: number) => {
    const { body } = await user.api.get(`/api/v1/publish/${publishId}`);
    if (body.code !== 200) throw new Error(`The publication is not shown: ${JSON.stringify(body)}`);
    return body.data.records as PublicationRecord[];
  };
  return {
    user,
    bind: (name, credentials) =>
      user.api.post('/api/v1/publish/platforms/bind', { platform: name, credentials }),
    creation: (of) => newCreation(platform, user.id, of),
    publish: (creationId, platforms, more = {}) =>
      user.api.post('/api/v1/publish', { creation_id: creationId, platforms, ...more }),
    records,
    async made(kind, words) {
      const order = kind === 'image' ? { prompt: words, size: '512x512' } : { script: words, duration: 1 };
      const { body: ordered } = await user.api.post(`/api/v1/${kind}/generate`, order);
      if (ordered.code !== 200) throw new Error(`It is not made: ${JSON.stringify(ordered)}`);
      let id = 0;
      await eventually(async () => {
        const { body } = await user.api.get(`/api/v1/creations?type=${kind}`);
        const items = body.data.items as { id: number; content: string }[];
        id = items.find(({ content }) => content === words)?.id ?? 0;
        expect(id).not.toBe(0);
      }, MAKING_MS);
      const { body } = await user.api.get(`/api/v1/creations/${id}`);
      const file = await fetch(body.data.file_url as string);
      return { id, bytes: Buffer.from(await file.arrayBuffer()) };
    },
    async until(publishId, ...statuses) {
      const wanted = statuses.length > 0 ? statuses : ENDS;
      let found: PublicationRecord[] = [];
      await eventually(async () => {
        found = await records(publishId);
        expect(found.map(({ status }) => [status, wanted.includes(status)])).toEqual(
          found.map(({ status }) => [status, true]),
        );
      }, PATIENCE_MS);
      return found;
    },
  };
}

/** Beijing's clock some seconds from now, as the surface writes times. */
export function inSeconds(seconds: number, from = Date.now()): string {
  return new Date(from + seconds * 1000 + 8 * 3_600_000).toISOString().slice(0, 19);
}
