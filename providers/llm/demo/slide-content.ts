import { createHash } from 'node:crypto';
import { BUSINESS_HEADS_EN } from './business-heads-en';
import { BUSINESS_HEADS_ZH } from './business-heads-zh';
import { mention } from './mention';
import type { BusinessHead } from './business-head';

/** What `prompts/slide-content` asks for, as far as the demo model needs it. */
interface SlideRequest {
  readonly topic: string;
  readonly entry: string;
  readonly chinese: boolean;
}

/** For a heading that no head recognises. */
const OTHER_ZH: Omit<BusinessHead, 'match'> = {
  points: [
    ['为什么重要', '{e}直接影响{t}的整体效果，值得单独说明'],
    ['关键要点', '抓住三件事：要达到什么、怎么做、如何衡量'],
    ['当前做法', '梳理{t}中与此相关的现状，保留有效的，改进薄弱的'],
    ['预期变化', '完成之后，参与的人能够明显感到更省力、更有把握'],
    ['下一步', '为{e}确定负责人与时间点，按周检查进展'],
  ],
  notes:
    '这一页讲{e}。先说明它与{t}的关系，再展开两到三个要点，每个要点配一个具体的例子。最后用一句话小结，并自然过渡到下一页。',
};

const OTHER_EN: Omit<BusinessHead, 'match'> = {
  points: [
    ['Why it matters', '{e} has a direct effect on {t} and deserves a place of its own'],
    ['The essentials', 'What is to be reached, how, and how we will know'],
    ['Today', 'Take stock of how {t} handles this; keep what works and mend what is weak'],
    ['Expected change', 'Those involved will notice less effort and more certainty'],
    ['Next step', 'An owner and a date for {e}, checked every week'],
  ],
  notes:
    'This slide covers {e}. Say how it relates to {t}, then open up two or three points with an example each. Close in one sentence that leads to the next slide.',
};

/** Recognises a request for a slide among what the user said; undefined when that asks for something else. */
export function slideRequest(texts: readonly string[]): SlideRequest | undefined {
  for (const text of texts) {
    if (!text.startsWith('{')) continue;
    try {
      const brief = JSON.parse(text) as Record<string, unknown>;
      const { task, topic, entry, language } = brief as Record<
        'task' | 'topic' | 'entry' | 'language',
        unknown
      >;
      if (task === 'slide_content' && typeof topic === 'string' && typeof entry === 'string') {
        return { topic, entry, chinese: language === 'zh' };
      }
    } catch {
      // Not a brief: ordinary talk that begins with a brace.
    }
  }
  return undefined;
}

/** Three to five points and the speaker's notes, as the JSON text that was asked for; the same for the same request. */
export function slideContent({ topic, entry, chinese }: SlideRequest): string {
  const heads = chinese ? BUSINESS_HEADS_ZH : BUSINESS_HEADS_EN;
  const { points, notes } = heads.find(({ match }) => match.test(entry)) ?? (chinese ? OTHER_ZH : OTHER_EN);
  const fill = (text: string): string =>
    text.replace(/\{[te]\}/g, (slot) => mention(slot === '{t}' ? topic : entry));
  const bullets = points
    .slice(0, 3 + (seed(`${topic}\n${entry}`) % 3))
    .map(([lead, detail]) => `${lead}${chinese ? '：' : ': '}${fill(detail)}`);
  return JSON.stringify({ bullets, notes: fill(notes) });
}

function seed(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}
