import { createHash } from 'node:crypto';
import type { DouyinSimulator } from '../../simulators/publishing/douyin';
import type { XiaohongshuSimulator } from '../../simulators/publishing/xiaohongshu';
import type { ApiAnswer } from '../support/api-client';
import {
  appOf,
  CLIENT,
  expectNoSecretTold,
  handOffDesk,
  linkOf,
  NOTE,
  PICTURE,
  shareOn,
  VIDEO,
  type HandOffDesk,
} from '../support/hand-off';
import type { TestPlatform } from '../support/platform';
import type { Publisher } from '../support/publisher';

/** The apps of platforms, opened with what was handed to their users, and what the platforms tell of that afterwards. */

let desk: HandOffDesk;
let studio: TestPlatform;
let publisher: Publisher;
let douyin: DouyinSimulator;
let xiaohongshu: XiaohongshuSimulator;
let webhook: string;

beforeAll(async () => {
  desk = await handOffDesk();
  ({ studio, publisher, douyin, xiaohongshu } = desk);
  webhook = await desk.bindAll();
});
afterAll(() => desk.close());

const open = (link: string) => studio.api.get(link);

describe('the app of xiaohongshu', () => {
  test('is opened by its own script, with what is shared and who signs for it', async () => {
    const [record] = await desk.handedOff(await desk.newPictures('花园 </script><b>'), 'xiaohongshu');
    const link = linkOf(record);
    expect((await open(link)).text).toContain(`<a data-open href="${record?.id}/app?`);
    const page = await open(appOf(link));
    expect(page.status).toBe(200);
    const { shareInfo, verifyConfig } = shareOn(page);
    expect(shareInfo).toMatchObject({ type: 'normal', title: '花园 </script><b>' });
    const [picture = ''] = shareInfo?.['images'] as unknown as string[];
    expect(await fetch(picture).then((answer) => answer.text())).toBe(PICTURE.toString());
    const { nonce, timestamp, signature } = verifyConfig!;
    const text = `appKey=${CLIENT.key}&nonce=${nonce}&timeStamp=${timestamp}${xiaohongshu.tokens.at(-1)}`;
    expect(verifyConfig).toEqual({
      ...{ appKey: CLIENT.key, nonce, timestamp },
      signature: createHash('sha256').update(text, 'utf8').digest('hex'),
    });
    expect(signature).not.toBe(xiaohongshu.tokens.at(-1));
    expect(page.text).not.toContain(CLIENT.secret);
    expect(page.text).not.toContain(xiaohongshu.tokens.at(-1));
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self' https://fe-static.xhscdn.com");
    expect(policy).not.toContain('connect-src');
    expect(policy).toContain("form-action 'none'");
    const { verifyConfig: next } = shareOn(await open(appOf(link)));
    expect(next?.['nonce']).not.toBe(nonce);
  });

  test('is not offered for a text alone, nor where its platform has no such script', async () => {
    const [note] = await desk.handedOff((await publisher.creation(NOTE)).id, 'xiaohongshu');
    const [article] = await desk.handedOff(await desk.newPictures('头条图集'), 'toutiao');
    for (const record of [note, article]) {
      expect((await open(linkOf(record))).text).not.toContain('<a data-open');
      expect((await open(appOf(linkOf(record)))).status).toBe(503);
    }
  });
});

