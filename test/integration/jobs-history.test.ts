import { randomBytes, randomUUID } from 'node:crypto';
import { seedModels } from '../../domain/catalog/built-in-models';
import { createModels, type Models } from '../../domain/catalog/models';
import { createCreations, type Creations } from '../../domain/creations/creations';
import { createSealer } from '../../domain/sealed-text';
import { deckOrder, jobPlatform, videoOrder, type JobPlatform } from '../support/job-platform';

let platform: JobPlatform;
let creations: Creations;
let models: Models;
beforeAll(async () => {
  platform = await jobPlatform();
  creations = createCreations(platform);
  const sealer = createSealer([{ id: 'key', key: randomBytes(32) }]);
  models = createModels({ ...platform, sealer, guard: () => Promise.resolve() });
});
afterAll(() => platform.close());

const RESULT = { artifactId: randomUUID(), demo: true };
const page = { page: 1, pageSize: 20 };

describe('the history of a user', () => {
  test('shows what is done, newest first, and neither what runs nor what failed', async () => {
    const owner = await platform.newUser(500);
    const deck = await platform.jobs.accept(deckOrder(owner));
    const video = await platform.jobs.accept(videoOrder(owner));
    const failed = await platform.jobs.accept(videoOrder(owner));
    expect(await creations.list({ owner, ...page })).toEqual({ total: 0, items: [] });
    await platform.jobs.succeed(deck.job.id, RESULT);
    await platform.jobs.succeed(video.job.id, RESULT);
    await platform.jobs.giveUp(failed.job.id, { state: 'failed', reason: 'GENERATION_FAILED' });
    const { total, items } = await creations.list({ owner, ...page });
    expect(total).toBe(2);
    expect(items).toMatchObject([
      { id: video.creationId, type: 'video', title: '海边的日出 🌅', jobId: video.job.id, extraData: RESULT },
      { id: deck.creationId, type: 'ppt', title: '产品发布会', jobId: deck.job.id, extraData: RESULT },
    ]);
    expect(await creations.get(failed.creationId, owner)).toBeUndefined();
  });

  test('is filtered by type and title, where % and _ mean themselves, and comes in pages', async () => {
    const owner = await platform.newUser(500);
    for (const title of ['100% 棉', '100 件', 'a_b', 'aXb', '海边 🌅']) {
      const order = { ...deckOrder(owner), creation: { type: 'ppt', title, content: null } };
      const { job } = await platform.jobs.accept(order);
      await platform.jobs.succeed(job.id, RESULT);
    }
    const titles = async (query: object) =>
      (await creations.list({ owner, ...page, ...query })).items.map(({ title }) => title);
    expect(await titles({ search: '100%' })).toEqual(['100% 棉']);
    expect(await titles({ search: 'A_B' })).toEqual(['a_b']);
    expect(await titles({ search: '🌅' })).toEqual(['海边 🌅']);
    expect(await titles({ search: `' OR 1=1 --` })).toEqual([]);
    expect(await titles({ type: 'video' })).toEqual([]);
    expect(await titles({ page: 2, pageSize: 2 })).toEqual(['a_b', '100 件']);
    expect(await creations.list({ owner, page: 9, pageSize: 2 })).toEqual({ total: 5, items: [] });
  });

  test('an entry is removed once, by its owner only, and what it cost stays on the statement', async () => {
    const owner = await platform.newUser(100);
    const stranger = await platform.newUser(0);
    const { job, creationId } = await platform.jobs.accept(deckOrder(owner));
    await platform.jobs.succeed(job.id, RESULT);
    expect(await creations.get(creationId, stranger)).toBeUndefined();
    expect(await creations.remove(creationId, stranger)).toBe(false);
    expect(await creations.remove(creationId, owner)).toBe(true);
    expect(await creations.remove(creationId, owner)).toBe(false);
    expect(await creations.list({ owner, ...page })).toEqual({ total: 0, items: [] });
    expect(await platform.balance(owner)).toEqual({ available: 70, held: 0 });
  });
});

describe('the catalogue of models', () => {
  beforeAll(async () => {
    await seedModels(platform);
    await seedModels(platform);
  });

  test('has the ids and prices of the API documents, and says what is a demo', async () => {
    expect(await models.list({})).toMatchObject([
      {
        id: 1,
        name: '演示文本模型',
        kind: 'text',
        provider: 'demo',
        isDemo: true,
        creditsCost: 1_000_000_000n,
      },
      {
        id: 2,
        name: '演示图片模型',
        kind: 'image',
        provider: 'demo',
        isDemo: true,
        creditsCost: 2_000_000_000n,
      },
      {
        id: 3,
        name: '本地视频渲染',
        kind: 'video',
        provider: 'local',
        isDemo: false,
        creditsCost: 5_000_000_000n,
      },
      { id: 4, name: '本地幻灯片', kind: 'presentation', isDemo: false, creditsCost: 3_000_000_000n },
    ]);
    expect(await models.list({ provider: 'demo', isActive: true })).toHaveLength(2);
    expect(await models.list({ isActive: false })).toEqual([]);
  });

  test('gives the default of a kind, and refuses a model that is unknown, for another kind or switched off', async () => {
    expect(await models.modelFor('video')).toMatchObject({ id: 3 });
    expect(await models.modelFor('presentation', 4)).toMatchObject({ id: 4 });
    const refused = { code: 'VALIDATION', details: { errors: [{ field: 'body.model_id' }] } };
    await expect(models.modelFor('video', 99)).rejects.toMatchObject(refused);
    await expect(models.modelFor('video', 4)).rejects.toMatchObject(refused);
    await platform.db.query('UPDATE models SET is_active = FALSE WHERE id = 3');
    await expect(models.modelFor('video', 3)).rejects.toMatchObject({ code: 'AI_SERVICE_FAILED' });
    await expect(models.modelFor('video')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await seedModels(platform); // an operator's switch stays where it is
    await expect(models.modelFor('video')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
