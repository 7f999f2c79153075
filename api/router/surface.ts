import type { OpenApiDocument } from '../../openapi/document';
import type { RateClasses } from '../limits/rate-limits';
import type { Handler } from './call';
import type { Dialect } from './dialect';
import type { RawHandler } from './raw';

/** One document, the code behind its operations, and the way it answers. */
export interface Surface {
  /** Also the prefix that it is served under a second time. */
  readonly name: string;
  readonly document: OpenApiDocument;
  readonly handlers: Readonly<Record<string, Handler>>;
  /** The code of the operations that speak a protocol of their own. */
  readonly raw?: Readonly<Record<string, RawHandler>>;
  /** The operations whose code expects no user. The document must call the same ones public. */
  readonly publicOperations: readonly string[];
  readonly dialect: Dialect;
  readonly limits: RateClasses;
}
