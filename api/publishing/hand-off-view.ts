import { plainText } from '../../domain/publishing/plain-text';
import { PLATFORMS } from '../../domain/publishing/platforms';
import type { Post } from '../../domain/publishing/post';
import type { Target } from '../../domain/publishing/publication';
import { escapeHtml } from '../pages/page';
import type { Language } from '../router/language';
import { HAND_OFF_WORDS } from './hand-off-words';
import { qrCodeSvg } from './qr-code';

export interface HandOffView {
  readonly target: Target;
  /** Undefined when its creation was deleted. */
  readonly post: Post | undefined;
  readonly lang: Language;
  /** The page's own address, for a phone. */
  readonly url: string;
  /** Where each file of the post is. */
  readonly files: readonly string[];
  /** The address that opens the platform's app; undefined where it cannot be opened. */
  readonly openUrl: string | undefined;
  /** What is wrong with what was just sent, and the link that was in it. */
  readonly problem?: { readonly message: string; readonly url: string };
}

export const HAND_OFF_STYLE = `
  main { padding-top: 2.5rem; }
  main > p { margin-bottom: 1rem; }
  a[data-open] { display: block; margin: 0 0 .5rem; padding: .75rem 1rem; border-radius: .6rem; background: var(--accent); color: var(--page); text-align: center; text-decoration: none; font-weight: 600; }
  section { margin: 1rem 0; padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); }
  section header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; margin-bottom: .5rem; }
  section h2 { margin: 0; }
  section p { margin: 0 0 .75rem; font-size: .9rem; }
  section > p:last-child, section div p { margin-bottom: 0; }
  section pre { margin: 0; padding: 0 2px; border: 0; border-radius: 0; font: inherit; max-height: 24rem; background: linear-gradient(var(--card) 30%, transparent) 0 0 / 100% 2.5rem no-repeat local, linear-gradient(transparent, var(--card) 70%) 0 100% / 100% 2.5rem no-repeat local, linear-gradient(var(--line), transparent) 0 0 / 100% .7rem no-repeat, linear-gradient(transparent, var(--line)) 0 100% / 100% .7rem no-repeat; }
  button[data-copy], button[value="not"], a[download] { padding: .3rem .8rem; border: 1px solid var(--line); border-radius: .5rem; background: transparent; color: var(--accent); font-size: .9rem; text-decoration: none; white-space: nowrap; }
  figure { margin: 0 0 .75rem; }
  figure:last-child { margin-bottom: 0; }
  figcaption { display: flex; justify-content: space-between; align-items: center; gap: 1rem; color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
  figure img, figure video { max-height: 28rem; margin-bottom: .5rem; }
  form { max-width: none; }
  label { font-size: .9rem; color: var(--soft); }
  label input { margin-top: .25rem; color: var(--ink); }
  button[value] { padding: .7rem 1rem; font-weight: 600; }
  button[value="not"] { font-size: 1rem; border-color: var(--line); }
  p[data-good] { color: var(--accent); font-weight: 600; }
  section[data-scan] { display: flex; align-items: center; gap: 1.25rem; }
  svg[data-qr] { flex: none; width: 9rem; height: 9rem; padding: 0; }
  @media (max-width: 40rem) {
    main { padding: 1.5rem 1rem; }
    section[data-scan] { display: none; }
  }
`;

/** All that a user needs to publish by hand, and the question what came of it. */
export function handOffBody(view: HandOffView): string {
  const { target, lang, openUrl } = view;
  const words = HAND_OFF_WORDS[lang];
  const platform = PLATFORMS[target.platform][lang];
  const open =
    openUrl === undefined
      ? ''
      : `<a data-open href="${escapeHtml(openUrl)}">${words.open(platform)}</a><p>${words.openHint}</p>`;
  return `<h1>${words.title(platform)}</h1>
<p>${escapeHtml(words.account(target.accountName))}</p>
${open}${contentOf(view)}
${scan(view)}
${question(view)}`;
}

function contentOf({ post, lang, files }: HandOffView): string {
  const words = HAND_OFF_WORDS[lang];
  if (!post) return `<p data-bad>${words.deleted}</p>`;
  const text = plainText(post.text);
  const media = files.map((file, index) => figure(post, index, file, lang));
  const kind = post.kind === 'video' ? 'video' : 'images';
  return `<p>${media.length === 0 ? words.how : words.howWithFiles}</p>
${copied('title', words.heading, post.title, lang)}
${text === '' ? '' : copied('text', words.text, text, lang)}
${media.length === 0 ? '' : `<section><header><h2>${words[kind]}</h2></header>${media.join('\n')}${post.kind === 'images' ? `<p>${words.saveHint}</p>` : ''}</section>`}`;
}

function copied(id: string, heading: string, text: string, lang: Language): string {
  const words = HAND_OFF_WORDS[lang];
  // Hidden without the script, which is what copies.
  const button = `<button type="button" hidden data-copy="${id}" data-done="${words.copied}">${words.copy}</button>`;
  return `<section><header><h2>${heading}</h2>${button}</header><pre id="${id}">${escapeHtml(text)}</pre></section>`;
}

function figure(post: Post, index: number, url: string, lang: Language): string {
  const source = escapeHtml(url);
  const name = escapeHtml(post.media[index]?.fileName ?? '');
  const shown =
    post.kind === 'video'
      ? `<video controls preload="metadata" src="${source}"></video>`
      : `<img alt="" src="${source}">`;
  const save = `<a href="${source}" download="${name}">${HAND_OFF_WORDS[lang].save}</a>`;
  return `<figure>${shown}<figcaption><span>${name}</span>${save}</figcaption></figure>`;
}

function scan({ lang, url }: HandOffView): string {
  const words = HAND_OFF_WORDS[lang];
  return `<section data-scan>${qrCodeSvg(url)}<div><h2>${words.scan}</h2><p>${words.scanHint}</p></div></section>`;
}

function question({ lang, problem }: HandOffView): string {
  const words = HAND_OFF_WORDS[lang];
  const told = problem ? `<p data-bad role="alert">${problem.message}</p>` : `<p>${words.confirmHint}</p>`;
  const value = escapeHtml(problem?.url ?? '');
  return `<section><header><h2>${words.confirm}</h2></header>${told}
<form method="post"><label>${words.url}<input name="url" type="url" maxlength="990" inputmode="url" placeholder="https://" value="${value}"></label>
<button name="outcome" value="published">${words.done}</button>
<button name="outcome" value="not">${words.not}</button></form></section>`;
}

/** What came of a record that waits for nobody. */
export function outcomeBody(target: Target, lang: Language): string {
  const words = HAND_OFF_WORDS[lang];
  const told =
    target.state === 'published' || target.state === 'failed' || target.state === 'cancelled'
      ? words[target.state]
      : words.busy;
  const mark = target.state === 'published' ? ' data-good' : '';
  const post =
    target.state === 'published' && target.postUrl !== null && /^https?:\/\//.test(target.postUrl)
      ? `<p><a rel="noreferrer" href="${escapeHtml(target.postUrl)}">${words.post}</a></p>`
      : '';
  return `<h1>${words.title(PLATFORMS[target.platform][lang])}</h1><section><h2>${escapeHtml(target.title)}</h2><p${mark}>${told}</p>${post}</section>`;
}
