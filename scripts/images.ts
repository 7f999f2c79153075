import path from 'node:path';
import { imagesFolder } from '../config/sandboxes';
import {
  addImage,
  DEFAULT_IMAGE,
  imageNameOf,
  openImages,
  removeImage,
  type ImageName,
  type SandboxImage,
} from '../providers/sandbox/images';
import { makeRootfs } from './platform/debootstrap';
import { fillFrom, furnish } from './platform/image-content';
import { onInterrupt } from './platform/interrupt';
import { openWorkplace, type Workplace } from './platform/scratch';
import { ProcessFailure } from './platform/supervisor';
import { columns, createSteps, type Steps } from './platform/terminal';

const USAGE = `npm run images -- make [NAME:TAG]            makes the default image, or another, of Debian's packages
npm run images -- add NAME:TAG FILE|FOLDER   adds a root file system: a folder, or a tar
npm run images -- list                       shows those that there are
npm run images -- remove NAME:TAG            removes one`;

/** `npm run images`: the root file systems that sandboxes can begin with. */
async function main([verb, reference, source]: readonly string[]): Promise<void> {
  const folder = imagesFolder(process.env);
  switch (verb) {
    case 'make':
      return working(async (workplace, steps) => {
        const name = named(reference ?? DEFAULT_IMAGE);
        await add(folder, name, (rootfs) => makeRootfs(rootfs, workplace.supervisor, steps), steps);
      });
    case 'add':
      return working(async ({ supervisor }, steps) => {
        if (source === undefined) throw new ProcessFailure(USAGE);
        const from = path.resolve(process.env['INIT_CWD'] ?? '.', source);
        await add(folder, named(reference), (rootfs) => fillFrom(from, rootfs, supervisor), steps);
      });
    case 'list':
      return show(await openImages(folder).list(), folder);
    case 'remove':
      if (await removeImage(folder, named(reference))) return;
      throw new ProcessFailure(`There is no image ${reference}.`);
    case '--help':
      console.log(USAGE);
      return;
    default:
      throw new ProcessFailure(USAGE);
  }
}

async function add(
  folder: string,
  name: ImageName,
  fill: (rootfs: string) => Promise<void>,
  steps: Steps,
): Promise<void> {
  await steps.run(
    'Image',
    'filling it',
    () =>
      addImage(folder, name, async (rootfs) => {
        await fill(rootfs);
        await furnish(rootfs);
      }),
    (image) => `${image.name}:${image.tag} is in ${path.dirname(image.rootfs)}`,
  );
}

async function working(work: (workplace: Workplace, steps: Steps) => Promise<void>): Promise<void> {
  const steps = createSteps();
  const workplace = openWorkplace(steps, onInterrupt());
  try {
    await work(workplace, steps);
  } finally {
    await workplace.close();
  }
}

function named(reference = ''): ImageName {
  const name = imageNameOf(reference);
  if (name) return name;
  throw new ProcessFailure(
    `${JSON.stringify(reference)} names no image: it takes small letters and digits, as in python:3.11.`,
  );
}

function show(images: readonly SandboxImage[], folder: string): void {
  if (images.length === 0) console.log(`There are no images in ${folder}: npm run images -- make makes one.`);
  else console.log(columns(images.map(({ name, tag, madeAt }) => [`${name}:${tag}`, madeAt.toISOString()])));
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
