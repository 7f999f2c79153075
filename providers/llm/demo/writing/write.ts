import { mention } from '../mention';
import type { Draft } from './draft';
import { DRAFTS_EN } from './drafts-en';
import { DRAFTS_ZH } from './drafts-zh';

/** What `providers/writing/messages` asks for, as far as the demo model needs it. */
interface WritingRequest {
  readonly tool: string;
  readonly form: string;
  readonly chinese: boolean;
  readonly title: string;
  readonly keywords: readonly string[];
  readonly inputs: Readonly<Record<string, string>>;
}

/** Recognises a piece of writing among what the user said; undefined when that asks for something else. */
export function writingRequest(texts: readonly string[]): WritingRequest | undefined {
  for (const text of texts) {
    if (!text.startsWith('{')) continue;
    try {
      const brief = JSON.parse(text) as Partial<WritingRequest> & { task?: unknown; language?: unknown };
      const { task, tool, form, title, keywords, inputs, language } = brief;
      if (task !== 'writing' || typeof tool !== 'string' || typeof form !== 'string') continue;
      if (typeof title !== 'string' || !Array.isArray(keywords)) continue;
      return {
        ...{ tool, form, title, chinese: language === 'zh' },
        keywords: keywords.filter((keyword: unknown) => typeof keyword === 'string'),
        inputs: textsOf(inputs),
      };
    } catch {
      // Not a brief: ordinary talk that begins with a brace.
    }
  }
  return undefined;
}

/** Anybody can write such a brief: what of it is no text is left out. */
function textsOf(inputs: unknown): Record<string, string> {
  const entries: [string, unknown][] = Object.entries(typeof inputs === 'object' ? (inputs ?? {}) : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The Markdown that was asked for; the same for the same request. */
export function writing(request: WritingRequest): string {
  switch (request.form) {
    case 'note':
      return note(request);
    case 'script':
      return script(request);
    case 'text':
      return rewritten(request);
    default:
      return article(request);
  }
}

function article(request: WritingRequest): string {
  const drafts = request.chinese ? DRAFTS_ZH : DRAFTS_EN;
  const draft = drafts[request.tool] ?? drafts['wechat_article'];
  const { digest, sections }: Draft = draft ?? { digest: '', sections: [] };
  const fill = filling(request);
  return [
    `# ${line(request.title)}`,
    `> ${fill(digest)}`,
    ...sections.map(([heading, text]) => `## ${heading}\n\n${fill(text)}`),
  ].join('\n\n');
}

function note(request: WritingRequest): string {
  const fill = filling(request);
  const paragraphs = request.chinese
    ? [
        '✨ 最近一直在琢磨{t}，踩过坑，也总结出几个真的好用的办法。',
        '1️⃣ 先做减法：把和{k}无关的先放一放，留下最重要的一件。',
        '2️⃣ 再定时间：每天固定一小段，到点就开始，不等状态。',
        '3️⃣ 记一笔：做完写一句感受，过一周再看，进步自己会说话。',
        '💬 你有什么好办法？评论区聊聊～',
      ]
    : [
        '✨ I have been trying things with {t}, and these are the ones that worked.',
        '1️⃣ Leave out what has nothing to do with {k}.',
        '2️⃣ Fix a time each day, and begin whatever the mood.',
        '3️⃣ Write one line afterwards, and read it again in a week.',
        '💬 What works for you?',
      ];
  const words = [
    ...request.keywords,
    request.chinese ? '经验分享' : 'tips',
    request.chinese ? '干货' : 'howto',
  ];
  const tags = words.map((word) => `#${word.replace(/[\s#]+/g, '')}`).filter((tag) => tag !== '#');
  return [
    `# ${short(request.title)}`,
    ...paragraphs.map(fill),
    [...new Set(tags)].slice(0, 6).join(' '),
  ].join('\n\n');
}

function script(request: WritingRequest): string {
  const { chinese, inputs } = request;
  const fill = filling(request);
  const shots: readonly (readonly [string, string])[] = chinese
    ? [
        ['特写：一双手停在半空，字幕打出{t}', '你是不是也被这件事难住过？'],
        ['中景：人物翻看凌乱的笔记', '试了很多办法，还是没有头绪。'],
        ['全景：人物把纸张分成三叠', '其实只要先想清楚{k}。'],
        ['近景：人物写下第一行字，微笑', '从最小的一步开始。'],
        ['片尾：标题定格', '{t}，今天就开始。'],
      ]
    : [
        ['Close-up: two hands in mid-air, the words {t} appear', 'Has this ever stopped you?'],
        ['Medium shot: somebody leafs through untidy notes', 'You have tried so much.'],
        ['Wide shot: the papers go into three piles', 'First be clear on {k}.'],
        ['Close shot: the first line is written, a smile', 'Begin with the smallest step.'],
        ['End card: the title', '{t}. Start today.'],
      ];
  const total = Math.min(
    600,
    Math.max(shots.length, Number(/\d+/.exec(inputs['duration'] ?? '')?.[0] ?? 30)),
  );
  const each = Math.floor(total / shots.length);
  return [
    `# ${line(request.title)}`,
    `> ${fill(chinese ? '一支关于{t}的短视频。' : 'A short video on {t}.')}`,
    ...shots.map(([picture, words], at) => {
      const seconds = at === 0 ? total - each * (shots.length - 1) : each;
      return chinese
        ? `## 镜头 ${at + 1}（${seconds}秒）\n\n- 画面：${fill(picture)}\n- 旁白：${fill(words)}`
        : `## Shot ${at + 1} (${seconds}s)\n\n- Picture: ${fill(picture)}\n- Words: ${fill(words)}`;
    }),
  ].join('\n\n');
}

/** The demo model knows no other words for a text, and no other language: it says so, and gives the text back. */
function rewritten({ chinese, title, tool, inputs }: WritingRequest): string {
  const language = inputs['target_language'];
  const notice =
    tool === 'translation'
      ? chinese
        ? `（演示模型不会翻译${language ? `成${line(language)}` : ''}，以下为原文。）`
        : `(The demo model cannot translate${language ? ` into ${line(language)}` : ''}: this is the original.)`
      : chinese
        ? '（演示模型不会改写，以下为整理后的原文。）'
        : '(The demo model cannot rewrite: this is the original, tidied.)';
  const paragraphs = (inputs['text'] ?? '').split(/\n+/).map((paragraph) => paragraph.trim());
  const text = paragraphs
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => paragraph.replace(/^[#>]+\s*/, ''));
  return [`# ${line(title)}`, notice, ...text].join('\n\n');
}

function filling({ title, keywords, chinese }: WritingRequest): (text: string) => string {
  const words =
    keywords.length > 0
      ? keywords
          .slice(0, 3)
          .map(line)
          .join(chinese ? '、' : ', ')
      : undefined;
  const values = { '{t}': mention(title), '{k}': words ?? (chinese ? '关键环节' : 'what matters') };
  return (text) => text.replace(/\{[tk]\}/g, (slot) => values[slot as keyof typeof values]);
}

function line(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A note's title has twenty characters at most. */
function short(title: string): string {
  return [...line(title)].slice(0, 20).join('');
}
