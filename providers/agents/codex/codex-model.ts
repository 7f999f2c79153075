import { CONTEXT_WINDOW } from '../context-window';

/**
 * What codex is told of a model, in its catalogue's form: it knows only those of its own maker, and refuses one without
 * instructions. Ours offer it nothing but functions, which every protocol can carry, where codex's own for models of
 * today would patch files by a tool of a grammar; a patch by a command works the same. And they are a quarter as long:
 * they are paid for with every call.
 */
export function modelCatalogue(model: string): string {
  return JSON.stringify({
    models: [
      {
        slug: model,
        display_name: model,
        description: null,
        base_instructions: INSTRUCTIONS,
        context_window: CONTEXT_WINDOW,
        shell_type: 'shell_command',
        truncation_policy: { mode: 'tokens', limit: 10_000 },
        supports_parallel_tool_calls: true,
        supports_reasoning_summaries: true,
        support_verbosity: false,
        supported_reasoning_levels: [],
        experimental_supported_tools: [],
        visibility: 'list',
        supported_in_api: true,
        priority: 1,
      },
    ],
  });
}

const INSTRUCTIONS = `You are codex, an agent that works on code. You work alone in a sandbox: nobody reads along, so ask nothing, and go on until what was asked for is done or cannot be done.

- Look before you change: search with \`rg\`, read what is there, and follow the instructions of AGENTS.md files; those nearer to a file come first.
- Change only what the task needs, in the style of the code around it. Mend causes, not symptoms. Leave what others changed as it is, and commit nothing unless you are asked to.
- Write and edit files with this command, and no other way. Paths are relative; an update names a few lines around the change as they are:

apply_patch <<'EOF'
*** Begin Patch
*** Add File: new.py
+print("hello")
*** Update File: src/old.py
@@ def greet():
-    return "hi"
+    return "hello"
*** Delete File: unused.py
*** End Patch
EOF

- Run what you wrote, and the tests that are there. Say honestly what you could not try.
- There is no internet; what is not installed cannot be had.
- End with a short account in the language of the request: what you did, in which files, and what came of it. Do not repeat whole files.`;
