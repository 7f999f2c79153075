import path from 'node:path';
import type { Agent } from '../../../domain/tasks/agent';
import { fileForAgent, readingFrom } from '../prompt-file';
import { modelCatalogue } from './codex-model';
import { codexReader } from './codex-reader';
import { codexSettings, KEY_VARIABLE } from './codex-settings';

/**
 * OpenAI's codex, in the protocol of Responses. It has no setting for the temperature or for the tokens of an answer,
 * so those of a turn do not reach it. Its home must not be under /tmp.
 */
export const codex: Agent = {
  name: 'codex',
  launch(turn) {
    const prompt = fileForAgent(turn, 'prompt.txt', turn.prompt);
    const home = path.posix.join(turn.home, '.codex');
    const catalogue = path.posix.join(home, 'models.json');
    const options = ['--json', '--skip-git-repo-check'];
    // The dash says that the prompt comes from the standard input.
    const argv =
      turn.session === null
        ? ['codex', 'exec', ...options, '-']
        : ['codex', 'exec', 'resume', ...options, turn.session, '-'];
    return {
      argv: readingFrom(prompt, argv),
      env: { HOME: turn.home, CODEX_HOME: home, [KEY_VARIABLE]: turn.apiKey },
      files: [
        { path: path.posix.join(home, 'config.toml'), content: codexSettings(turn, catalogue) },
        { path: catalogue, content: modelCatalogue(turn.model) },
        prompt,
      ],
    };
  },
  reader: codexReader,
};
