/** A message of WeChat is a few elements; none is near these. */
const LARGEST_BYTES = 64 * 1024;
const MOST_ELEMENTS = 500;
const DEEPEST = 10;

const TOKEN =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<\/([A-Za-z_][\w.-]*)\s*>|<([A-Za-z_][\w.-]*)\s*(\/?)>|<\?xml[^<>]*\?>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * The texts of an XML message by the paths of their elements, such as `xml/Event`; of several at one path the first.
 * Undefined for what is larger than messages are, or is more than elements, texts and CDATA: a document type, entities
 * of its own, attributes and comments are not read.
 */
export function readSmallXml(bytes: Buffer): ReadonlyMap<string, string> | undefined {
  if (bytes.length > LARGEST_BYTES) return undefined;
  const source = bytes.toString('utf8').trim();
  const texts = new Map<string, string>();
  const open: { readonly path: string; readonly name: string; text: string }[] = [];
  let elements = 0;
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const [token, cdata, closed, opened, empty, text] = TOKEN.exec(source) ?? [];
    if (token === undefined) return undefined;
    const inner = open.at(-1);
    if (opened !== undefined) {
      const isSecondRoot = !inner && elements > 0;
      if (isSecondRoot || ++elements > MOST_ELEMENTS || open.length >= DEEPEST) return undefined;
      const path = inner ? `${inner.path}/${opened}` : opened;
      if (empty === '') open.push({ path, name: opened, text: '' });
      else if (!texts.has(path)) texts.set(path, '');
    } else if (closed !== undefined) {
      const ended = open.pop();
      if (ended?.name !== closed) return undefined;
      if (!texts.has(ended.path)) texts.set(ended.path, ended.text.trim());
    } else if (cdata !== undefined || text !== undefined) {
      const plain = cdata ?? withoutEntities(text ?? '');
      if (plain === undefined || (!inner && plain.trim() !== '')) return undefined;
      if (inner) inner.text += plain;
    } else if (at > 0) return undefined;
  }
  return open.length === 0 && elements > 0 ? texts : undefined;
}

/** Undefined for an entity that XML itself does not have. */
function withoutEntities(text: string): string | undefined {
  let isKnown = true;
  const plain = text.replace(/&([^;\s]*);?/g, (_all, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined) isKnown = false;
    return character ?? '';
  });
  return isKnown ? plain : undefined;
}
