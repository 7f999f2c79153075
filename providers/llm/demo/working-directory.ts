import type { ModelRequest } from '../exchange/request';

/** How agents tell a model where it is: Claude Code and opencode in a line, codex in a tag. The last one counts. */
const PLACES: readonly RegExp[] = [
  /<cwd>\s*([^<]+?)\s*<\/cwd>/gi,
  /working directory(?: is)?\s*[:=]?\s*`?(\/[^\n`<]*?)`?\.?\s*$/gim,
  /\bcwd"?\s*[:=]\s*"?(\/[^\s"<,]+)/gi,
];

/** The absolute path that the agent works in; undefined where nobody says. */
export function workingDirectory({ system, messages }: ModelRequest): string | undefined {
  const texts = [
    ...system.map(({ text }) => text),
    ...messages.flatMap(({ role, parts }) =>
      parts.flatMap((part) => (role === 'user' && part.type === 'text' ? [part.text] : [])),
    ),
  ].join('\n');
  for (const place of PLACES) {
    const found = [...texts.matchAll(place)].at(-1)?.[1]?.trim();
    if (found?.startsWith('/')) return found.replace(/(?<=[^/])\/+$/, '');
  }
  return undefined;
}
