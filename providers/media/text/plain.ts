/** Characters that neither XML nor a caption can carry: controls, and code points that stand for nothing. */
// eslint-disable-next-line no-control-regex -- these are the characters to take out
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g;

/** The text on one line: unprintable characters gone, half surrogates mended, white space single. */
export function plainLine(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(UNPRINTABLE, '').replace(/\s+/g, ' ').trim();
}

/** As `plainLine`, keeping the paragraphs apart by one line break. */
export function plainParagraphs(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029\u0085]/)
    .map(plainLine)
    .filter((paragraph) => paragraph !== '');
}
