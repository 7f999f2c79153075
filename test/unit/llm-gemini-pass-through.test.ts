import { Losses } from '../../providers/llm/exchange/losses';
import { gemini } from '../../providers/llm/protocols/gemini/gemini';
import type { JsonObject } from '../../providers/llm/protocols/protocol';
import { sseFrame, SseFrames } from '../../providers/llm/sse/frames';

/** Calls whose caller and upstream both speak Gemini. */

const { upstream } = gemini;

const MODEL = 'gemini-2.5-flash';
const HELLO = [{ role: 'user', parts: [{ text: 'hi' }] }];

test('the body is passed through byte by byte; only a model of another name shows in the answer', () => {
  const raw = Buffer.from(JSON.stringify({ contents: HELLO, news: 1 }));
  const body = JSON.parse(raw.toString()) as JsonObject;
  const same = upstream.passThrough({ raw, body, target: { model: 'mine' }, model: 'mine', stream: false });
  expect([same.path, same.body]).toEqual(['/v1beta/models/mine:generateContent', raw]);
  const answer = Buffer.from('{"modelVersion": "theirs", "candidates": [{"finishReason": "STOP"}]}');
  expect(same.answer(answer).bytes).toBe(answer);

  const mapped = upstream.passThrough({
    raw,
    body,
    target: { model: 'mine' },
    model: 'theirs',
    stream: true,
  });
  expect([mapped.path, mapped.body]).toEqual(['/v1beta/models/theirs:streamGenerateContent?alt=sse', raw]);
  expect(String(mapped.answer(answer).bytes)).toBe(answer.toString().replace('theirs', 'mine'));
  const [frame] = new SseFrames().push(Buffer.from(sseFrame(answer.toString())));
  expect(String(mapped.frame(frame!).bytes)).toBe(sseFrame(answer.toString().replace('theirs', 'mine')));
  expect(mapped.end()).toEqual([{ type: 'end', reason: 'stop' }]);
});

test("seals of another upstream's are not passed on to Google", () => {
  const foreign = Buffer.from('tl1.claude.c2VhbA==').toString('base64');
  const own = { text: 'Hm', thought: true, thoughtSignature: 'c2VhbA==' };
  const call = { functionCall: { name: 'one' } };
  const contents = [
    ...HELLO,
    {
      role: 'model',
      parts: [
        own,
        { text: '', thought: true, thoughtSignature: foreign },
        { ...call, thoughtSignature: foreign },
      ],
    },
  ];
  const body = { contents };
  const raw = Buffer.from(JSON.stringify(body));
  const losses = new Losses();
  const passed = upstream.passThrough({ raw, body, target: {}, model: MODEL, stream: false, losses });
  expect(JSON.parse(String(passed.body))).toEqual({
    contents: [...HELLO, { role: 'model', parts: [own, call] }],
  });
  expect(losses.all).toEqual(['thinking', 'messages.tool_call.signature']);
});

test('a call that came without a seal, from another upstream, gets what stands for one where Google misses it', () => {
  const calls = ['one', 'two'].map((name) => ({ functionCall: { name } }));
  const body = { contents: [...HELLO, { role: 'model', parts: [{ text: 'Well' }, ...calls] }] };
  const raw = Buffer.from(JSON.stringify(body));
  const pass = (model: string) => upstream.passThrough({ raw, body, target: {}, model, stream: false }).body;
  const sealed = { ...calls[0], thoughtSignature: 'skip_thought_signature_validator' };
  expect(JSON.parse(String(pass('gemini-3-pro')))).toEqual({
    contents: [...HELLO, { role: 'model', parts: [{ text: 'Well' }, sealed, calls[1]] }],
  });
  expect(pass('gemini-2.5-pro')).toBe(raw);
});
