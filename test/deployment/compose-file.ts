import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inProject } from '../../config/paths';

export interface ComposeService {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly privileged?: boolean;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly configs: Readonly<Record<string, { readonly content: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

export const composeText = readFileSync(inProject('docker-compose.yml'), 'utf8');

export const compose = parse(composeText, { merge: true }) as ComposeFile;

/** Fills `${NAME}`, `${NAME:-default}` and `${NAME:?message}` as Docker Compose does; `$$` is a dollar. */
export function interpolate(text: string, env: Readonly<Record<string, string>>): string {
  const innermost = /(?<!\$)\$\{(\w+)(?::(-|\?)([^{}]*))?\}/;
  let filled = text;
  for (let found = innermost.exec(filled); found; found = innermost.exec(filled)) {
    const [whole, name = '', operator, rest = ''] = found;
    const value = env[name];
    if (!value && operator === '?') throw new Error(`required variable ${name} is missing a value: ${rest}`);
    filled = filled.replace(whole, () => value || (operator === '-' ? rest : ''));
  }
  return filled.replaceAll('$$', '$');
}
