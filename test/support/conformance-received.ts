import {
  isObject,
  objectOf,
  objectsOf,
  parseObject,
  textOf,
  type JsonObject,
} from '../../simulators/llm/json';
import type { SeenRequest } from '../../simulators/llm/recorder';
import type { OfferedTool, Picture } from './conformance';

/** What an upstream was sent, read from its own protocol's fields and from nothing of ours. */
export interface Received {
  readonly system: string;
  readonly tools: readonly OfferedTool[];
  readonly turns: readonly Turn[];
}

/** All that one side said before the other did. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly pictures: readonly Picture[];
  readonly calls: readonly CalledTool[];
  /** In the order of the calls that their ids name. */
  readonly results: readonly { readonly of: CalledTool | undefined; readonly text: string }[];
  /** On thoughts, or on calls. */
  readonly seals: readonly string[];
  readonly thoughts: string;
}

export interface CalledTool {
  readonly name: string;
  readonly args: unknown;
}

/** What stands in a request, in its order. */
type Piece = { readonly role: Turn['role'] } & (
  | { readonly text: string }
  | { readonly picture: Picture }
  | { readonly call: CalledTool & { readonly id: string } }
  | { readonly result: string; readonly id: string }
  | { readonly thoughts: string }
  | { readonly seal: string }
);

export function receivedBy({ protocol, body }: SeenRequest): Received {
  switch (protocol) {
    case 'openai-chat': {
      const messages = objectsOf(body['messages']);
      const functions = objectsOf(body['tools']).map((tool) => objectOf(tool['function']));
      return {
        system: wordsOf(messages.find(({ role }) => role === 'system')?.['content']),
        tools: functions.map((tool) => toolOf(tool, 'parameters')),
        turns: turnsOf(messages.flatMap(chatPieces)),
      };
    }
    case 'openai-responses':
      return {
        system: wordsOf(body['instructions']),
        tools: objectsOf(body['tools']).map((tool) => toolOf(tool, 'parameters')),
        turns: turnsOf(objectsOf(body['input']).flatMap(itemPieces)),
      };
    case 'claude':
      return {
        system: wordsOf(body['system']),
        tools: objectsOf(body['tools']).map((tool) => toolOf(tool, 'input_schema')),
        turns: turnsOf(objectsOf(body['messages']).flatMap(claudePieces)),
      };
    case 'gemini': {
      const functions = objectsOf(body['tools']).flatMap((tool) => objectsOf(tool['functionDeclarations']));
      return {
        system: wordsOf(objectOf(body['systemInstruction'])['parts']),
        tools: functions.map((tool) => toolOf(tool, 'parametersJsonSchema')),
        turns: turnsOf(objectsOf(body['contents']).flatMap(geminiPieces)),
      };
    }
    case 'openai-completions':
      return { system: '', tools: [], turns: turnsOf([{ role: 'user', text: textOf(body['prompt']) }]) };
    default:
      throw new Error(`nothing is known of ${protocol}`);
  }
}

function toolOf(tool: JsonObject, schema: string): OfferedTool {
  const parameters = objectOf(tool[schema]) as unknown as OfferedTool['parameters'];
  return { name: textOf(tool['name']), description: textOf(tool['description']), parameters };
}

/** A content that is a text alone, or in parts. */
function partsOf(content: unknown): readonly JsonObject[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : objectsOf(content);
}

function wordsOf(content: unknown): string {
  return partsOf(content)
    .map(({ text }) => textOf(text))
    .join('');
}

function chatPieces({ content, ...message }: JsonObject): Piece[] {
  if (message['role'] === 'system') return [];
  if (message['role'] === 'tool')
    return [{ role: 'user', result: wordsOf(content), id: textOf(message['tool_call_id']) }];
  const role = roleOf(message['role']);
  const thoughts = textOf(message['reasoning_content']);
  return [
    ...(thoughts === '' ? [] : [{ role, thoughts }]),
    ...partsOf(content).map((part) =>
      part['type'] === 'image_url'
        ? { role, picture: pictureOf(objectOf(part['image_url'])['url']) }
        : { role, text: textOf(part['text']) },
    ),
    ...objectsOf(message['tool_calls']).map((call) => {
      const { name, arguments: args } = objectOf(call['function']);
      return { role, call: callOf(call['id'], name, parseObject(textOf(args))) };
    }),
  ];
}

