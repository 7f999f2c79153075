import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Artifacts } from '../domain/jobs/artifacts';
import type { Orders } from '../domain/orders/orders';
import type { Avatars } from '../domain/identity/avatars';
import type { OutboxEntry } from '../domain/outbox';
import type { PaymentProvider } from '../domain/payments';
import type { PlatformNews } from '../domain/publishing/platform-news';
import type { LocalMailbox } from '../providers/mail/local-mailbox';
import { crossOrigin } from './cross-origin';
import { createAvatarDownload } from './files/avatar';
import { createDownload } from './files/download';
import { createHttpMetrics } from './metrics/http-metrics';
import { isLoopback } from './loopback';
import { createDevMail } from './pages/dev-mail';
import { FORM_SCRIPT, FORM_SOURCE } from './pages/form-script';
import { favicon } from './pages/favicon';
import { createLanding } from './pages/landing';
import { createMailLinks } from './pages/mail-links';
import { createRegisterPage } from './pages/register';
import { createPageScripts } from './pages/scripts';
import { createEpayNotify } from './payments/epay-notify';
import { createReturnPage } from './payments/return-page';
import { createHandOffPage, type HandOffDependencies } from './publishing/hand-off-page';
import { createOpenAppPage } from './publishing/open-app-page';
import { PUBLISHING_SCRIPTS } from './publishing/page-scripts';
import type { Previews } from './previews/previews';
import { createPlatformEvents } from './publishing/platform-events';
import { createReference } from './reference/reference';
import { createRouter, notFound, unexpected, type Meeting } from './router';
import { requestContext } from './router/context';
import type { Dialect } from './router/dialect';
import type { Steps } from './router/pipeline';
import type { Surface } from './router/surface';
import { createStatusRoutes } from './status/status-routes';
import type { Check } from './status/readiness';

export interface AppDependencies {
  readonly surfaces: readonly Surface[];
  /** The paths that several of them have. */
  readonly meetings: readonly Meeting[];
  readonly steps: Steps & { readonly schemes: readonly string[] };
  /** How errors are written that happen outside of any surface. */
  readonly dialect: Dialect;
  readonly artifacts: Artifacts;
  readonly avatars: Avatars;
  readonly orders: Orders;
  readonly payments: PaymentProvider | undefined;
  readonly previews: Pick<Previews, 'serve'>;
  readonly handOffs: HandOffDependencies;
  readonly platformNews: PlatformNews;
  /** Delivers what a commit owes to Temporal. */
  readonly dispatch: (entry: OutboxEntry | null) => void;
  /** Where messages stay that are not sent. */
  readonly mailbox: LocalMailbox | undefined;
  readonly log: Logger;
  readonly registry: Registry;
  readonly metricsToken: string | undefined;
  readonly needed: Readonly<Record<string, Check>>;
  readonly helpful: Readonly<Record<string, Check>>;
  /** Where clients reach the API, without a slash at its end. */
  readonly publicUrl: string;
  /** What Express calls `trust proxy`. */
  readonly trustProxy: false | number | readonly string[];
  readonly corsOrigins: readonly string[];
}

/** Everything that the API serves over HTTP. */
export function createApp(dependencies: AppDependencies): Express {
  const { surfaces, meetings, steps, dialect, artifacts, avatars, orders, payments, log, registry } =
    dependencies;
  const { trustProxy, corsOrigins, publicUrl, metricsToken, needed, helpful } = dependencies;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', typeof trustProxy === 'object' ? [...trustProxy] : trustProxy);

  app.use(requestContext({ log, metrics: createHttpMetrics(registry) }));
  // Before what lets known pages read answers: a preview's are for nobody with a cookie.
  app.use(dependencies.previews.serve);
  if (corsOrigins.length > 0) app.use(crossOrigin(corsOrigins));
  app.use(createRouter(surfaces, steps, meetings));
  app.get('/files/:id', createDownload({ artifacts }));
  app.get('/avatars/:file', createAvatarDownload({ avatars }));
  if (payments) {
    const notify = createEpayNotify({ orders, provider: payments, log });
    app.get('/webhooks/epay', notify);
    app.post('/webhooks/epay', notify);
    app.get('/pay/return', createReturnPage({ orders, provider: payments, log }));
  }
  const { handOffs, platformNews: news, dispatch } = dependencies;
  const handOff = createHandOffPage(handOffs);
  app.get('/publish/hand-offs/:id', handOff);
  app.post('/publish/hand-offs/:id', handOff);
  app.get('/publish/hand-offs/:id/app', createOpenAppPage({ ...handOffs, log }));
  app.use(createPageScripts({ ...PUBLISHING_SCRIPTS, [FORM_SCRIPT]: FORM_SOURCE }));
  const events = createPlatformEvents({ news, dispatch, log });
  app.get('/webhooks/publishing/:account', events);
  app.post('/webhooks/publishing/:account', events);
  app.use(createStatusRoutes({ registry, metricsToken, needed, helpful }));
  app.use(createReference(Object.fromEntries(surfaces.map(({ name, document }) => [name, document]))));
  const mailbox = isLoopback(new URL(publicUrl).hostname) ? dependencies.mailbox : undefined;
  if (mailbox) app.get('/dev/mail', createDevMail({ mailbox }));
  app.get('/favicon.ico', favicon);
  app.use(createMailLinks());
  app.use(createRegisterPage());
  app.get(
    '/',
    createLanding({
      publicUrl,
      surfaces: surfaces.map(({ name }) => name),
      showsMail: mailbox !== undefined,
    }),
  );
  app.use(notFound(dialect, log));
  app.use(unexpected(dialect, log));
  return app;
}
