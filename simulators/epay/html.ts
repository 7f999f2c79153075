/** Markup that is safe to send: made by the `html` tag only. */
export class Html {
  constructor(readonly markup: string) {}
}

type Content = string | Html | readonly Html[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template in which every string is escaped, for text and for quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(parts.reduce((markup, part, index) => markup + render(contents[index - 1] ?? '') + part));
}

function render(content: Content): string {
  if (content instanceof Html) return content.markup;
  if (typeof content !== 'string') return content.map((part) => part.markup).join('');
  return content.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
