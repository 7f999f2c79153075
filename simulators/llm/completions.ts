/** The bodies of OpenAI's chat completions, whole and as chunks, with one token counted for each word or character. */

type Messages = readonly { readonly content: string }[];

export function completion(model: string, messages: Messages, text: string, withUsage: boolean): object {
  return {
    id: 'chatcmpl-simulated',
    object: 'chat.completion',
    model,
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    ...(withUsage && { usage: usageOf(messages, text) }),
  };
}

/** `pieces` carry the text, `ending` the finish reason and then the usage in a chunk without choices. */
export function completionChunks(
  model: string,
  messages: Messages,
  text: string,
  withUsage: boolean,
): { pieces: object[]; ending: object[] } {
  const chunk = { id: 'chatcmpl-simulated', object: 'chat.completion.chunk', model };
  const delta = (content: object, finish: string | null): object => ({
    ...chunk,
    choices: [{ index: 0, delta: content, finish_reason: finish }],
  });
  return {
    pieces: tokensOf(text).map((content) => delta({ role: 'assistant', content }, null)),
    ending: [
      delta({}, 'stop'),
      ...(withUsage ? [{ ...chunk, choices: [], usage: usageOf(messages, text) }] : []),
    ],
  };
}

function usageOf(messages: Messages, text: string): object {
  const [prompt, answer] = [
    tokensOf(messages.map(({ content }) => content).join(' ')).length,
    tokensOf(text).length,
  ];
  return { prompt_tokens: prompt, completion_tokens: answer, total_tokens: prompt + answer };
}

function tokensOf(text: string): string[] {
  return text.match(/\s*[a-z0-9]+|\s*./giu) ?? [];
}
