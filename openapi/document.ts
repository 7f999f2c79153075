import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { inProject } from '../config/paths';

/** A JSON value of a document; what it means is for its reader to say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** An OpenAPI 3.1 document as one JSON value: every `$ref` in it points into itself. */
export interface OpenApiDocument extends JsonObject {
  readonly openapi: string;
  readonly info: JsonObject;
  readonly paths: JsonObject;
}

/** The surfaces, each with a document of its own: `<name>.yaml`. */
export const SURFACES = ['studio', 'code', 'agent', 'gateway', 'relay'] as const;

export type SurfaceDocuments = Readonly<Record<(typeof SURFACES)[number], OpenApiDocument>>;

/** Where the build puts all of them, from the project's root. */
export const BUILT_DOCUMENTS = 'dist/documents.json';

/** The documents as they were when the project was built. */
export function builtSurfaces(): SurfaceDocuments {
  return JSON.parse(readFileSync(inProject(BUILT_DOCUMENTS), 'utf8')) as SurfaceDocuments;
}

/** Reads the documents of all surfaces in `folder` (an absolute path), which takes a second. */
export function loadSurfaces(folder: string): SurfaceDocuments {
  const entries = SURFACES.map((name) => [name, loadDocument(path.join(folder, `${name}.yaml`))]);
  return Object.fromEntries(entries) as SurfaceDocuments;
}

/**
 * Reads the document at `file` (YAML, an absolute path). References to other files are put in place; those
 * into the document itself stay references, also where another file makes them. Throws an Error that names
 * the file and the reference that leads nowhere.
 */
export function loadDocument(file: string): OpenApiDocument {
  const files = new Map<string, Json>();
  const read = (name: string): Json => {
    const known = files.get(name);
    if (known !== undefined) return known;
    const content = parse(readFileSync(name, 'utf8')) as Json;
    files.set(name, content);
    return content;
  };

  const place = (value: Json, from: string, within: readonly string[]): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => place(item, from, within));
    if (!isObject(value)) return value;
    const ref = value['$ref'];
    if (typeof ref !== 'string') {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, place(item, from, within)]));
    }
    const [target = '', pointer = ''] = ref.split('#');
    const source = target === '' ? from : path.resolve(path.dirname(from), target);
    if (source === file) return { $ref: `#${pointer}` };
    const name = `${source}#${pointer}`;
    if (within.includes(name)) throw new Error(`${from}: ${ref} leads back to itself`);
    return place(at(read(source), pointer, `${from}: ${ref}`), source, [...within, name]);
  };

  return place(read(file), file, []) as OpenApiDocument;
}

/** `value` with every reference into `document` put in place. Throws an Error when one leads nowhere or back to itself. */
export function dereference(document: OpenApiDocument, value: Json, within: readonly string[] = []): Json {
  if (Array.isArray(value)) return value.map((item: Json) => dereference(document, item, within));
  if (!isObject(value)) return value;
  const ref = value['$ref'];
  if (typeof ref !== 'string') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, dereference(document, item, within)]),
    );
  }
  if (within.includes(ref)) throw new Error(`${ref} leads back to itself`);
  return dereference(document, at(document, ref.replace('#', ''), ref), [...within, ref]);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a JSON pointer (RFC 6901). */
function at(root: Json, pointer: string, named: string): Json {
  let value: Json | undefined = root;
  for (const segment of pointer.split('/').slice(1)) {
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    value = isObject(value) ? value[name] : undefined;
  }
  if (value === undefined) throw new Error(`${named} leads nowhere`);
  return value;
}
