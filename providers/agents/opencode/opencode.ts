import path from 'node:path';
import type { Agent } from '../../../domain/tasks/agent';
import { fileForAgent, readingFrom } from '../prompt-file';
import { opencodeReader } from './opencode-reader';
import { KEY_VARIABLE, opencodeSettings, PROVIDER } from './opencode-settings';

/** What opencode would fetch from the internet when it begins, and watch for who looks at a screen, is turned off. */
const ALONE = {
  OPENCODE_DISABLE_AUTOUPDATE: '1',
  OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
  OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
  OPENCODE_DISABLE_MODELS_FETCH: '1',
  OPENCODE_EXPERIMENTAL_DISABLE_FILEWATCHER: '1',
} as const;

/** opencode, in the protocol of chat completions. */
export const opencode: Agent = {
  name: 'opencode',
  launch(turn) {
    const prompt = fileForAgent(turn, 'prompt.txt', turn.prompt);
    const system =
      turn.systemPrompt === null ? [] : [fileForAgent(turn, 'system-prompt.md', turn.systemPrompt)];
    const settings = opencodeSettings(
      turn,
      system.map((file) => file.path),
    );
    // With a title it does not ask the model for one.
    const session = turn.session === null ? ['--title', 'Task'] : ['--session', turn.session];
    // Without words among the arguments the standard input is the message; plugins could not be had.
    const argv = [
      'opencode',
      'run',
      '--format',
      'json',
      '--thinking',
      '--model',
      `${PROVIDER}/${turn.model}`,
    ];
    return {
      argv: readingFrom(prompt, [...argv, ...session]),
      env: { HOME: turn.home, [KEY_VARIABLE]: turn.apiKey, ...ALONE },
      files: [
        { path: path.posix.join(turn.home, '.config', 'opencode', 'opencode.json'), content: settings },
        prompt,
        ...system,
      ],
    };
  },
  reader: opencodeReader,
};
