import type { Request, Response } from 'express';
import type { Creations } from '../../domain/creations/creations';
import { isAppError } from '../../domain/errors';
import type { Artifacts } from '../../domain/jobs/artifacts';
import type { HandOffLinks } from '../../domain/publishing/hand-off-link';
import type { Invitations } from '../../domain/publishing/invitations';
import { PLATFORMS } from '../../domain/publishing/platforms';
import { postOf, type Post } from '../../domain/publishing/post';
import type { Target } from '../../domain/publishing/publication';
import type { Targets } from '../../domain/publishing/targets';
import { sendPage } from '../pages/page';
import { readBody } from '../router/body';
import type { Language } from '../router/language';
import { COPY_SCRIPT } from './page-scripts';
import { HAND_OFF_STYLE, handOffBody, outcomeBody, type HandOffView } from './hand-off-view';
import { HAND_OFF_WORDS } from './hand-off-words';

export interface HandOffDependencies {
  readonly targets: Pick<Targets, 'get' | 'confirm'>;
  readonly links: HandOffLinks;
  readonly creations: Pick<Creations, 'get'>;
  readonly artifacts: Pick<Artifacts, 'find' | 'signedUrl'>;
  readonly invitations: Invitations;
}

const POST_URL = /^https?:\/\/\S{1,980}$/;

/**
 * `/publish/hand-offs/<id>`, where a user finds what was prepared to be published by hand, and says what came of it. The
 * link is the credential: it is opened on a phone that is not signed in.
 */
export function createHandOffPage(dependencies: HandOffDependencies) {
  return async (req: Request, res: Response): Promise<void> => {
    req.context.operation = 'pages.handOff';
    const { language } = req.context;
    const target = await linkedTarget(req, dependencies);
    if (!target) return sendGone(res, language);
    if (req.method !== 'POST') return show(target, res, language);
    const form = new URLSearchParams((await readBody(req, res)).toString('utf8'));
    const url = (form.get('url') ?? '').trim();
    const message = problemOf(form.get('outcome'), url, language);
    if (message !== undefined) return show(target, res, language, { message, url });
    await confirm(target, form.get('outcome') === 'published', url);
    // So that loading the page again sends nothing again.
    res.redirect(303, queryOf(req));
  };

  async function confirm({ id, ownerId }: Target, published: boolean, url: string): Promise<void> {
    const word = { published, url: url === '' ? undefined : url };
    await dependencies.targets.confirm(id, ownerId, word).catch((error: unknown) => {
      // It was said before, and is shown as it is.
      if (!isAppError(error, 'PUBLICATION_BEGUN')) throw error;
    });
  }

  async function show(
    target: Target,
    res: Response,
    lang: Language,
    problem?: HandOffView['problem'],
  ): Promise<void> {
    const title = HAND_OFF_WORDS[lang].title(PLATFORMS[target.platform][lang]);
    const style = HAND_OFF_STYLE;
    res.setHeader('Referrer-Policy', 'no-referrer');
    if (target.state !== 'handed_off') {
      return sendPage(res, { title, body: outcomeBody(target, lang), lang, style });
    }
    const { artifacts, invitations, links } = dependencies;
    const post = await postOfTarget(target, dependencies);
    const url = links.url(target.id);
    const view: HandOffView = {
      ...{ target, post, lang, url },
      files: (post?.media ?? []).map((file) => artifacts.signedUrl(file)),
      openUrl: post && invitations.has(target, post) ? `${target.id}/app${new URL(url).search}` : undefined,
      ...(problem && { problem }),
    };
    if (problem) res.status(400);
    sendPage(res, {
      ...{ title, body: handOffBody(view), lang, style },
      ...{ script: COPY_SCRIPT, shows: 'media', posts: true },
    });
  }
}

/** The record that a request's link opens; undefined for a link that is not ours or has expired. */
export async function linkedTarget(
  { params, query }: Request,
  { links, targets }: Pick<HandOffDependencies, 'links' | 'targets'>,
): Promise<Target | undefined> {
  const id = Number(params['id']);
  const { expires, signature } = query;
  const isOurs =
    Number.isSafeInteger(id) &&
    typeof expires === 'string' &&
    typeof signature === 'string' &&
    links.verify(id, Number(expires), signature);
  return isOurs ? targets.get(id) : undefined;
}

/** What is to be published, as its creation is now; undefined when that was deleted. */
export async function postOfTarget(
  { creationId, ownerId }: Target,
  { creations, artifacts }: Pick<HandOffDependencies, 'creations' | 'artifacts'>,
): Promise<Post | undefined> {
  const creation = await creations.get(creationId, ownerId);
  return creation && postOf(creation, artifacts);
}

/** The page of a link that opens nothing: 404, whatever is wrong with it. */
export function sendGone(res: Response, lang: Language): void {
  const { gone, again } = HAND_OFF_WORDS[lang];
  res.status(404);
  sendPage(res, { title: gone, body: `<h1>${gone}</h1><p>${again}</p>`, lang });
}

function problemOf(outcome: string | null, url: string, lang: Language): string | undefined {
  const { badOutcome, badUrl } = HAND_OFF_WORDS[lang];
  if (outcome !== 'published' && outcome !== 'not') return badOutcome;
  return outcome === 'published' && url !== '' && !POST_URL.test(url) ? badUrl : undefined;
}

/** The link's own query, which opens the same record again. */
export function queryOf({ originalUrl }: Request): string {
  return originalUrl.slice(originalUrl.indexOf('?'));
}
