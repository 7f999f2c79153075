import { createHash } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { startDouyin, type DouyinSimulator } from '../../simulators/publishing/douyin';
import { startToutiao, type ToutiaoSimulator } from '../../simulators/publishing/toutiao';
import { startXiaohongshu, type XiaohongshuSimulator } from '../../simulators/publishing/xiaohongshu';
import { createHandOffLinks } from '../../domain/publishing/hand-off-link';
import { deriveKeys } from '../../config/keys';
import type { ApiAnswer } from '../support/api-client';
import { launchChromium } from '../support/chromium';
import { appOf, linkOf, sayOn, shareOn } from '../support/hand-off';
import { PLATFORM_SECRET, platform, type TestPlatform } from '../support/platform';
import { newPublisher, type PublicationRecord, type Publisher } from '../support/publisher';
import { testAdapters } from '../support/publishing';
import { wordsOf } from '../support/record-history';

/** What users publish by hand: its page, the platform's app, and who may say what came of it. */

const CLIENT = { key: 'client-of-the-tests', secret: 'a-secret-of-the-client' };
const NOTE = { title: '周末去哪儿', content: '**公园**里走走' };
const WEEK_MS = 7 * 86_400_000;
const PICTURE = Buffer.from('the bytes of a park');

let douyin: DouyinSimulator;
let toutiao: ToutiaoSimulator;
let xiaohongshu: XiaohongshuSimulator;
let studio: TestPlatform;
let publisher: Publisher;
let webhook: string;

beforeAll(async () => {
  [douyin, toutiao, xiaohongshu] = await Promise.all([
    startDouyin(CLIENT),
    startToutiao(CLIENT),
    startXiaohongshu({ appKey: CLIENT.key, secret: CLIENT.secret }),
  ]);
  const urls = { douyin: douyin.url, toutiao: toutiao.url, xiaohongshu: xiaohongshu.url };
  studio = await platform({ worker: {}, publishing: (clock) => testAdapters(clock, urls) });
  publisher = await newPublisher(studio);
  await bindAll();
});
afterAll(async () => {
  await studio.close();
  await Promise.all([douyin, toutiao, xiaohongshu].map((each) => each.close()));
});

async function bindAll() {
  const { key, secret } = CLIENT;
  const oauth = { client_key: key, client_secret: secret };
  const { body } = await publisher.bind('douyin', { ...oauth, code: douyin.newCode() });
  webhook = new URL(body.data.webhook_url as string).pathname;
  const bound = [
    await publisher.bind('toutiao', { ...oauth, code: toutiao.newCode() }),
    await publisher.bind('xiaohongshu', { app_key: key, app_secret: secret }),
  ];
  for (const { body: answer } of bound)
    expect(answer).toMatchObject({ code: 200, data: { webhook_url: null } });
}

async function handedOff(creation: number, ...platforms: string[]): Promise<PublicationRecord[]> {
  const { body } = await publisher.publish(creation, platforms);
  expect(body).toMatchObject({ code: 200 });
  return publisher.until(body.data.publish_id as number);
}

async function newPictures(title: string): Promise<number> {
  const { id, jobId } = await publisher.creation({ type: 'image', title, content: '# 花园' });
  await studio.artifacts.save(jobId, 'image', PICTURE, { fileName: 'park.png', contentType: 'image/png' });
  return id;
}

async function newVideo(title: string): Promise<number> {
  const { id, jobId } = await publisher.creation({ type: 'video', title, content: title });
  const as = { fileName: 'park.mp4', contentType: 'video/mp4' };
  await studio.artifacts.save(jobId, 'video', Buffer.from('the bytes of a walk'), as);
  return id;
}

const open = (link: string) => studio.api.get(link);
const say = (link: string, form: Readonly<Record<string, string>>) => sayOn(studio.api, link, form);
const stateOf = async ({ publish_id: id }: PublicationRecord) =>
  (await publisher.records(id)).map(({ status }) => status);

