import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { PlatformRefusal, PlatformSilence } from '../../domain/publishing/platform-failure';
import { PLATFORMS } from '../../domain/publishing/platforms';
import type { Target } from '../../domain/publishing/publication';
import type { Invitation } from '../../domain/publishing/sharing';
import { escapeHtml, sendPage } from '../pages/page';
import type { Language } from '../router/language';
import { linkedTarget, postOfTarget, queryOf, sendGone, type HandOffDependencies } from './hand-off-page';
import { HAND_OFF_WORDS } from './hand-off-words';
import { OPEN_APP_SCRIPT } from './page-scripts';

/**
 * `/publish/hand-offs/<id>/app`, which opens the platform's app with the post in it: what is signed for that lasts a while
 * only, and so is made when it is asked for. Where the platform's own script opens its app, that script runs in this page
 * alone, which can send nothing to us.
 */
export function createOpenAppPage(dependencies: HandOffDependencies & { readonly log: Logger }) {
  const { invitations, log } = dependencies;

  return async (req: Request, res: Response): Promise<void> => {
    req.context.operation = 'pages.openApp';
    const { language } = req.context;
    const target = await linkedTarget(req, dependencies);
    const post = target?.state === 'handed_off' ? await postOfTarget(target, dependencies) : undefined;
    if (!target || !post) return sendGone(res, language);
    res.setHeader('Referrer-Policy', 'no-referrer');
    const invitation = await invitations.invite(target, post).catch((error: unknown) => {
      if (!(error instanceof PlatformRefusal) && !(error instanceof PlatformSilence)) throw error;
      log.warn({ requestId: req.context.id, targetId: target.id, err: error }, 'no app can be opened');
      return undefined;
    });
    const back = `<p><a href="../${target.id}${escapeHtml(queryOf(req))}">${HAND_OFF_WORDS[language].back}</a></p>`;
    if (invitation?.kind === 'link') res.redirect(302, invitation.url);
    else if (invitation) sendScript(res, target, invitation, language, back);
    else sendNotOpened(res, target, language, back);
  };
}

function sendNotOpened(res: Response, target: Target, lang: Language, back: string): void {
  const { opening, notOpened } = HAND_OFF_WORDS[lang];
  const title = opening(PLATFORMS[target.platform][lang]);
  res.status(503);
  sendPage(res, { title, body: `<h1>${title}</h1><p data-bad>${notOpened}</p>${back}`, lang });
}

function sendScript(
  res: Response,
  target: Target,
  { source, shareInfo, verifyConfig }: Extract<Invitation, { kind: 'script' }>,
  lang: Language,
  back: string,
): void {
  const words = HAND_OFF_WORDS[lang];
  const platform = PLATFORMS[target.platform][lang];
  const title = words.opening(platform);
  // No end of an element can stand in it.
  const share = JSON.stringify({ shareInfo, verifyConfig }).replaceAll('<', '\\u003c');
  const body = `<h1>${title}</h1><p>${words.openHint}</p>
<p role="alert" data-bad hidden>${words.notOpened}</p>
<p><button type="button">${words.open(platform)}</button></p>
${back}
<script type="application/json" id="share">${share}</script>`;
  sendPage(res, { title, body, lang, script: OPEN_APP_SCRIPT, vendorScript: source });
}
