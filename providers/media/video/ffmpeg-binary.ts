import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../../domain/errors';
import { temporaryName } from '../../storage/whole-file';

export interface FfmpegSearch {
  /** The one to use, and no other. */
  readonly ffmpegPath?: string;
  /** The command that runs the system's: `ffmpeg`, as the search path has it, unless told otherwise. */
  readonly systemFfmpeg?: string;
  /** The binary that an npm package ships: that of @ffmpeg-installer/ffmpeg, unless told otherwise. */
  readonly packaged?: () => Promise<PackagedFfmpeg>;
  /** Where a copy of the packaged binary may be kept when it cannot be made executable in place. */
  readonly cacheFolder?: string;
}

interface PackagedFfmpeg {
  readonly path: string;
  readonly version: string;
}

/** What a video is made with. */
const NEEDED = ['libx264', 'aac'];

/**
 * The ffmpeg to run: the configured one, else the system's, else the one that an npm package ships.
 * @throws AppError GENERATION_FAILED when none of them runs and has the encoders.
 */
export async function findFfmpeg({
  ffmpegPath,
  systemFfmpeg = 'ffmpeg',
  packaged = async () => (await import('@ffmpeg-installer/ffmpeg')).default,
  cacheFolder,
}: FfmpegSearch): Promise<string> {
  const candidates = ffmpegPath
    ? [() => Promise.resolve(ffmpegPath)]
    : [() => Promise.resolve(systemFfmpeg), async () => usablePackaged(await packaged(), cacheFolder)];
  const problems: unknown[] = [];
  for (const candidate of candidates) {
    try {
      const binary = await candidate();
      await requireEncoders(binary);
      return binary;
    } catch (problem) {
      problems.push(problem);
    }
  }
  throw new AppError('GENERATION_FAILED', undefined, {
    cause: new AggregateError(problems),
    note: ffmpegPath
      ? `${ffmpegPath} is not an ffmpeg that can be used`
      : 'No ffmpeg was found: install one, or configure its path',
  });
}

/** Some distributions build ffmpeg without x264; that is better known before a render than after it. */
async function requireEncoders(binary: string): Promise<void> {
  const { stdout } = await promisify(execFile)(binary, ['-hide_banner', '-encoders'], { maxBuffer: 1 << 20 });
  const missing = NEEDED.filter((encoder) => !new RegExp(`^ [A-Z.]{6} ${encoder} `, 'm').test(stdout));
  if (missing.length > 0) throw new Error(`${binary} has no encoder ${missing.join(', ')}`);
}

/**
 * The packaged binary, which the package's install script would make executable; where install scripts do not run,
 * this does. In an installation that may not be changed, a copy in the cache is used instead.
 */
async function usablePackaged(
  { path: shipped, version }: PackagedFfmpeg,
  cacheFolder?: string,
): Promise<string> {
  if (await isExecutable(shipped)) return shipped;
  try {
    await fs.chmod(shipped, 0o755);
    return shipped;
  } catch (error) {
    if (cacheFolder === undefined) throw error;
  }
  const copy = path.join(cacheFolder, `ffmpeg-${version}${path.extname(shipped)}`);
  if (!(await isExecutable(copy))) await copyExecutable(shipped, copy);
  return copy;
}

async function copyExecutable(source: string, destination: string): Promise<void> {
  await fs.mkdir(path.dirname(destination), { recursive: true, mode: 0o700 });
  const temporary = temporaryName(destination);
  try {
    await fs.copyFile(source, temporary);
    await fs.chmod(temporary, 0o700);
    await fs.rename(temporary, destination);
  } finally {
    await fs.rm(temporary, { force: true });
  }
}

function isExecutable(file: string): Promise<boolean> {
  return fs.access(file, fs.constants.X_OK).then(
    () => true,
    () => false,
  );
}