describe('the page', () => {
  test('has the title, the text and a code for the phone, and waits until its user has said what came of it', async () => {
    const { id } = await publisher.creation(NOTE);
    const records = await handedOff(id, 'xiaohongshu', 'toutiao');
    expect(records.map(({ status }) => status)).toEqual(['awaiting_confirmation', 'awaiting_confirmation']);
    const [note, article] = records;
    const page = await open(linkOf(note));
    expect(page.status).toBe(200);
    for (const words of ['发布到小红书', '>周末去哪儿</pre>', '>公园里走走</pre>', '<svg data-qr']) {
      expect(page.text).toContain(words);
    }
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');

    const url = 'https://www.xiaohongshu.com/explore/abc';
    const said = await say(linkOf(note), { outcome: 'published', url });
    expect(said.status).toBe(303);
    const after = await open(linkOf(note));
    expect(after.text).toContain('已确认发布');
    expect(after.text).toContain(`href="${url}"`);
    const path = `/api/v1/publish/history/${article?.id}/confirm`;
    const no = await publisher.user.api.post(path, { published: false });
    expect(no.body.data).toMatchObject({ status: 'failed', error_message: '用户确认未发布' });
    expect((await publisher.user.api.post(path, { published: false })).status).toBe(200);
    expect((await publisher.user.api.post(path, { published: true })).status).toBe(409);
    expect((await open(linkOf(article))).text).toContain('已记录为未发布');
    expect(await publisher.records(note!.publish_id)).toMatchObject([
      { status: 'success', platform_url: url },
      { status: 'failed' },
    ]);
  });

  test('takes one word: what is said after it changes nothing', async () => {
    const [record] = await handedOff((await publisher.creation(NOTE)).id, 'toutiao');
    await say(linkOf(record), { outcome: 'not' });
    expect((await say(linkOf(record), { outcome: 'published' })).status).toBe(303);
    expect(await stateOf(record!)).toEqual(['failed']);
    expect((await open(linkOf(record))).text).toContain('已记录为未发布');
  });

  test.each([
    ['no answer', {}, '请选择'],
    ['an answer that is none', { outcome: 'perhaps' }, '请选择'],
    ['a link that is none', { outcome: 'published', url: 'javascript:alert(1)' }, '链接应以 http'],
    ['a link with blanks', { outcome: 'published', url: 'https://a.example/ b' }, '链接应以 http'],
  ])('does not take %s', async (_name, form, message) => {
    const [record] = await handedOff((await publisher.creation(NOTE)).id, 'toutiao');
    const answer = await say(linkOf(record), form);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(message);
    expect(await stateOf(record!)).toEqual(['awaiting_confirmation']);
  });

  test('says that a record was cancelled, and that a creation was deleted', async () => {
    const { id } = await publisher.creation(NOTE);
    const [record] = await handedOff(id, 'toutiao');
    expect((await publisher.user.api.delete(`/api/v1/creations/${id}`)).status).toBe(200);
    const page = await open(linkOf(record));
    expect(page.text).toContain('作品已被删除');
    expect(page.text).toContain('我已发布');
    await studio.db.query(`UPDATE publication_targets SET state = 'cancelled' WHERE id = ${record?.id}`);
    expect((await open(linkOf(record))).text).toContain('已取消');
  });

  test('shows markup as it was written, and runs none of it', async () => {
    const title = '<img src=x onerror=1>';
    const { id } = await publisher.creation({ title, content: '</pre><script>alert(1)</script>"\'&' });
    const [record] = await handedOff(id, 'toutiao');
    const page = await open(linkOf(record));
    expect(page.text).toContain('&#60;img src=x onerror=1&#62;</pre>');
    expect(page.text).toContain(
      '&#60;/pre&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38;</pre>',
    );
    expect(page.text.match(/<script[^>]*>/g)).toEqual(['<script src="../../pages/copy-buttons.js">']);
    expect(page.headers.get('content-security-policy')).not.toContain("'unsafe-inline'; script");
    const again = await say(linkOf(record), { outcome: 'published', url: '"><script>alert(1)</script>' });
    expect(again.text).toContain('value="&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;"');
  });
});

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test.each([
    ['a phone', { width: 390, height: 844 }, false],
    ['a desk', { width: 1280, height: 900 }, true],
  ])(
    'on %s it fits, copies without a network, and takes the word of its user',
    async (_name, viewport, scans) => {
      const [record] = await handedOff((await publisher.creation(NOTE)).id, 'toutiao');
      const page = await browser.newPage({ viewport, locale: 'zh-CN' });
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(studio.baseUrl + linkOf(record));
      expect(await page.locator('svg[data-qr]').isVisible()).toBe(scans);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);

      await page.context().setOffline(true);
      const copied = async (name: string) => {
        await page.locator(`button[data-copy=${name}]`).click();
        await page.getByText('已复制').first().waitFor();
        await page.locator('input[name=url]').fill('');
        await page.locator('input[name=url]').press('Control+V');
        return page.locator('input[name=url]').inputValue();
      };
      expect(await copied('title')).toBe('周末去哪儿');
      // As in pages over HTTP, which browsers do not let at the clipboard.
      await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error())');
      expect(await copied('text')).toBe('公园里走走');

      await page.context().setOffline(false);
      await page.locator('input[name=url]').fill('');
      await page.getByText('我已发布').click();
      await page.getByText('已确认发布').waitFor();
      await page.reload();
      expect(await page.locator('form').count()).toBe(0);
      expect(errors).toEqual([]);
      expect(await stateOf(record!)).toEqual(['success']);
      await page.close();
    },
  );
});

