import type { Message, Part } from '../exchange/request';

/**
 * A conversation in turns, for protocols in which the roles alternate: each role's messages that follow one another
 * are one, a turn's tool results come before all else, and the user begins.
 */
export function turnsOf(messages: readonly Message[]): Message[] {
  const turns: { readonly role: Message['role']; readonly parts: Part[] }[] = [];
  for (const { role, parts } of messages) {
    if (parts.length === 0) continue;
    const last = turns.at(-1);
    if (last?.role === role) last.parts.push(...parts);
    else turns.push({ role, parts: [...parts] });
  }
  const ordered = turns.map(({ role, parts }) => ({ role, parts: resultsFirst(parts) }));
  return ordered[0]?.role === 'user' ? ordered : [OPENING, ...ordered];
}

/** Said where the user does not begin. */
const OPENING: Message = { role: 'user', parts: [{ type: 'text', text: 'Continue.' }] };

function resultsFirst(parts: readonly Part[]): readonly Part[] {
  const isResult = ({ type }: Part): boolean => type === 'tool-result';
  return [...parts.filter(isResult), ...parts.filter((part) => !isResult(part))];
}
