/*
 * The parts of a Word document that are the same for every text: Office Open XML (ECMA-376), as Word, WPS, Pages and
 * LibreOffice read it.
 */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
export const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in an element or an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');
}

export function part(content: string): string {
  return `${HEAD}\n${content}`;
}

export const CONTENT_TYPES = part(
  `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/word/document.xml" ContentType="${OFFICE}.document.main+xml"/>` +
    `<Override PartName="/word/styles.xml" ContentType="${OFFICE}.styles+xml"/>` +
    `<Override PartName="/word/numbering.xml" ContentType="${OFFICE}.numbering+xml"/>` +
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
    '</Types>',
);

export const PACKAGE_RELATIONS = part(
  `<Relationships xmlns="${PACKAGE}/relationships">` +
    `<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/>` +
    `<Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
    '</Relationships>',
);

export function coreProperties(title: string): string {
  return part(
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
      `<dc:title>${escaped(title)}</dc:title><dc:creator>Taskloom</dc:creator></cp:coreProperties>`,
  );
}

/** `links`: where each goes, in the order of their numbers. */
export function documentRelations(links: readonly string[]): string {
  const own = ['styles', 'numbering'].map(
    (name) => `<Relationship Id="${name}" Type="${RELATIONS}/${name}" Target="${name}.xml"/>`,
  );
  const others = links.map(
    (href, n) =>
      `<Relationship Id="link${n}" Type="${RELATIONS}/hyperlink" Target="${escaped(href)}" TargetMode="External"/>`,
  );
  return part(
    `<Relationships xmlns="${PACKAGE}/relationships">${[...own, ...others].join('')}</Relationships>`,
  );
}

/** Bullets, of three shapes for what stands inside one another. */
export const NUMBERING = part(
  `<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>` +
    ['•', '◦', '▪', '•']
      .map(
        (sign, level) =>
          `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="${sign}"/>` +
          `<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${420 * (level + 1)}" w:hanging="420"/></w:pPr></w:lvl>`,
      )
      .join('') +
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
);

/** Latin letters beside Chinese ones, in fonts that readers have or replace well. */
const FONTS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei" w:cs="Calibri"/>';

/** Sizes in half points, distances in twentieths of a point. */
function heading(
  id: string,
  name: string,
  outline: number,
  size: number,
  before: number,
  after: number,
): string {
  return (
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>` +
    `<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="${before}" w:after="${after}"/>` +
    (outline < 0 ? '' : `<w:outlineLvl w:val="${outline}"/>`) +
    `</w:pPr><w:rPr><w:b/><w:color w:val="1F2A44"/><w:sz w:val="${size}"/></w:rPr></w:style>`
  );
}

export const STYLES = part(
  `<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr>${FONTS}<w:sz w:val="22"/>` +
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>' +
    '<w:spacing w:line="384" w:lineRule="auto" w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
    heading('Title', 'Title', -1, 40, 0, 240) +
    heading('Heading1', 'heading 1', 0, 30, 360, 160) +
    heading('Heading2', 'heading 2', 1, 26, 280, 120) +
    heading('Heading3', 'heading 3', 2, 23, 240, 100) +
    '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:qFormat/>' +
    '<w:pPr><w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="C9CFDB"/></w:pBdr>' +
    '<w:shd w:val="clear" w:color="auto" w:fill="F3F5F9"/><w:ind w:left="240"/></w:pPr>' +
    '<w:rPr><w:color w:val="5B6475"/></w:rPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="Code"><w:name w:val="Code"/><w:basedOn w:val="Normal"/>' +
    '<w:pPr><w:shd w:val="clear" w:color="auto" w:fill="F3F5F9"/><w:spacing w:line="300" w:lineRule="auto" w:after="0"/>' +
    '</w:pPr><w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/><w:sz w:val="20"/></w:rPr></w:style>' +
    '</w:styles>',
);
