import { agentLimits } from './agent/limits';
import { agentSurface } from './agent/surface';
import { codeLimits } from './code/limits';
import { codeSurface } from './code/surface';
import type { ApiResources, ApiSettings } from './create-api';
import { gatewaySurface } from './gateway/surface';
import { relaySurface } from './relay/surface';
import type { Surface } from './router/surface';
import type { createServices } from './services';
import { studioLimits } from './studio/limits';
import { studioSurface } from './studio/surface';

/** The five APIs over one domain. */
export function createSurfaces(
  settings: ApiSettings,
  { documents, payments, exportArticle }: Pick<ApiResources, 'documents' | 'payments' | 'exportArticle'>,
  services: ReturnType<typeof createServices>,
): Surface[] {
  const { publicUrl, callbackSecret, waitMs, rateLimits } = settings;
  return [
    studioSurface(documents.studio, studioLimits(rateLimits), {
      ...services,
      publicUrl,
      payments,
      exportArticle,
      callbackSecret,
      waitMs,
    }),
    codeSurface(documents.code, codeLimits(rateLimits), { ...services, publicUrl }),
    agentSurface(documents.agent, agentLimits(settings.agentLimits), {
      ...services,
      googleRedirectUri: settings.googleRedirectUri ?? `${publicUrl}/auth/google/callback`,
    }),
    gatewaySurface(documents.gateway, { ...services, publicUrl }, services.modelCalls.endpoints),
    relaySurface(
      documents.relay,
      { ...services, digitCaptcha: settings.relayCaptcha === true ? services.digitCaptcha : undefined },
      services.modelCalls.endpoints,
    ),
  ];
}
