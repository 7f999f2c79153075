import { eventually } from './eventually';
import { openStream, type OpenStream } from './event-stream';
import type { TestPlatform, TestUser } from './platform';

/** One line of a user's feed, as the API shows it. */
export interface Line {
  readonly id: string;
  readonly seq: number;
  readonly type: string;
  readonly title: string;
  readonly message: string;
  readonly subject: Record<string, unknown>;
  readonly read_at: string | null;
}

export interface NotificationList {
  readonly total: number;
  readonly unread_count: number;
  readonly last_seq: number;
  readonly items: Line[];
}

export const NOTIFICATIONS = '/api/v1/notifications';

export async function listOf(user: TestUser, query = ''): Promise<NotificationList> {
  return (await user.api.get(`${NOTIFICATIONS}?${query}`)).body.data as NotificationList;
}

/** The live feed, from a number or from now on. */
export function openFeedOf(
  { baseUrl }: Pick<TestPlatform, 'baseUrl'>,
  user: TestUser,
  from: { readonly after?: number; readonly lastEventId?: string } = {},
): Promise<OpenStream> {
  const query = from.after === undefined ? '' : `?after=${from.after}`;
  return openStream(`${baseUrl}${NOTIFICATIONS}/stream${query}`, {
    headers: {
      authorization: `Bearer ${user.accessToken}`,
      ...(from.lastEventId !== undefined && { 'last-event-id': from.lastEventId }),
    },
  });
}

/** All lines so far as a reader of the stream gets them who was never there before: `change order_pending`, … */
export async function wholeFeedOf(platform: TestPlatform, user: TestUser): Promise<string[]> {
  const { last_seq: last } = await listOf(user);
  const stream = await openFeedOf(platform, user, { after: 0 });
  await eventually(() => expect(Number(stream.events.at(-1)?.id)).toBe(last));
  stream.hangUp();
  return stream.events.slice(1).map(({ event, data }) => `${event} ${(JSON.parse(data) as Line).type}`);
}