describe('a link', () => {
  test('opens its own record, for a week, and nothing else', async () => {
    const { id } = await publisher.creation(NOTE);
    const [one, other] = await handedOff(id, 'xiaohongshu', 'toutiao');
    const query = new URL(one?.hand_off_url ?? '').searchParams;
    const { expires, signature } = Object.fromEntries(query) as Record<string, string>;
    const path = (record = one?.id, when = expires, signed = signature) =>
      `/publish/hand-offs/${record}?expires=${when}&signature=${signed}`;
    expect((await open(path())).status).toBe(200);
    const wrong = [
      path(other?.id),
      path(one?.id, String(Number(expires) + 1)),
      path(
        one?.id,
        expires,
        signature?.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
      ),
      path(one?.id, expires, ''),
      path(one?.id, 'Infinity'),
      `/publish/hand-offs/${one?.id}`,
      `/publish/hand-offs/${one?.id}?expires=${expires}&expires=${expires}&signature=${signature}`,
      path(999_999),
      `/publish/hand-offs/x?expires=${expires}&signature=${signature}`,
    ];
    for (const address of wrong) {
      expect([address, (await open(address)).status]).toEqual([address, 404]);
      expect((await say(address, { outcome: 'published' })).status).toBe(404);
      expect((await open(appOf(address))).status).toBe(404);
    }
    expect(await stateOf(one!)).toEqual(['awaiting_confirmation', 'awaiting_confirmation']);
  });

  test('of a week ago, or of another installation, opens nothing', async () => {
    const [record] = await handedOff((await publisher.creation(NOTE)).id, 'toutiao');
    const linkOfKey = (secret: string, ago: number) => {
      const now = new Date(studio.clock.now().getTime() - ago);
      const keys = deriveKeys({ current: secret, previous: [] }).handOffs;
      const links = createHandOffLinks({ keys, publicUrl: studio.baseUrl, clock: { now: () => now } });
      return links.url(record!.id).slice(studio.baseUrl.length);
    };
    const tries: [string, number, number][] = [
      [PLATFORM_SECRET, WEEK_MS - 60_000, 200],
      [PLATFORM_SECRET, WEEK_MS + 1_000, 404],
      ['a secret of some other installation', 0, 404],
    ];
    for (const [secret, ago, status] of tries) {
      expect((await open(linkOfKey(secret, ago))).status).toBe(status);
    }
  });

  test('is shown to its owner alone', async () => {
    const [record] = await handedOff((await publisher.creation(NOTE)).id, 'toutiao');
    const stranger = await newPublisher(studio);
    const path = `/api/v1/publish/history/${record?.id}/confirm`;
    expect((await stranger.user.api.post(path, { published: true })).status).toBe(404);
    expect((await stranger.user.api.get(`/api/v1/publish/${record?.publish_id}`)).status).toBe(404);
  });
});

describe('the app of xiaohongshu', () => {
  test('is opened by its own script, with what is shared and who signs for it', async () => {
    const [record] = await handedOff(await newPictures('花园 </script><b>'), 'xiaohongshu');
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
    const [note] = await handedOff((await publisher.creation(NOTE)).id, 'xiaohongshu');
    const [article] = await handedOff(await newPictures('头条图集'), 'toutiao');
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
    const [record] = await handedOff(await newVideo(title), 'douyin');
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
      expect(await fetch(share.video ?? '').then((answer) => answer.text())).toBe('the bytes of a walk');
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
    const [record] = await handedOff(await newPictures('图文'), 'douyin');
    expect(douyin.calls.slice(calls).filter((path) => path.startsWith('/api/'))).toEqual([]);
    const share = douyin.shares.open((await open(appOf(linkOf(record)))).headers.get('location') ?? '');
    expect(share).toMatchObject({ title: '图文', images: [expect.stringContaining('/files/')] });
    await bindAll();
  });

  test('believes nobody else: what is forged, told again or of nothing here changes nothing', async () => {
    await bindAll();
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
    expect(await stateOf(record)).toEqual(['awaiting_confirmation']);
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
    const [record] = await handedOff(await newVideo('打不开'), 'douyin');
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

test('what is handed off is refused where the binding has ended', async () => {
  const { id } = await publisher.creation(NOTE);
  toutiao.endTokens(true);
  await studio.db.query(
    "UPDATE platform_accounts SET token_expires_at = '2020-01-01' WHERE platform = 'toutiao'",
  );
  const [record] = await handedOff(id, 'toutiao');
  expect(record).toMatchObject({
    status: 'failed',
    error_code: 40008,
    error_message: 'code expired (10007)',
  });
  await bindAll();
});

test('no secret and no token comes into a log or into the history of a workflow', async () => {
  const told = studio.logged.map((line) => JSON.stringify(line));
  const [rows] = await studio.db.query('SELECT DISTINCT publication_id AS id FROM publication_targets');
  for (const { id } of rows as { id: number }[]) {
    told.push(wordsOf(await studio.worker!.client.workflow.getHandle(`publish/${id}`).fetchHistory()));
  }
  const secrets = /a-secret-of-the-client|(?:access|refresh|xhs|token|ticket)-[0-9a-f]{8}-|signature=/;
  expect(told.length).toBeGreaterThan(100);
  expect(told.filter((words) => secrets.test(words))).toEqual([]);
});