function itemPieces(item: JsonObject): Piece[] {
  const [role, id] = ['assistant', textOf(item['call_id'])] as const;
  switch (item['type']) {
    case 'reasoning': {
      const [thoughts, seal] = [wordsOf(item['summary']), textOf(item['encrypted_content'])];
      return [...(thoughts === '' ? [] : [{ role, thoughts }]), ...(seal === '' ? [] : [{ role, seal }])];
    }
    case 'function_call':
      return [{ role, call: callOf(id, item['name'], parseObject(textOf(item['arguments']))) }];
    case 'function_call_output':
      return [{ role: 'user', result: wordsOf(item['output']), id }];
    default:
      return partsOf(item['content']).map((part) =>
        part['type'] === 'input_image'
          ? { role: roleOf(item['role']), picture: pictureOf(part['image_url']) }
          : { role: roleOf(item['role']), text: textOf(part['text']) },
      );
  }
}

function claudePieces(message: JsonObject): Piece[] {
  const role = roleOf(message['role']);
  return partsOf(message['content']).flatMap((block): Piece[] => {
    switch (block['type']) {
      case 'thinking':
        return [
          { role, thoughts: textOf(block['thinking']) },
          { role, seal: textOf(block['signature']) },
        ];
      case 'redacted_thinking':
        return [{ role, seal: textOf(block['data']) }];
      case 'tool_use':
        return [{ role, call: callOf(block['id'], block['name'], block['input']) }];
      case 'tool_result':
        return [{ role, result: wordsOf(block['content']), id: textOf(block['tool_use_id']) }];
      case 'image': {
        const { media_type: mediaType, data } = objectOf(block['source']);
        return [{ role, picture: { mediaType: textOf(mediaType), data: textOf(data) } }];
      }
      default:
        return [{ role, text: textOf(block['text']) }];
    }
  });
}

function geminiPieces(content: JsonObject): Piece[] {
  const role: Turn['role'] = content['role'] === 'model' ? 'assistant' : 'user';
  return objectsOf(content['parts']).flatMap((part): Piece[] => {
    const { functionCall, functionResponse, inlineData } = part;
    const [seal, text] = [textOf(part['thoughtSignature']), textOf(part['text'])];
    return [
      ...(seal === '' ? [] : [{ role, seal }]),
      ...(text === '' ? [] : [part['thought'] === true ? { role, thoughts: text } : { role, text }]),
      ...[functionCall]
        .filter(isObject)
        .map(({ id, name, args }): Piece => ({ role, call: callOf(id, name, args) })),
      ...[functionResponse].filter(isObject).map(({ id, response }): Piece => {
        // A text is wrapped under one of two names.
        const { result, output } = objectOf(response);
        return { role, result: textOf(result ?? output), id: textOf(id) };
      }),
      ...[inlineData].filter(isObject).map(({ mimeType, data }): Piece => {
        return { role, picture: { mediaType: textOf(mimeType), data: textOf(data) } };
      }),
    ];
  });
}

function roleOf(role: unknown): Turn['role'] {
  return role === 'assistant' ? role : 'user';
}

function callOf(id: unknown, name: unknown, args: unknown): CalledTool & { readonly id: string } {
  return { id: textOf(id), name: textOf(name), args };
}

function pictureOf(url: unknown): Picture {
  const [, mediaType = '', data = ''] = /^data:([^;]+);base64,(.*)$/.exec(textOf(url)) ?? [];
  return { mediaType, data };
}

function turnsOf(pieces: readonly Piece[]): Turn[] {
  const calls = pieces.flatMap((piece) => ('call' in piece ? [piece.call] : []));
  const sides: Piece[][] = [];
  for (const piece of pieces) {
    const last = sides.at(-1);
    if (last?.[0]?.role === piece.role) last.push(piece);
    else sides.push([piece]);
  }
  const withoutId = ({ name, args }: CalledTool) => ({ name, args });
  return sides.map((side) => ({
    role: side[0]!.role,
    text: side.map((piece) => ('text' in piece ? piece.text : '')).join(''),
    pictures: side.flatMap((piece) => ('picture' in piece ? [piece.picture] : [])),
    calls: side.flatMap((piece) => ('call' in piece ? [withoutId(piece.call)] : [])),
    results: side
      .flatMap((piece) => ('result' in piece ? [piece] : []))
      .map(({ id, result }) => ({ at: calls.findIndex((call) => call.id === id), text: result }))
      .sort((one, other) => one.at - other.at)
      .map(({ at, text }) => ({ of: calls[at] && withoutId(calls[at]), text })),
    seals: side.flatMap((piece) => ('seal' in piece ? [piece.seal] : [])),
    thoughts: side.map((piece) => ('thoughts' in piece ? piece.thoughts : '')).join(''),
  }));
}
