import type { CallerName } from '../../scripts/generate/conformance-table';
import type { UpstreamKind } from '../../providers/llm/upstream/ask';

/** Requests and answers of a protocol that no serialiser would write so, and that say things that nobody knows. */
export interface OddBytes {
  readonly kind: UpstreamKind;
  /** Below the gateway's address. */
  readonly path: (model: string, stream: boolean) => string;
  /** Below the upstream's. */
  readonly upstreamPath: (model: string, stream: boolean) => string;
  readonly request: (model: string, stream: boolean) => string;
  readonly answer: (model: string) => string;
  readonly stream: (model: string) => string;
}

const ODD_TEXT = '"caf\\u00e9 \\ud83e\\udd89 \\/ “ü”\\u2028"';
/** Beyond what a double holds, or more digits than it needs. */
const ODD_FIELDS = '"x_unknown" :{"b":9007199254740993,"a":[1.0, 1E2,-0.0]},  "x_big": 12345678901234567890';

const chatUsage = '"usage":{"prompt_tokens":3 ,"completion_tokens":2,"total_tokens":5,"x":0.10}';
const chunk = (model: string, rest: string) =>
  `{"id":"chatcmpl-1", "object":"chat.completion.chunk","created":1,"model":"${model}" ,${ODD_FIELDS},${rest}}`;
const completion = (model: string, text: string, finish: string, more = '') =>
  `{"id":"cmpl-1","object":"text_completion", "created":1,"model":"${model}",${ODD_FIELDS},` +
  `"choices":[{"text":${text},"index":0, "logprobs":null,"finish_reason":${finish}}]${more}}`;
const message = (model: string, rest: string) =>
  `{"id":"msg_1","type":"message","role":"assistant", "model" :"${model}",${ODD_FIELDS},${rest}}`;
const response = (model: string, status: string, rest: string) =>
  `{"id":"resp_1","object":"response","created_at":1,"status":"${status}", "model":"${model}",${ODD_FIELDS},${rest}}`;
const candidate = (model: string, text: string, rest = '') =>
  `{"candidates": [{"content":{"parts":[{"text":${text}}],"role":"model"},"index":0${rest}}],` +
  `"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2,"totalTokenCount":5}, ${ODD_FIELDS},` +
  `"modelVersion" : "${model}","responseId":"r-1"}`;

const streaming = (stream: boolean, more = '') => (stream ? `, "stream" :true${more}` : '');

