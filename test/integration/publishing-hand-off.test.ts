import type { Browser } from 'playwright-core';
import { createHandOffLinks } from '../../domain/publishing/hand-off-link';
import { deriveKeys } from '../../config/keys';
import { launchChromium } from '../support/chromium';
import {
  appOf,
  expectNoSecretTold,
  handOffDesk,
  linkOf,
  NOTE,
  sayOn,
  type HandOffDesk,
} from '../support/hand-off';
import { PLATFORM_SECRET, type TestPlatform } from '../support/platform';
import { newPublisher, type PublicationRecord, type Publisher } from '../support/publisher';

/** What users publish by hand: its page, and who may say what came of it. */

const WEEK_MS = 7 * 86_400_000;

let desk: HandOffDesk;
let studio: TestPlatform;
let publisher: Publisher;

beforeAll(async () => {
  desk = await handOffDesk();
  ({ studio, publisher } = desk);
  await desk.bindAll();
});
afterAll(() => desk.close());

const open = (link: string) => studio.api.get(link);
const say = (link: string, form: Readonly<Record<string, string>>) => sayOn(studio.api, link, form);
const handedOff = (creation: number, ...platforms: string[]) => desk.handedOff(creation, ...platforms);
const stateOf = (record: PublicationRecord) => desk.stateOf(record);

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
      page.on(
        'response',
        (answer) => void (answer.status() < 400 || errors.push(`${answer.status()} ${answer.url()}`)),
      );
      page.on('console', (line) => void (line.type() === 'error' && errors.push(line.text())));
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

test('what is handed off is refused where the binding has ended', async () => {
  const { id } = await publisher.creation(NOTE);
  desk.toutiao.endTokens(true);
  await studio.db.query(
    "UPDATE platform_accounts SET token_expires_at = '2020-01-01' WHERE platform = 'toutiao'",
  );
  const [record] = await handedOff(id, 'toutiao');
  expect(record).toMatchObject({
    status: 'failed',
    error_code: 40008,
    error_message: 'code expired (10007)',
  });
  await desk.bindAll();
});

test('no secret and no token comes into a log or into the history of a workflow', () =>
  expectNoSecretTold(desk));
