import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer';
import type { Call, ProtocolName } from './call';
import type { Complaint } from './complaint';
import type { Frame, StreamFormat } from './frames';
import type { JsonObject } from './json';
import type { Seals } from './seals';

export interface Vendor {
  readonly name: 'openai' | 'claude' | 'gemini';
  /** The key that the caller shows. */
  keyOf(headers: IncomingHttpHeaders, url: URL): string | undefined;
  refuseKey(key: string | undefined): Complaint;
  /** What it says at a status, when it is told no more. */
  complaintAt(status: number, model: string): Complaint;
  noSuchModel(model: string): Complaint;
  notJson(): Complaint;
  /** A text where the vendor's edge answers with a page in place of the API. */
  errorBody(complaint: Complaint, requestId: string): JsonObject | string;
  headers(requestId: string): Readonly<Record<string, string>>;
}

export interface Incoming {
  readonly body: JsonObject;
  readonly headers: IncomingHttpHeaders;
  /** What the path says, for the vendor whose paths do. */
  readonly pathModel: string;
  readonly streamPath: boolean;
  readonly seals: Seals;
}

/** Twists of a good answer that only its renderer can make. */
export interface Quirks {
  /** Where Claude tells the prompt's tokens; at both ends by default. */
  readonly usagePlace?: 'start' | 'end' | undefined;
  /** Fragments of parallel calls take turns (OpenAI chat). */
  readonly interleaved?: boolean;
  /** The reason for the end comes twice (OpenAI chat). */
  readonly doubleFinish?: boolean;
}

/** One kind of call to a model. */
export interface Endpoint {
  readonly protocol: ProtocolName;
  readonly vendor: Vendor;
  /** @throws Complaint as the vendor would. */
  read(incoming: Incoming): Call;
  whole(call: Call, answer: Answer): JsonObject;
  frames(call: Call, answer: Answer, quirks: Quirks): readonly Frame[];
  /** An error inside a stream of which `sent` frames have gone. */
  errorFrames(
    complaint: Complaint,
    form: ErrorForm,
    context: { call: Call; answer: Answer; sent: number },
  ): readonly Frame[];
  format(query: URLSearchParams): StreamFormat;
  /** Whether a whole answer is indented. */
  readonly indented?: boolean;
  readonly padded?: boolean;
}

/** `recorded` is what the vendor sends; Responses has two forms more: `failed` alone, and `flat`, as its SDK types it. */
export type ErrorForm = 'recorded' | 'failed' | 'flat';

/** Something that is looked up: a count of tokens, a list of models. */
export interface Lookup {
  readonly protocol: ProtocolName;
  readonly vendor: Vendor;
  /** @throws Complaint as the vendor would. */
  look(incoming: Incoming, models: readonly string[]): JsonObject;
}
