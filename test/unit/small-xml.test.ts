import { readSmallXml } from '../../providers/publishing/wechat/small-xml';

/** What is read of XML, and what is not. */

const read = (text: string) => readSmallXml(Buffer.from(text));

test('texts are found by their paths', () => {
  const texts = read(
    '<?xml version="1.0"?>\n<xml><a><![CDATA[1 < 2]]></a><b>x &amp; y</b><c><d> z </d><e/></c><b>again</b></xml>\n',
  );
  expect(Object.fromEntries(texts ?? [])).toEqual({
    'xml/a': '1 < 2',
    'xml/b': 'x & y',
    'xml/c/d': 'z',
    'xml/c/e': '',
    'xml/c': '',
    xml: '',
  });
});

test.each([
  ['nothing', ''],
  ['blanks', ' \n '],
  ['a text alone', 'xml'],
  ['a document type', '<!DOCTYPE xml><xml/>'],
  ['an entity of its own', '<!ENTITY a "b"><xml/>'],
  ['an unknown entity', '<xml>&nbsp;</xml>'],
  ['a bare ampersand', '<xml>a & b</xml>'],
  ['attributes', '<xml a="b"/>'],
  ['comments', '<xml><!-- a --></xml>'],
  ['crossed elements', '<xml><a></xml></a>'],
  ['an end without a beginning', '</xml>'],
  ['no end', '<xml><a></a>'],
  ['an open CDATA', '<xml><![CDATA[a</xml>'],
  ['two roots', '<xml/><xml/>'],
  ['a text behind the root', '<xml/>more'],
  ['a declaration within', '<xml><?xml version="1.0"?></xml>'],
  ['depth', '<a>'.repeat(11) + '</a>'.repeat(11)],
  ['too many elements', `<xml>${'<a/>'.repeat(500)}</xml>`],
])('%s is not read', (_name, text) => {
  expect(read(text)).toBeUndefined();
});

test('what is large is read in a time that grows with it, no faster', () => {
  const began = performance.now();
  for (const text of [
    '<![CDATA['.repeat(7_000),
    '<'.repeat(64_000),
    `<xml>${'&'.repeat(64_000)}`,
    '<a>'.repeat(20_000),
  ]) {
    expect(read(text)).toBeUndefined();
  }
  expect(performance.now() - began).toBeLessThan(500);
});
