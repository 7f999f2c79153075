import JSZip from 'jszip';
import type { Block, Run } from './blocks';
import {
  CONTENT_TYPES,
  coreProperties,
  documentRelations,
  escaped,
  NUMBERING,
  PACKAGE_RELATIONS,
  part,
  RELATIONS,
  STYLES,
  WORD,
} from './word-parts';

const HEADINGS = ['Title', 'Heading1', 'Heading2', 'Heading3'] as const;
/** The text's width on A4, in twentieths of a point. */
const COLUMN = 8906;

/**
 * An article as a Word document: its headings are real ones, so that a reader's outline and table of contents have
 * them. Links lead outside; nothing else does.
 */
export async function writeWord(title: string, blocks: readonly Block[]): Promise<Buffer> {
  const links: string[] = [];
  const body = blocks.map((block) => written(block, links)).join('');
  const zip = new JSZip();
  zip.file('[Content_Types].xml', CONTENT_TYPES);
  zip.file('_rels/.rels', PACKAGE_RELATIONS);
  zip.file('docProps/core.xml', coreProperties(title));
  zip.file('word/document.xml', document(body));
  zip.file('word/styles.xml', STYLES);
  zip.file('word/numbering.xml', NUMBERING);
  zip.file('word/_rels/document.xml.rels', documentRelations(links));
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function document(body: string): string {
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>' +
    '<w:pgMar w:top="1440" w:right="1500" w:bottom="1440" w:left="1500" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>';
  return part(
    `<w:document xmlns:w="${WORD}" xmlns:r="${RELATIONS}"><w:body>${body}${page}</w:body></w:document>`,
  );
}

function written(block: Block, links: string[]): string {
  switch (block.type) {
    case 'heading':
      return paragraph(styled(HEADINGS[block.level - 1] ?? 'Heading3'), block.runs, links);
    case 'paragraph':
      return paragraph('', block.runs, links);
    case 'quote':
      return paragraph(styled('Quote'), block.runs, links);
    case 'item':
      return item(block, links);
    case 'code':
      return [
        ...block.lines.map((line) => paragraph(styled('Code'), [{ text: line }], links)),
        paragraph('', [], links),
      ].join('');
    case 'table':
      return table(block.rows, links);
    case 'rule':
      return '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="C9CFDB"/></w:pBdr></w:pPr></w:p>';
  }
}

function styled(style: string): string {
  return `<w:pStyle w:val="${style}"/>`;
}

/** A number is part of the text: a list that goes on after a paragraph keeps its count. */
function item({ depth, number, runs }: Extract<Block, { type: 'item' }>, links: string[]): string {
  if (number === null) {
    const bullet = `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="1"/></w:numPr>`;
    return paragraph(bullet, runs, links);
  }
  const indent = `<w:ind w:left="${420 * (depth + 1)}" w:hanging="420"/>`;
  return paragraph(indent, [{ text: `${number}.\t` }, ...runs], links);
}

function table(rows: Extract<Block, { type: 'table' }>['rows'], links: string[]): string {
  const columns = rows[0]?.length ?? 1;
  const width = Math.floor(COLUMN / columns);
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="C9CFDB"/>`)
    .join('');
  const cell = (runs: readonly Run[], isHead: boolean) =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>` +
    (isHead ? '<w:shd w:val="clear" w:color="auto" w:fill="F3F5F9"/>' : '') +
    '</w:tcPr>' +
    paragraph(
      '<w:spacing w:line="320" w:lineRule="auto" w:before="40" w:after="40"/>',
      isHead ? runs.map((run) => ({ ...run, bold: true })) : runs,
      links,
    ) +
    '</w:tc>';
  const lines = rows.map(
    (cells, n) =>
      `<w:tr>${n === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.map((runs) => cell(runs, n === 0)).join('')}</w:tr>`,
  );
  const grid = `<w:gridCol w:w="${width}"/>`.repeat(columns);
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${width * columns}" w:type="dxa"/><w:tblBorders>${edges}</w:tblBorders></w:tblPr>` +
    `<w:tblGrid>${grid}</w:tblGrid>${lines.join('')}</w:tbl><w:p/>`
  );
}

function paragraph(properties: string, runs: readonly Run[], links: string[]): string {
  const head = properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`;
  return `<w:p>${head}${runs.map((run) => inked(run, links)).join('')}</w:p>`;
}

function inked(run: Run, links: string[]): string {
  const { text, bold, italic, code, strike, href } = run;
  const properties = [
    code ? '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>' : '',
    bold ? '<w:b/>' : '',
    italic ? '<w:i/>' : '',
    strike ? '<w:strike/>' : '',
    href === undefined ? '' : '<w:color w:val="2457C5"/>',
    href === undefined ? '' : '<w:u w:val="single"/>',
  ].join('');
  const style = properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`;
  const lines = text.split('\n').map((line) => line.split('\t').map(textOf).join('<w:tab/>'));
  const inside = `<w:r>${style}${lines.join('<w:br/>')}</w:r>`;
  if (href === undefined) return inside;
  const number = links.push(href) - 1;
  return `<w:hyperlink r:id="link${number}">${inside}</w:hyperlink>`;
}

function textOf(text: string): string {
  return text === '' ? '' : `<w:t xml:space="preserve">${escaped(text.toWellFormed())}</w:t>`;
}
