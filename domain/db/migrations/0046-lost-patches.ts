import type { Migration } from '../migrator';

const WORD = 'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin';

/** Why there is no patch of what a turn changed, where none could be kept. */
export const lostPatches: Migration = {
  name: '0046-lost-patches',
  kind: 'expand',
  up: [
    {
      unlessColumn: ['task_turns', 'patch_lost'],
      sql: `ALTER TABLE task_turns ADD COLUMN patch_lost ${WORD} NULL`,
    },
  ],
};
