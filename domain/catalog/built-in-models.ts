import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { credits } from '../credits';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { ModelKind } from './model';

/** A model that works without any key. */
interface BuiltIn {
  readonly id: number;
  readonly name: string;
  readonly kind: ModelKind;
  readonly provider: 'demo' | 'local';
  readonly modelName: string;
  /** In whole credits. */
  readonly cost: number;
  readonly isDemo: boolean;
}

/** Their ids are those of the API documents' examples. */
const BUILT_IN_MODELS: readonly BuiltIn[] = [
  {
    id: 1,
    name: '演示文本模型',
    kind: 'text',
    provider: 'demo',
    modelName: 'demo-text',
    cost: 10,
    isDemo: true,
  },
  {
    id: 2,
    name: '演示图片模型',
    kind: 'image',
    provider: 'demo',
    modelName: 'demo-image',
    cost: 20,
    isDemo: true,
  },
  {
    id: 3,
    name: '本地视频渲染',
    kind: 'video',
    provider: 'local',
    modelName: 'local-video',
    cost: 50,
    isDemo: false,
  },
  {
    id: 4,
    name: '本地幻灯片',
    kind: 'presentation',
    provider: 'local',
    modelName: 'local-deck',
    cost: 30,
    isDemo: false,
  },
];

/**
 * Adds the models that the platform comes with, where they are missing; nothing else is changed, so that one that an
 * operator switched off stays so.
 */
export async function seedModels({ db, clock }: { db: Database; clock: Clock }): Promise<void> {
  const now = dateTime(clock.now());
  for (const { id, name, kind, provider, modelName, cost, isDemo } of BUILT_IN_MODELS) {
    await db.query(
      `INSERT INTO models (id, name, kind, provider, model_name, is_default, is_demo, credits_cost, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, TRUE, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE id = id`,
      {
        replacements: [id, name, kind, provider, modelName, isDemo, credits(cost), now, now],
        type: QueryTypes.INSERT,
      },
    );
  }
}
