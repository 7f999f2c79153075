import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isLoopback } from '../../api/loopback';
import { projectRoot } from '../../config/paths';
import type { LaunchSettings } from '../../config/settings';
import type { DemoResult } from '../demo';
import type { NewAccount } from '../seed';
import type { Installation } from './installation';
import { urlOf } from './own-processes';
import type { Configured } from './stores';

type Row = readonly [name: string, text: string];

/** Where everything of a platform is that has just come up. */
export function announcement(
  settings: LaunchSettings,
  configured: Configured,
  installation: Installation,
  administrator: NewAccount | undefined,
): Row[] {
  const { publicUrl, ports, bind, epayUrl } = settings;
  return [
    ['API', publicUrl],
    ['API reference', `${publicUrl}/docs/studio`],
    ['Models', `${publicUrl}/docs/gateway`],
    ['', `${publicUrl}/v1 is the base URL for clients with an API key: see “Calling models” in README.md`],
    ['Coding tasks', `${publicUrl}/docs/code, and by hand: docs/tasks.md`],
    ...(configured.temporal === undefined
      ? [['Temporal UI', urlOf('127.0.0.1', ports.temporalUi)] as const]
      : []),
    ...(settings.sendsMail || !isLoopback(new URL(publicUrl).hostname)
      ? []
      : [['Local mailbox', `${publicUrl}/dev/mail`] as const]),
    ['Cashier', epayUrl ?? urlOf(bind, ports.cashier)],
    ...demoLinks(installation, publicUrl),
    ['Demo account', `demo, its password in ${shortPath(path.join(installation.home, 'demo.json'))}`],
    ...(administrator ? administratorRows(administrator) : []),
    ['Logs', shortPath(installation.logs)],
  ];
}

export function administratorRows({ username, email, password }: NewAccount): Row[] {
  return [
    ['Administrator', `${username} (${email})`],
    ['', `password ${password}   (shown only this once)`],
  ];
}

/** The links to what the demo made, while they last. */
function demoLinks({ home }: Installation, publicUrl: string): Row[] {
  const file = path.join(home, 'demo-result.json');
  if (!existsSync(file)) return [];
  const { deck, video } = JSON.parse(readFileSync(file, 'utf8')) as DemoResult;
  const expires = Number(new URL(deck, publicUrl).searchParams.get('expires') ?? Infinity);
  if (expires * 1000 < Date.now()) return [];
  return [
    ['Demo slide deck', `${publicUrl}${deck}`],
    ['Demo video', `${publicUrl}${video}`],
  ];
}

/** A path from the project's root, where the command runs, when it lies below it. */
function shortPath(file: string): string {
  const relative = path.relative(projectRoot, file);
  return relative.startsWith('..') ? file : relative;
}
