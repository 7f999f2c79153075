/**
 * Changes members of the object that a JSON text is, and leaves all the rest of the text as it came: numbers beyond
 * a double's precision, the order and the spaces survive. A member that is there more than once is changed each
 * time, for readers differ in which one they take.
 * @param text a JSON object. @param changes by name: the new value, or undefined to take the member out.
 * @throws SyntaxError where the text is no JSON object; only what it takes to find the members is checked.
 */
export function spliceMembers(text: string, changes: Readonly<Record<string, unknown>>): string {
  const { members, open, close } = membersOf(text);
  const kept: string[] = [];
  const found = new Set<string>();
  let end = open;
  for (const member of members) {
    const between = text.slice(end, member.start);
    end = member.end;
    const isChanged = Object.hasOwn(changes, member.name);
    const value = isChanged ? changes[member.name] : undefined;
    if (isChanged) found.add(member.name);
    if (isChanged && value === undefined) continue;
    const itself = isChanged
      ? text.slice(member.start, member.valueStart) + JSON.stringify(value)
      : text.slice(member.start, member.end);
    // The first that is kept stands where the first one stood, whatever came between before.
    const lead = kept.length === 0 ? text.slice(open, members[0]?.start) : between;
    kept.push(lead + itself);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || found.has(name)) continue;
    kept.push(`${kept.length === 0 ? '' : ','}${JSON.stringify(name)}:${JSON.stringify(value)}`);
  }
  return text.slice(0, open) + kept.join('') + text.slice(members.length === 0 ? close : end);
}

/**
 * Changes the text of one member's value, as often as the member is there, and nothing else.
 * @throws SyntaxError as `spliceMembers` does.
 */
export function editMember(text: string, name: string, edit: (value: string) => string): string {
  let edited = '';
  let end = 0;
  for (const member of membersOf(text).members) {
    if (member.name !== name) continue;
    edited += text.slice(end, member.valueStart) + edit(text.slice(member.valueStart, member.end));
    end = member.end;
  }
  return edited + text.slice(end);
}

/** Where a member is: its name's first quote, its value, and the place just after it. */
interface Member {
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** `open` is just after the object's `{`, `close` is its `}`. */
function membersOf(text: string): { members: Member[]; open: number; close: number } {
  const members: Member[] = [];
  const open = expected(text, afterSpace(text, 0), '{');
  let at = afterSpace(text, open);
  if (text[at] === '}') return { members, open, close: at };
  for (;;) {
    const start = at;
    const nameEnd = stringEnd(text, start);
    const valueStart = afterSpace(text, expected(text, afterSpace(text, nameEnd), ':'));
    const end = valueEnd(text, valueStart);
    members.push({ name: JSON.parse(text.slice(start, nameEnd)) as string, start, valueStart, end });
    at = afterSpace(text, end);
    if (text[at] === '}') return { members, open, close: at };
    at = afterSpace(text, expected(text, at, ','));
  }
}

/** Just after the value that starts here. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') {
      at = stringEnd(text, at) - 1;
      if (depth === 0) return at + 1;
    } else if (sign === '{' || sign === '[') {
      depth += 1;
    } else if (depth === 0 && (sign === ',' || sign === '}' || isSpace(sign))) {
      if (at === start) break;
      return at;
    } else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  throw malformed(start);
}

/** Just after the string whose first quote is here. Strings may be pictures: they are jumped over, not walked. */
function stringEnd(text: string, start: number): number {
  expected(text, start, '"');
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  throw malformed(start);
}

function expected(text: string, at: number, sign: string): number {
  if (text[at] !== sign) throw malformed(at);
  return at + 1;
}

function afterSpace(text: string, at: number): number {
  while (isSpace(text[at])) at += 1;
  return at;
}

function isSpace(sign: string | undefined): boolean {
  return sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t';
}

function malformed(at: number): SyntaxError {
  return new SyntaxError(`The text is no JSON object: see its place ${at}`);
}
