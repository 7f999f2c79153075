import JSZip from 'jszip';
import { FONTS, THEME_COLOURS, THEME_NAME } from './theme';

const THEME_PART = 'ppt/theme/theme1.xml';
const PROPERTIES_PART = 'docProps/core.xml';
const SLIDE_PART = /^ppt\/slide(?:s|Layouts)\/\w+\.xml$/;

/**
 * Makes the presentation that pptxgenjs wrote ours, in what it has no setting for: the theme's name, its colours and its
 * East Asian fonts (it sets the Latin ones only), and its dates. The same deck at the same time gives the same bytes.
 */
export async function finishPackage(file: Buffer, createdAt: Date): Promise<Buffer> {
  const source = await JSZip.loadAsync(file);
  const target = new JSZip();
  for (const part of Object.values(source.files)) {
    if (part.dir) continue;
    const content = finishPart(part.name, await part.async('nodebuffer'), createdAt);
    target.file(part.name, content, { date: createdAt, createFolders: false });
  }
  return target.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function finishPart(name: string, content: Buffer, createdAt: Date): Buffer | string {
  if (name === THEME_PART) return withTheme(content.toString('utf8'));
  if (name === PROPERTIES_PART) return withDates(content.toString('utf8'), createdAt);
  if (SLIDE_PART.test(name)) return withRealTitle(withParagraphsInOrder(content.toString('utf8')));
  return content;
}

/**
 * pptxgenjs repeats a paragraph's properties before each of its runs. The schema has them once, at the start: with more
 * LibreOffice heeds the last ones, and PowerPoint may ask to repair the file.
 */
function withParagraphsInOrder(xml: string): string {
  return xml.replace(/(?<=<\/a:r>)<a:pPr [^>]*>.*?<\/a:pPr>/gs, '');
}

/** pptxgenjs numbers the title's placeholder as any other; readers look for the one that has no number. */
function withRealTitle(xml: string): string {
  return xml.replace(/<p:ph\s+idx="\d+"\s+type="title"/g, '<p:ph type="title"');
}

function withTheme(xml: string): string {
  const slots = Object.entries(THEME_COLOURS).map(
    ([slot, value]) => `<a:${slot}><a:srgbClr val="${value}"/></a:${slot}>`,
  );
  const named = xml.replaceAll('name="Office Theme"', `name="${THEME_NAME}"`);
  const coloured = replaceOnce(
    named,
    /<a:clrScheme .*<\/a:clrScheme>/s,
    `<a:clrScheme name="${THEME_NAME}">${slots.join('')}</a:clrScheme>`,
  );
  const font = `<a:latin typeface="${FONTS.latin}"/><a:ea typeface="${FONTS.eastAsian}"/><a:cs typeface=""/>`;
  return replaceOnce(
    coloured,
    /<a:fontScheme .*<\/a:fontScheme>/s,
    `<a:fontScheme name="${THEME_NAME}"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme>`,
  );
}

function withDates(xml: string, createdAt: Date): string {
  const stamp = `${createdAt.toISOString().slice(0, 19)}Z`;
  return replaceOnce(
    replaceOnce(xml, /(<dcterms:created [^>]*>)[^<]*/, `$1${stamp}`),
    /(<dcterms:modified [^>]*>)[^<]*/,
    `$1${stamp}`,
  );
}

/** Fails rather than ship a deck that a new version of pptxgenjs has made differently. */
function replaceOnce(xml: string, pattern: RegExp, replacement: string): string {
  if (!pattern.test(xml)) throw new Error(`The presentation has no ${pattern.source}`);
  return xml.replace(pattern, replacement);
}
