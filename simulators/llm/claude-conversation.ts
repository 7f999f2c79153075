import { linkedImage, sentImage, type Call, type SentImage, type ToolResult } from './call';
import { invalid } from './claude';
import { Complaint } from './complaint';
import { objectOf, objectsOf, textOf, type JsonObject } from './json';
import type { Seals } from './seals';

const IMAGES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];
const TOOL_USE_ID = /^[a-zA-Z0-9_-]+$/;

export interface Conversation extends Pick<Call, 'said' | 'results' | 'images'> {
  readonly texts: readonly string[];
  readonly allImages: number;
}

/** Blocks, where a content may also be a text alone. */
export function blocksOf(content: unknown): readonly JsonObject[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : objectsOf(content);
}

/** Reads the messages. @throws Complaint as Claude does. */
export function readConversation(body: JsonObject, seals: Seals): Conversation {
  if (!Array.isArray(body['messages'])) throw invalid('messages', 'Field required');
  const messages = objectsOf(body['messages']);
  if (messages.length === 0) throw invalid('messages', 'at least one message is required');
  messages.forEach((message, at) => refuseMessage(message, at, at === messages.length - 1));
  refuseBrokenCalls(messages);
  messages.forEach((message, at) => refuseForged(message, at, seals, messages));
  if (objectOf(body['thinking'])['type'] === 'enabled') refuseThoughtless(messages);

  const blocks = messages.map(({ content }) => blocksOf(content));
  const lastUser = blocks[messages.findLastIndex(({ role }) => role === 'user')] ?? [];
  const calls = blocks.flat().filter(({ type }) => type === 'tool_use');
  return {
    said: textsOf(lastUser).join('\n'),
    images: imagesOf(lastUser),
    results: lastUser.flatMap((block): ToolResult[] => {
      if (block['type'] !== 'tool_result') return [];
      const id = textOf(block['tool_use_id']);
      const call = calls.find((one) => one['id'] === id);
      return [{ id, name: textOf(call?.['name']), text: textsOf(blocksOf(block['content'])).join('\n') }];
    }),
    texts: blocks.flat().map(promptText),
    allImages: imagesOf(blocks.flat()).length,
  };
}

function textsOf(blocks: readonly JsonObject[]): readonly string[] {
  return blocks.flatMap(({ type, text }) => (type === 'text' ? [textOf(text)] : []));
}

function imagesOf(blocks: readonly JsonObject[]): readonly SentImage[] {
  return blocks.flatMap(({ type, source }) => {
    if (type !== 'image') return [];
    const { media_type: mediaType, data, url } = objectOf(source);
    return [typeof url === 'string' ? linkedImage(url) : sentImage(textOf(mediaType), textOf(data))];
  });
}

/** What a block counts for; thoughts of earlier turns are not counted. */
function promptText(block: JsonObject): string {
  switch (block['type']) {
    case 'tool_use':
      return `${textOf(block['name'])} ${JSON.stringify(block['input'])}`;
    case 'tool_result':
      return textsOf(blocksOf(block['content'])).join('\n');
    default:
      return textOf(block['text']);
  }
}

function refuseMessage(message: JsonObject, at: number, isLast: boolean): void {
  const { role, content } = message;
  if (role === 'system')
    throw invalid(
      'messages',
      'Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.',
    );
  if (role !== 'user' && role !== 'assistant')
    throw invalid(`messages.${at}.role`, "Input should be 'user' or 'assistant'");
  if (content === undefined || content === null) throw invalid(`messages.${at}.content`, 'Field required');
  const blocks = blocksOf(content);
  const isEmpty = typeof content === 'string' ? content === '' : blocks.length === 0;
  if (isEmpty && !(isLast && role === 'assistant'))
    throw invalid(
      `messages.${at}`,
      'all messages must have non-empty content except for the optional final assistant message',
    );
  blocks.forEach((block, index) =>
    refuseBlock(block, `messages.${at}.content.${index}`, typeof content === 'string'),
  );
  const last = blocks.at(-1);
  if (isLast && role === 'assistant' && last?.['type'] === 'text' && /\s$/.test(textOf(last['text'])))
    throw invalid('messages', 'final assistant content cannot end with trailing whitespace');
}

