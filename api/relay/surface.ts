import type { OpenApiDocument } from '../../openapi/document';
import type { Surface } from '../router/surface';
import type { RelayDependencies } from './dependencies';
import { relayDialect } from './dialect';
import { relayHandlers } from './handlers';
import { relayLimits } from './limits';
import { PUBLIC_OPERATIONS } from './operation';

/** The relay API: `openapi/relay.yaml` and the code behind it. */
export function relaySurface(document: OpenApiDocument, dependencies: RelayDependencies): Surface {
  return {
    name: 'relay',
    document,
    handlers: relayHandlers(dependencies),
    publicOperations: PUBLIC_OPERATIONS,
    dialect: relayDialect,
    limits: relayLimits,
  };
}
