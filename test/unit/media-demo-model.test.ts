import { demoModel } from '../../providers/llm/demo-model';
import { parseSlideContent } from '../../providers/media/deck/slide-content';
import { slideContentMessages } from '../../providers/media/prompts/slide-content.v1';
import type { Language } from '../../providers/media/text/language';

/** The demo model, asked as the deck's writer asks any model. */

const never = new AbortController().signal;

function messages(topic: string, entry: string, language: Language): ReturnType<typeof slideContentMessages> {
  return slideContentMessages({
    task: 'slide_content',
    language,
    topic,
    outline: [entry],
    entry,
    position: 1,
  });
}

async function slide(
  topic: string,
  entry: string,
  language: Language,
): Promise<ReturnType<typeof parseSlideContent>> {
  const { text } = await demoModel().chat({ messages: messages(topic, entry, language), json: true }, never);
  return parseSlideContent(text);
}

test.each([
  ['产品介绍', '产品定位'],
  ['核心功能', '核心流程'],
  ['市场分析', '市场空间'],
  ['竞品对比', '竞争格局'],
  ['团队介绍', '核心成员'],
  ['融资计划', '融资目的'],
  ['2025 工作计划', '近期重点'],
  ['定价策略', '定价原则'],
  ['风险与应对', '主要风险'],
  ['总结与展望', '核心结论'],
  ['奇妙的第九章', '为什么重要'],
])('knows what belongs under %s', async (entry, lead) => {
  const { bullets, notes } = await slide('产品发布会', entry, 'zh');
  expect(bullets.length).toBeGreaterThanOrEqual(3);
  expect(bullets.length).toBeLessThanOrEqual(5);
  expect(bullets[0]).toMatch(new RegExp(`^${lead}：`));
  expect([...bullets, notes].join('\n')).toContain('“产品发布会”');
  expect(notes).toContain(`“${entry}”`);
});

test.each([
  'Product overview',
  'Key features',
  'Market opportunity',
  'Pricing',
  'Roadmap',
  'Risks',
  'Chapter nine',
])('writes in English under %s', async (entry) => {
  const { bullets, notes } = await slide('Launch of Loom', entry, 'en');
  expect(bullets.length).toBeGreaterThanOrEqual(3);
  expect([...bullets, notes].join('\n')).toContain('“Launch of Loom”');
  expect([...bullets, notes].join('\n')).not.toMatch(/\p{Script=Han}|\{[te]\}/u);
});

test('repeats a long topic only in part, and never reads it as a pattern', async () => {
  const { notes } = await slide(`$& {e} ${'很长的主题'.repeat(40)}`, '市场', 'zh');
  expect(notes).toContain('“$& {e} 很长的主题');
  expect(notes).not.toContain('很长的主题'.repeat(5));
});

test('says the same to the same messages, whole or streamed, and marks it as a demo', async () => {
  const request = { messages: messages('咖啡店', '选址', 'zh'), json: true };
  const answer = await demoModel().chat(request, never);
  expect(answer).toMatchObject({ demo: true, finish: 'stop', model: 'demo-text' });
  expect(answer.usage.inputTokens).toBeGreaterThan(100);
  expect(answer.usage.outputTokens).toBeGreaterThan(50);

  let streamed = '';
  let pieces = 0;
  for await (const delta of demoModel().stream(request, never)) {
    if (delta.type === 'end') expect(delta.answer).toEqual(answer);
    else [streamed, pieces] = [streamed + delta.text, pieces + 1];
  }
  expect(streamed).toBe(answer.text);
  expect(pieces).toBeGreaterThan(5);
});

test.each([
  ['怎样写好周报？', '演示模型'],
  ['How do I write a good report?', 'Demo model'],
  ['{"task": "something else"}', 'Demo model'],
])('answers ordinary talk in its language and says what it is: %s', async (content, label) => {
  const { text } = await demoModel().chat({ messages: [{ role: 'user', content }] }, never);
  expect(text).toContain(label);
});

test('stops when the caller aborts', async () => {
  const abort = new AbortController();
  const reason = new Error('enough');
  const reading = (async () => {
    for await (const delta of demoModel().stream(
      { messages: [{ role: 'user', content: '你好' }] },
      abort.signal,
    )) {
      if (delta.type === 'text') abort.abort(reason);
    }
  })();
  await expect(reading).rejects.toBe(reason);
});