export const ODD_BYTES: Readonly<Record<CallerName, OddBytes>> = {
  'openai-chat': {
    kind: 'openai',
    path: () => '/v1/chat/completions',
    upstreamPath: () => '/v1/chat/completions',
    request: (model, stream) =>
      `{\n\t"messages" : [ {"content":${ODD_TEXT},"role":"user" , "x":1.50} ],"model":"${model}",${ODD_FIELDS},` +
      `\r\n"seed": 9007199254740993, "temperature":0.10${streaming(stream, ',"stream_options":{ "include_usage":true}')} }\n`,
    answer: (model) =>
      ` {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"${model}",${ODD_FIELDS}, "choices":[{"index":0,` +
      `"message":{"role":"assistant","content":${ODD_TEXT},"x":1.50},"finish_reason":"stop"}],${chatUsage}}\n`,
    stream: (model) =>
      `: a comment\r\n\r\ndata:${chunk(model, `"choices":[{"index":0,"delta":{"role":"assistant","content":${ODD_TEXT}},"finish_reason":null}],"usage":null`)}\r\n\r\n` +
      `event: x\nid: 7\ndata: ${chunk(model, '"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null')}\n\n` +
      `data: ${chunk(model, `"choices":[], ${chatUsage}`)}\n\ndata: [DONE]\n\n`,
  },
  'openai-completions': {
    kind: 'openai',
    path: () => '/v1/completions',
    upstreamPath: () => '/v1/completions',
    request: (model, stream) =>
      `{ "prompt":${ODD_TEXT} ,"model":"${model}",${ODD_FIELDS}, "max_tokens":5` +
      `${streaming(stream, ',"stream_options":{ "include_usage":true}')}}`,
    answer: (model) => completion(model, ODD_TEXT, '"stop"', `, ${chatUsage}`),
    stream: (model) =>
      `data: ${completion(model, ODD_TEXT, 'null')}\n\ndata: ${completion(model, '""', '"stop"')}\r\n\r\n` +
      `data: {"id":"cmpl-1","model":"${model}" ,"choices":[ ], ${chatUsage}}\n\ndata: [DONE]\n\n`,
  },
  'openai-responses': {
    kind: 'responses',
    path: () => '/v1/responses',
    upstreamPath: () => '/v1/responses',
    request: (model, stream) =>
      `{"input":[ {"role":"user","content":${ODD_TEXT}, "x":1.0} ], "model":"${model}",${ODD_FIELDS}${streaming(stream)}}\t`,
    answer: (model) => response(model, 'completed', responseRest()),
    stream: (model) =>
      `event: response.created\ndata: {"type":"response.created","sequence_number":0, "response":${response(model, 'in_progress', '"output":[],"usage":null')}}\n\n` +
      'event: response.x_new\ndata: {"type":"response.x_new", "sequence_number":1}\n\n' +
      `event: response.output_text.delta\r\ndata: {"type":"response.output_text.delta","sequence_number":2,"item_id":"msg_1","output_index":0,"content_index":0,"delta":${ODD_TEXT}, ${ODD_FIELDS}}\r\n\r\n` +
      `event: response.completed\ndata: {"type":"response.completed","sequence_number":3,"response" :${response(model, 'completed', responseRest())}}\n\n`,
  },
  claude: {
    kind: 'claude',
    path: () => '/v1/messages',
    upstreamPath: () => '/v1/messages',
    request: (model, stream) =>
      `{ "model":"${model}","max_tokens":5 ,"messages":[{"role":"user","content":[ {"type":"text","text":${ODD_TEXT},"x":1.50}]}],${ODD_FIELDS}${streaming(stream)}}`,
    answer: (model) =>
      message(
        model,
        `"content":[{"type":"text","text":${ODD_TEXT}}],"stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":2 }`,
      ),
    stream: (model) =>
      `event: message_start\ndata: {"type":"message_start", "message":${message(model, '"content":[],"stop_reason":null,"usage":{"input_tokens":3,"output_tokens":1}')}}\n\n` +
      'event: ping\ndata: {"type": "ping"}\n\nevent: x_new\ndata: {"type": "x_new","n":1.0}\n\n' +
      'event: content_block_start\ndata: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}\n\n' +
      `event: content_block_delta\r\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":${ODD_TEXT}}, ${ODD_FIELDS}}\r\n\r\n` +
      'event: content_block_stop\ndata: {"type":"content_block_stop","index":0}\n\n' +
      'event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}\n\n' +
      'event: message_stop\ndata: {"type":"message_stop" }\n\n',
  },
  gemini: {
    kind: 'gemini',
    path: geminiPath,
    upstreamPath: geminiPath,
    request: () => `{"contents" :[ {"parts":[{"text":${ODD_TEXT},"x":1.50}],"role":"user"}],${ODD_FIELDS} }`,
    answer: (model) => `${candidate(model, ODD_TEXT, ', "finishReason":"STOP"')}\n`,
    stream: (model) =>
      `data: ${candidate(model, ODD_TEXT)}\r\n\r\ndata:${candidate(model, '""', ', "finishReason":"STOP"')}\r\n\r\n`,
  },
};

function responseRest(): string {
  return (
    `"output":[{"id":"msg_1","type":"message","role":"assistant","status":"completed","content":[{"type":"output_text","text":${ODD_TEXT},"annotations":[]}]}],` +
    '"usage":{"input_tokens":3,"output_tokens":2, "total_tokens":5}'
  );
}

function geminiPath(model: string, stream: boolean): string {
  return `/v1beta/models/${model}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`;
}
