import { mention } from './mention';
import { isChinese } from './reply';

/** An honest answer to anything that the demo model has no special knowledge of: a way to structure the question. */
export function conversationAnswer(question: string): string {
  const subject = mention(question || '…');
  return isChinese(question)
    ? [
        `（演示模型）关于${subject}，可以从四个方面展开：`,
        '1. 背景：说明它为什么值得讨论，以及涉及哪些人。',
        '2. 现状：用事实描述目前的做法与最明显的问题。',
        '3. 办法：提出一到两个可行的方案，比较投入与效果。',
        '4. 行动：确定负责人、时间点与衡量标准。',
        '配置真实的文本模型后，这里会是针对您问题的完整回答。',
      ].join('\n')
    : [
        `(Demo model) ${subject} can be taken up in four steps:`,
        '1. Background: why it deserves attention, and whom it concerns.',
        '2. Today: how it is done now, in facts, and what hurts most.',
        '3. Options: one or two workable ways, with effort against effect.',
        '4. Action: an owner, a date, and a measure of success.',
        'With a real text model configured, this would be a full answer to your question.',
      ].join('\n');
}

/** What came with the question besides words: `1 image, image/png`. Empty where nothing came. */
export function imagesSeen(mediaTypes: readonly string[], chinese: boolean): string {
  if (mediaTypes.length === 0) return '';
  const kinds = [...new Set(mediaTypes)].join(', ');
  const count = mediaTypes.length;
  return chinese
    ? `（收到 ${count} 张图片，${kinds}）\n`
    : `(${count} image${count === 1 ? '' : 's'}, ${kinds})\n`;
}
