import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { inProject, projectRoot } from '../config/paths';
import { conformancePage } from './generate/conformance-page';
import { errorsPage } from './generate/errors-page';

interface GeneratedFile {
  readonly file: string;
  readonly content: string;
}

/**
 * `npm run generate`: writes what is made from other sources, the types of each document in `openapi/`,
 * `docs/errors.md` and `docs/conformance.md`. With `--check` it writes nothing, and fails when a file is not what it would write.
 */
async function main(check: boolean): Promise<number> {
  const files = [
    ...(await openapiTypes()),
    { file: inProject('docs', 'errors.md'), content: errorsPage() },
    { file: inProject('docs', 'conformance.md'), content: conformancePage() },
  ];
  const stale = files.filter(
    ({ file, content }) => !existsSync(file) || readFileSync(file, 'utf8') !== content,
  );
  const names = stale.map(({ file }) => path.relative(projectRoot, file)).join(', ');
  if (stale.length === 0) {
    console.log('Every generated file is in step.');
    return 0;
  }
  if (check) {
    console.error(
      `Not in step with their sources: ${names}. Run \`npm run generate\`, and commit what it writes.`,
    );
    return 1;
  }
  for (const { file, content } of stale) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  console.log(`Wrote ${names}.`);
  return 0;
}

/** The types of each surface: one file for each document that lies directly in `openapi/`. */
async function openapiTypes(): Promise<GeneratedFile[]> {
  const documents = readdirSync(inProject('openapi')).filter((name) => name.endsWith('.yaml'));
  return Promise.all(
    documents.map(async (name) => {
      const types = await openapiTS(pathToFileURL(inProject('openapi', name)));
      const note = `// Made from openapi/${name} by \`npm run generate\`: change that, not this.\n\n`;
      return {
        file: inProject('openapi', 'generated', name.replace(/\.yaml$/, '.ts')),
        content: `${note}${astToString(types)}`,
      };
    }),
  );
}

main(process.argv.includes('--check')).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
