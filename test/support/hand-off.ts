import { startDouyin, type DouyinSimulator } from '../../simulators/publishing/douyin';
import { startToutiao, type ToutiaoSimulator } from '../../simulators/publishing/toutiao';
import { startXiaohongshu, type XiaohongshuSimulator } from '../../simulators/publishing/xiaohongshu';
import type { ApiAnswer, ApiClient } from './api-client';
import { platform, type TestPlatform } from './platform';
import { newPublisher, type PublicationRecord, type Publisher } from './publisher';
import { testAdapters } from './publishing';
import { wordsOf } from './record-history';

/** The application of the tests at every platform. */
export const CLIENT = { key: 'client-of-the-tests', secret: 'a-secret-of-the-client' };
/** A text, which Toutiao and Xiaohongshu leave to their users. */
export const NOTE = { title: '周末去哪儿', content: '**公园**里走走' };
export const PICTURE = Buffer.from('the bytes of a park');
export const VIDEO = Buffer.from('the bytes of a walk');

/** Somebody with an account at each platform that leaves publishing to its users. */
export interface HandOffDesk {
  readonly studio: TestPlatform;
  readonly publisher: Publisher;
  readonly douyin: DouyinSimulator;
  readonly toutiao: ToutiaoSimulator;
  readonly xiaohongshu: XiaohongshuSimulator;
  /** Binds an account at each platform, another one at Douyin each time; answers the path at which Douyin tells of it. */
  bindAll(): Promise<string>;
  /** Publishes a creation; the records once they wait for their user, or are over. */
  handedOff(creation: number, ...platforms: string[]): Promise<PublicationRecord[]>;
  /** A creation of PICTURE. */
  newPictures(title: string): Promise<number>;
  /** A creation of VIDEO. */
  newVideo(title: string): Promise<number>;
  /** The states of a record's publication. */
  stateOf(record: PublicationRecord): Promise<string[]>;
  close(): Promise<void>;
}

export async function handOffDesk(): Promise<HandOffDesk> {
  const [douyin, toutiao, xiaohongshu] = await Promise.all([
    startDouyin(CLIENT),
    startToutiao(CLIENT),
    startXiaohongshu({ appKey: CLIENT.key, secret: CLIENT.secret }),
  ]);
  const urls = { douyin: douyin.url, toutiao: toutiao.url, xiaohongshu: xiaohongshu.url };
  const studio = await platform({ worker: {}, publishing: (clock) => testAdapters(clock, urls) });
  const publisher = await newPublisher(studio);

  return {
    ...{ studio, publisher, douyin, toutiao, xiaohongshu },

    async bindAll() {
      const { key, secret } = CLIENT;
      const oauth = { client_key: key, client_secret: secret };
      const { body } = await publisher.bind('douyin', { ...oauth, code: douyin.newCode() });
      const bound = [
        await publisher.bind('toutiao', { ...oauth, code: toutiao.newCode() }),
        await publisher.bind('xiaohongshu', { app_key: key, app_secret: secret }),
      ];
      for (const { body: answer } of bound)
        expect(answer).toMatchObject({ code: 200, data: { webhook_url: null } });
      return new URL(body.data.webhook_url as string).pathname;
    },

    async handedOff(creation, ...platforms) {
      const { body } = await publisher.publish(creation, platforms);
      expect(body).toMatchObject({ code: 200 });
      return publisher.until(body.data.publish_id as number);
    },

    async newPictures(title) {
      const { id, jobId } = await publisher.creation({ type: 'image', title, content: '# 花园' });
      const as = { fileName: 'park.png', contentType: 'image/png' };
      await studio.artifacts.save(jobId, 'image', PICTURE, as);
      return id;
    },

    async newVideo(title) {
      const { id, jobId } = await publisher.creation({ type: 'video', title, content: title });
      const as = { fileName: 'park.mp4', contentType: 'video/mp4' };
      await studio.artifacts.save(jobId, 'video', VIDEO, as);
      return id;
    },

    stateOf: async ({ publish_id: id }) => (await publisher.records(id)).map(({ status }) => status),

    async close() {
      await studio.close();
      await Promise.all([douyin, toutiao, xiaohongshu].map((each) => each.close()));
    },
  };
}

const SECRETS = /a-secret-of-the-client|(?:access|refresh|xhs|token|ticket)-[0-9a-f]{8}-|signature=/;

/** Nothing that opens an account or a page is in the log so far, nor in the history of a publication's workflow. */
export async function expectNoSecretTold({ studio }: HandOffDesk): Promise<void> {
  const [rows] = await studio.db.query('SELECT DISTINCT publication_id AS id FROM publication_targets');
  const histories: string[] = [];
  for (const { id } of rows as { id: number }[]) {
    histories.push(wordsOf(await studio.worker!.client.workflow.getHandle(`publish/${id}`).fetchHistory()));
  }
  expect(histories.length).toBeGreaterThan(5);
  const logged = studio.logged.map((line) => JSON.stringify(line));
  expect(logged.length).toBeGreaterThan(50);
  expect([...histories, ...logged].filter((words) => SECRETS.test(words))).toEqual([]);
}

/** The address below the API that a record's user opens. */
export function linkOf(record: PublicationRecord | undefined): string {
  const { pathname, search } = new URL(record?.hand_off_url ?? '');
  return pathname + search;
}

/** Where its page opens the platform's app. */
export function appOf(link: string): string {
  return link.replace('?', '/app?');
}

/** Sends the form of the page. */
export function sayOn(
  api: ApiClient,
  link: string,
  form: Readonly<Record<string, string>>,
): Promise<ApiAnswer> {
  return api.call('POST', link, {
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

/** What a page tells the platform's script. */
export function shareOn({ text }: ApiAnswer): Readonly<Record<string, Record<string, string>>> {
  const [, json = ''] = /<script type="application\/json" id="share">(.+?)<\/script>/.exec(text) ?? [];
  return JSON.parse(json) as Record<string, Record<string, string>>;
}
