import type { Source } from '../../exchange/request';

const DATA_URL = /^data:([^;,]*)(?:;[^;,]*)*?(;base64)?,/i;

/** Where a picture or a file is: a `data:` URL's own bytes, or an address. */
export function sourceOf(url: string): Source {
  const [head, mediaType, isBase64] = DATA_URL.exec(url) ?? [];
  if (head === undefined) return { kind: 'url', url };
  const rest = url.slice(head.length);
  const data = isBase64 ? rest : Buffer.from(percentDecoded(rest)).toString('base64');
  return { kind: 'data', mediaType: mediaType || 'text/plain', data };
}

export function urlOf(source: Source): string {
  return source.kind === 'url' ? source.url : `data:${source.mediaType};base64,${source.data}`;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
