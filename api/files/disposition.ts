import path from 'node:path';

/**
 * `Content-Disposition` of RFC 6266, with the name in UTF-8, and in ASCII for the old: `plain`, without an extension, is
 * what those are told where the name is more than ASCII that stands in quotation marks as it is.
 */
export function dispositionOf(kind: 'inline' | 'attachment', fileName: string, plain: string): string {
  const isPlain = /^[\x20-\x7e]*$/.test(fileName) && !/["\\%]/.test(fileName);
  const ascii = isPlain ? fileName : `${plain}${path.extname(fileName).replace(/[^\w.]/g, '')}`;
  const utf8 = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