describe('douyin, whose application may not publish by itself', () => {
  const CREATE = '/api/douyin/v1/video/create_video/';
  const tell = (event: { body: string; headers: object }, path = webhook): Promise<ApiAnswer> =>
    studio.api.call('POST', path, event as { body: string; headers: Record<string, string> });
  const openId = async () => {
    const [rows] = await studio.db.query(
      `SELECT external_id FROM platform_accounts WHERE id = ${webhook.split('/').at(-1)}`,
    );
    return (rows as { external_id: string }[])[0]!.external_id;
  };
  /** What is handed off, the share that its link opens the app with, and the event of that when it is published. */
  async function shared(title: string) {
    const [record] = await desk.handedOff(await desk.newVideo(title), 'douyin');
    expect(record).toMatchObject({ status: 'awaiting_confirmation' });
    const { headers } = await open(appOf(linkOf(record)));
    const share = douyin.shares.open(headers.get('location') ?? '');
    const event = {
      event: 'create_video',
      from_user_id: await openId(),
      content: { share_id: share.shareId, item_id: `@${title}` },
    };
    return { record: record!, share, event };
  }

  test.each([28001012, 28001018])(
    'is told so by %i, hands the video over, and hears from the platform when its user has published it',
    async (code) => {
      douyin.failNext(CREATE, { kind: 'refuse', code });
      const title = `散步 ${code}`;
      const { record, share, event } = await shared(title);
      expect(share).toMatchObject({ title });
      expect(await fetch(share.video ?? '').then((answer) => answer.text())).toBe(VIDEO.toString());
      expect(await tell(douyin.shares.event(event))).toMatchObject({ status: 200, text: 'success' });
      expect(await publisher.records(record.publish_id)).toMatchObject([
        { status: 'success', platform_post_id: `@${title}`, hand_off_url: null },
      ]);
      expect((await open(linkOf(record))).text).toContain('已确认发布');
      expect(douyin.posts).toEqual([]);
    },
  );

  test('is not asked at all where its user has not granted that', async () => {
    const { key, secret } = CLIENT;
    douyin.grantScope('user_info,aweme.share');
    await publisher.bind('douyin', { client_key: key, client_secret: secret, code: douyin.newCode() });
    const calls = douyin.calls.length;
    const [record] = await desk.handedOff(await desk.newPictures('图文'), 'douyin');
    expect(douyin.calls.slice(calls).filter((path) => path.startsWith('/api/'))).toEqual([]);
    const share = douyin.shares.open((await open(appOf(linkOf(record)))).headers.get('location') ?? '');
    expect(share).toMatchObject({ title: '图文', images: [expect.stringContaining('/files/')] });
    webhook = await desk.bindAll();
  });

  test('believes nobody else: what is forged, told again or of nothing here changes nothing', async () => {
    webhook = await desk.bindAll();
    douyin.grantScope('user_info,video.create.bind');
    douyin.failNext(CREATE, { kind: 'refuse', code: 28001018 });
    const { record, event } = await shared('不信');
    const genuine = douyin.shares.event(event);
    const with_ = (content: object, more = {}) =>
      douyin.shares.event({ ...event, ...more, content: { ...event.content, ...content } });
    const tries: [string, { body: string; headers: object }, number, string?][] = [
      ['without a signature', { ...genuine, headers: {} }, 403],
      ['with another’s signature', { ...genuine, headers: { 'x-douyin-signature': '0'.repeat(40) } }, 403],
      ['with a changed body', { ...genuine, body: genuine.body.replace('@不信', '@其他') }, 403],
      ['of another application', douyin.shares.event({ ...event, client_key: 'another' }), 403],
      ['of an unknown share', with_({ share_id: 'share-of-nobody' }), 404],
      ['of another user', with_({}, { from_user_id: 'open-stranger' }), 404],
      ['without a share', with_({ share_id: undefined }), 400],
      ['of no JSON', { ...genuine, body: '<xml>' }, 403],
      ['to an account of nobody', genuine, 404, '/webhooks/publishing/999999'],
      ['to no account', genuine, 404, '/webhooks/publishing/x'],
      ['that is large', { ...genuine, body: genuine.body + ' '.repeat(70_000) }, 413],
    ];
    for (const [name, call, status, path] of tries) {
      expect([name, (await tell(call, path)).status]).toEqual([name, status]);
    }
    expect(await desk.stateOf(record)).toEqual(['awaiting_confirmation']);
    expect((await tell(genuine)).status).toBe(200);
    const [first] = await publisher.records(record.publish_id);
    const repeated = with_({ item_id: '@another' });
    expect((await tell(genuine)).status).toBe(200);
    expect((await tell(repeated)).status).toBe(200);
    expect(await publisher.records(record.publish_id)).toEqual([first]);
  });

  test('says who we are when it asks, and takes what else it tells', async () => {
    const hello = douyin.shares.event({ event: 'verify_webhook', content: { challenge: 12345 } });
    expect(await tell(hello)).toMatchObject({ status: 200, body: { challenge: 12345 } });
    const asText = douyin.shares.event({ event: 'verify_webhook', content: '{"challenge":6}' });
    expect(await tell(asText)).toMatchObject({ status: 200, body: { challenge: 6 } });
    const other = douyin.shares.event({ event: 'authorize', content: {} });
    expect((await tell(other)).status).toBe(200);
  });

  test('keeps the page when the app cannot be opened', async () => {
    douyin.failNext(CREATE, { kind: 'refuse', code: 28001018 });
    const [record] = await desk.handedOff(await desk.newVideo('打不开'), 'douyin');
    douyin.failNext('/open/getticket/', { kind: 'refuse', code: 28003018 }, { kind: 'malformed' });
    for (let count = 0; count < 2; count += 1) {
      const page = await open(appOf(linkOf(record)));
      expect(page.status).toBe(503);
      expect(page.text).toContain('暂时无法打开应用');
      expect(page.text).toContain(`<a href="../${record?.id}?expires=`);
    }
    expect((await open(appOf(linkOf(record)))).status).toBe(302);
  });
});

test('no secret and no token comes into a log or into the history of a workflow', () =>
  expectNoSecretTold(desk));
