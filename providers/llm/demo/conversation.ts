import { mention } from './mention';
import type { ChatMessage } from '../chat-model';

/** An honest answer to anything that the demo model has no special knowledge of: a way to structure the question. */
export function conversationAnswer(messages: readonly ChatMessage[]): string {
  const question = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const subject = mention(question || '…');
  return /\p{Script=Han}/u.test(question)
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
