import type { Source } from '../../exchange/request';

/** What a URL in a request stands for: the bytes that a `data:` URL (RFC 2397) holds, or an address. */
export function sourceOf(url: string): Source {
  if (!/^data:/i.test(url)) return { kind: 'url', url };
  const comma = url.indexOf(',');
  const head = url.slice('data:'.length, Math.max(comma, 0));
  const body = url.slice(comma + 1);
  const [type = ''] = head.split(';');
  const mediaType = (type || 'text/plain').toLowerCase();
  if (/;\s*base64\s*$/i.test(head)) return { kind: 'data', mediaType, data: body };
  return { kind: 'data', mediaType, data: Buffer.from(decoded(body)).toString('base64') };
}

export function urlOf(source: Source): string {
  return source.kind === 'url' ? source.url : `data:${source.mediaType};base64,${source.data}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