function refuseBlock(block: JsonObject, path: string, plain: boolean): void {
  switch (block['type']) {
    case 'text':
      if (typeof block['text'] !== 'string') throw invalid(`${path}.text.text`, 'Field required');
      if (block['text'] === '' && !plain) throw invalid('messages', 'text content blocks must be non-empty');
      return;
    case 'image': {
      const { type, media_type: mediaType } = objectOf(block['source']);
      if (type === 'base64' && !IMAGES.includes(textOf(mediaType)))
        throw invalid(
          `${path}.image.source.base64.media_type`,
          "Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
        );
      return;
    }
    case 'tool_use':
      if (!TOOL_USE_ID.test(textOf(block['id'])))
        throw invalid(`${path}.tool_use.id`, "String should match pattern '^[a-zA-Z0-9_-]+$'");
      if (typeof block['input'] !== 'object' || block['input'] === null)
        throw invalid(`${path}.tool_use.input`, 'Input should be a valid dictionary');
      return;
    case 'thinking':
      if (typeof block['signature'] !== 'string')
        throw invalid(`${path}.thinking.signature`, 'Field required');
      return;
    case undefined:
      throw invalid(`${path}.type`, 'Field required');
    default:
  }
}

/** Each use of a tool is answered in the very next message, and nothing else is. */
function refuseBrokenCalls(messages: readonly JsonObject[]): void {
  let open: readonly string[] = [];
  for (const [at, message] of messages.entries()) {
    const blocks = blocksOf(message['content']);
    const results = blocks.flatMap((block, index) =>
      block['type'] === 'tool_result' ? [{ id: textOf(block['tool_use_id']), index }] : [],
    );
    const asked = open;
    const stray = results.find(({ id }) => !asked.includes(id));
    if (stray)
      throw invalid(
        `messages.${at}.content.${stray.index}`,
        `unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray.id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
      );
    refuseUnanswered(
      open.filter((id) => !results.some((result) => result.id === id)),
      at - 1,
    );
    open = message['role'] === 'assistant' ? idsOfCalls(blocks) : [];
  }
  refuseUnanswered(open, messages.length - 1);
}

function idsOfCalls(blocks: readonly JsonObject[]): readonly string[] {
  return blocks.flatMap(({ type, id }) => (type === 'tool_use' ? [textOf(id)] : []));
}

function refuseUnanswered(ids: readonly string[], at: number): void {
  if (ids.length > 0)
    throw invalid(
      `messages.${at}`,
      `\`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${ids.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
    );
}

/** Thoughts come back as they went out. */
function refuseForged(message: JsonObject, at: number, seals: Seals, messages: readonly JsonObject[]): void {
  const isLatest = at === messages.findLastIndex(({ role }) => role === 'assistant');
  for (const [index, block] of blocksOf(message['content']).entries()) {
    const path = `messages.${at}.content.${index}`;
    if (block['type'] === 'redacted_thinking' && seals.check('claude', textOf(block['data'])) !== 'good')
      throw invalid(path, 'Invalid `data` in `redacted_thinking` block');
    if (block['type'] !== 'thinking') continue;
    // Thoughts that were not shown come back empty: the seal alone stands for them.
    const thoughts = textOf(block['thinking']) || undefined;
    const verdict = seals.check('claude', textOf(block['signature']), thoughts);
    if (verdict === 'altered' && isLatest)
      throw invalid(
        path,
        '`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.',
      );
    if (verdict !== 'good') throw invalid(path, 'Invalid `signature` in `thinking` block');
  }
}

/** With a budget for thoughts, the turn that is going on must have begun with some. */
function refuseThoughtless(messages: readonly JsonObject[]): void {
  const at = messages.findLastIndex(({ role }) => role === 'assistant');
  const blocks = blocksOf(messages[at]?.['content']);
  const first = textOf(blocks[0]?.['type']);
  if (idsOfCalls(blocks).length === 0 || first === 'thinking' || first === 'redacted_thinking') return;
  throw new Complaint(
    400,
    `messages.${at}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${first}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable \`thinking\`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking`,
  );
}
