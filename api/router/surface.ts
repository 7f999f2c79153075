import type { OpenApiDocument } from '../../openapi/document';
import type { RateClasses } from '../limits/rate-limits';
import type { Handler } from './call';
import type { Dialect } from './dialect';

/** One document, the code behind its operations, and the way it answers. */
export interface Surface {
  /** Also the prefix that it is served under a second time. */
  readonly name: string;
  readonly document: OpenApiDocument;
  readonly handlers: Readonly<Record<string, Handler>>;
  /** The operations whose code expects no user. The document must call the same ones public. */
  readonly publicOperations: readonly string[];
  readonly dialect: Dialect;
  readonly limits: RateClasses;
}
