import { canInstall, installPrograms, mayInstall } from './apt';
import { findBinary, searchPath } from './binaries';
import { ProcessFailure, type Supervisor } from './supervisor';
import type { Steps } from './terminal';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable'];

/**
 * The program of a Chromium: one of this machine, else one that apt-get installs (as root; asked first at a terminal).
 * Undefined where there is neither: only what needs a browser fails for that.
 */
export async function obtainChromium(supervisor: Supervisor, steps: Steps): Promise<string | undefined> {
  const found = findChromium();
  if (found !== undefined || !canInstall() || !(await mayInstall(['chromium']))) return found;
  try {
    await steps.run(
      'Chromium',
      'installing',
      (say) => installPrograms(['chromium'], supervisor, say),
      (packages) => `installed ${packages.join(', ')}`,
    );
  } catch (error) {
    if (!(error instanceof ProcessFailure)) throw error;
  }
  return findChromium();
}

function findChromium(): string | undefined {
  return findBinary(NAMES, searchPath(process.env));
}
