// Made from openapi/code.yaml by `npm run generate`: change that, not this.

export interface paths {
    "/api/v1/public/captcha/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a challenge
         * @description The arithmetic is that of [Cap](https://capjs.js.org). For each `i` from 1 to `c`, find the smallest whole number
         *     `n` for which the SHA-256 of the salt with `n` written after it (both as text) begins, in hex, with the target.
         *     The salt is the first `s` digits that follow from the text `<token><i>`, the target the first `d` that follow
         *     from `<token><i>d`.
         *
         *     Digits follow from a text so: `h` is its 32-bit FNV-1a hash (from 2166136261; for each character `h = h xor its
         *     code`, then `h = h × 16777619`, modulo 2³²); each step does `h = h xor (h << 13)`, `h = h xor (h >>> 17)`,
         *     `h = h xor (h << 5)`, all in 32 bits without sign, and gives the eight hex digits of `h`.
         *
         *     To check yours: for the token `example`, `s` 32 and `d` 3, the first salt is `e80c9eb70092281af7b8109240ef62a7`, the first target `661`, and
         *     the first solution 8162.
         */
        post: operations["createCaptchaChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/captcha/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring the solutions
         * @description The challenge is used up, whether or not the solutions hold.
         */
        post: operations["redeemCaptchaChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/password-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description The captcha is used up, whether or not the password holds.
         */
        post: operations["signInWithPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign in with Baizhi
         * @description 503 where no provider is set up. The sign-in can be finished in this browser only, within ten minutes.
         */
        get: operations["beginOauthSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/oauth/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Back from the provider
         * @description 40000 for a state that this browser did not get from us, or brings for the second time.
         */
        get: operations["finishOauthSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the session holds */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the session, and the sessions for teams that were begun from the same device.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/logout/everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out of everything */
        post: operations["signOutEverywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/passwords": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the password
         * @description Ends every other session of the account.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/passwords/reset-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Ask for a mail that leads to a new password
         * @description The mail has a link that is good for one use, for 30 minutes.
         */
        put: operations["requestPasswordReset"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/passwords/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a new password
         * @description Ends every session of the account.
         */
        put: operations["resetPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a session */
        delete: operations["revokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to the account */
        get: operations["listAccountEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The teams that one is in */
        get: operations["listTeams"];
        put?: never;
        /** Make a team */
        post: operations["createTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{team_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them */
        get: operations["getTeam"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/users/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Act for a team
         * @description Takes the place of the session for a team that the same device had.
         */
        post: operations["signInToTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/users/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who acts for which team */
        get: operations["getTeamStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/users/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Act for no team
         * @description Who is signed in stays so.
         */
        post: operations["signOutOfTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/users/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave the team
         * @description The last owner cannot.
         */
        post: operations["leaveTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/users/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The team's members */
        get: operations["listTeamMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/users/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a member's standing
         * @description An administrator makes no owners and changes none; the last owner stays one.
         */
        put: operations["changeTeamRole"];
        post?: never;
        /**
         * Put a member out of the team
         * @description Owners are put out by owners only, and the last one by nobody.
         */
        delete: operations["removeTeamMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/users/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The invitations that can be accepted */
        get: operations["listTeamInvitations"];
        put?: never;
        /** Invite somebody by e-mail */
        post: operations["inviteToTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/users/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back */
        delete: operations["revokeTeamInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join the team that one was invited to
         * @description The invitation is used up. 40000 for one that was used, taken back, or has expired.
         */
        post: operations["acceptTeamInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/users/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What sandboxes can begin with
         * @description Those that tasks may ask for as `image_id`; administrators see the others too. `default` is what they begin with where
         *     nothing is said.
         */
        get: operations["listImages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/users/images/{image_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                image_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Describe an image, or switch it off
         * @description For administrators. Tasks cannot ask for one that is switched off; those that have been accepted go on with it.
         */
        put: operations["updateImage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that tasks can use */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own tasks */
        get: operations["listTasks"];
        put?: never;
        /**
         * Have an agent do something
         * @description All that the task may cost is set aside: `budget` for its model calls, and its time. At its end it is charged what was
         *     used, and the rest is given back. It waits in a queue until there is room for it; `position` and `estimated_seconds` of the
         *     task say how long. `content` is another name of `user_input`.
         */
        post: operations["createTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/task-archives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload what a task is to begin with
         * @description A tar, tar.gz or zip, 32 MB at most, to be named as `archive_id` of a task within a day; then it is removed. It is unpacked
         *     in the sandbox, whole or not at all: 512 MB and 50,000 entries at most, and nothing in it may lead outside of the
         *     workspace. A task that cannot begin with it ends with `ARCHIVE_REFUSED`.
         *
         *     Ten are kept; another one takes the place of the oldest that a task has had, and is refused when there is none.
         */
        post: operations["uploadTaskArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/tasks/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Stop a task
         * @description Everything of it is stopped; what it used until then is charged. One that has ended stays as it is. `id` is another name of
         *     `task_id`.
         */
        put: operations["stopTask"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/tasks/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        /** A task as it stands */
        get: operations["getTask"];
        put?: never;
        post?: never;
        /**
         * Forget a task
         * @description One that works, or waits, has to be stopped first. Its sandbox stays for its time, unless it is deleted too.
         */
        delete: operations["deleteTask"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/tasks/{task_id}/budget": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a task use more
         * @description So many credits more are set aside for its model calls; one that waits for them goes on.
         */
        post: operations["raiseTaskBudget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/tasks/{task_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        /**
         * Everything that happens in a task, live
         * @description Every event from the first, or after `Last-Event-ID`, then each as it comes, until no turn works any more. Numbers have no
         *     gaps. Who comes back then and has had everything is answered 204, so that an `EventSource` asks no more: after the next turn
         *     was asked for, make another. Asked for with an upgrade to a WebSocket, the same address sends the same events: each is a text message, which is
         *     what `data` is here, and the socket closes with 1000 at the end. Anything else that is sent there is ignored. 410
         *     (`TASK_EXPIRED`) once the log was kept for its time.
         */
        get: operations["streamTaskEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/tasks/{task_id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        /** Why the task cost what it cost, line by line */
        get: operations["explainTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/tasks/{task_id}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        /** What a task has made */
        get: operations["listTaskArtifacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/tasks/{task_id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        /**
         * What a task has changed, as a patch
         * @description 409 (`reason`: `PATCH_UNAVAILABLE`) when no patch of the newest turn could be kept; `cause` is why: `RESULT_TOO_LARGE`, say.
         *     410 (`TASK_EXPIRED`) once it was kept for its time.
         */
        get: operations["getTaskDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/tasks/{task_id}/turns": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the agent for more, where it left off
         * @description While the sandbox of a task is there, its agent can be asked for more: it finds its files and its conversation as it left
         *     them. Such a turn has a budget of its own, and all that it may cost is set aside. 409 while another turn works or waits
         *     (`TASK_BUSY`), and when the sandbox is gone (`SANDBOX_LOST`). `content` is another name of `user_input`.
         */
        post: operations["addTaskTurn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/tasks/{task_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a task anew that ended in error
         * @description A new task with the same order, in a sandbox of its own. 409 for one that has not ended, or ended well.
         */
        post: operations["retryTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own conversations
         * @description The newest first.
         */
        get: operations["listConversations"];
        put?: never;
        /**
         * Begin a conversation
         * @description It may be about a task, whose turns its messages are from then on.
         */
        post: operations["createConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/conversations/{conversation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        /** A conversation */
        get: operations["getConversation"];
        /** Give a conversation another title */
        put: operations["renameConversation"];
        post?: never;
        /**
         * Delete a conversation
         * @description With its messages; its task stays.
         */
        delete: operations["deleteConversation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/conversations/{conversation_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        /**
         * What was said in a conversation
         * @description The first before the others.
         */
        get: operations["listConversationMessages"];
        put?: never;
        /**
         * Say something in a conversation
         * @description A user's message in a conversation about a task becomes the task's next turn while its sandbox is there, and what the agent
         *     writes in that turn is kept as an `assistant` message when the turn has ended. 409 while another turn works or waits. Every
         *     other message, also once the sandbox is gone, is only kept: its `turn` is null.
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/vms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own sandboxes
         * @description The newest first, also those that are gone.
         */
        get: operations["listVms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/vms/{vm_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        /** A sandbox, and what it does */
        get: operations["getVm"];
        put?: never;
        post?: never;
        /**
         * End a sandbox
         * @description As `stop`.
         */
        delete: operations["deleteVm"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/vms/{vm_id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Keep a sandbox for longer
         * @description It stays for so many seconds from now, though nobody works in it: at most until a day after it was made. When others wait for a place, one that nobody works in may still have to end.
         */
        put: operations["extendVm"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/vms/{vm_id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * End a sandbox with everything in it
         * @description A turn that works in it is stopped, and what it used until then is charged. One that is gone stays so.
         */
        put: operations["stopVm"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/vms/{vm_id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        /** A folder or a file in a sandbox */
        get: operations["listVmFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/vms/{vm_id}/files/content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        /**
         * A file in a sandbox
         * @description At most 512 MB.
         */
        get: operations["getVmFile"];
        /**
         * Put a file into a sandbox
         * @description At most 16 MB, in the place of what was there; folders above it are made.
         */
        put: operations["uploadVmFile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/vms/{vm_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        /**
         * A folder of a sandbox, packed
         * @description At most 512 MB packed.
         */
        get: operations["getVmArchive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/vms/{vm_id}/terminal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        /**
         * A terminal in a sandbox, as a WebSocket
         * @description Ask for an upgrade to a WebSocket. The address may say which terminal (`id`, `main` unless said; 8 at most) and how large
         *     it is (`rows`, `cols`). A new one begins with a shell in `/workspace`; one that is there shows its last 256 KiB first, to
         *     any number of readers. What is refused is answered before the upgrade, as everywhere; a page of another site is (40300).
         *
         *     What you send, 64 KiB a message at most:
         *
         *     | message | what it does |
         *     | --- | --- |
         *     | binary | is typed, byte for byte |
         *     | `{"type":"input","data":"ls\n"}` | is typed |
         *     | `{"type":"resize","rows":40,"cols":120}` | gives the terminal another size, of 1 to 1000 |
         *     | `{"type":"close"}` | ends the shell, with all that it started |
         *
         *     What you get:
         *
         *     | message | what it says |
         *     | --- | --- |
         *     | `{"type":"ready","id":"main","is_new":true}` | first, and whether the shell has just begun |
         *     | binary | what the terminal shows, byte for byte |
         *     | `{"type":"skipped","bytes":4096}` | so much was shown that you were too slow to read |
         *     | `{"type":"exit","code":0,"signal":null}` | the shell has ended; the socket closes with 1000 |
         *
         *     After an error it closes with 4000 and the HTTP status, and the error's code as the reason: 4409 when the sandbox has
         *     ended, 4400 after a message that is none of these. 1008: you are signed out; 1001: connect again. A terminal that nobody
         *     looks at ends after five minutes. Looking at one keeps no sandbox: without an agent's work it ends at its time. The end of
         *     a turn ends what runs in terminals too.
         */
        get: operations["openVmTerminal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/vms/{vm_id}/ports": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        /**
         * What listens in a sandbox
         * @description Programs speak with what listens on a port below its `url`, with the cookie: with every method, streaming both ways, also
         *     WebSockets. A browser that shows a page from there is sent on to a link (302), as `previews` makes it. What comes out is
         *     a page of nowhere: it has neither the cookie nor storage of ours, and its own cookies are kept back. 40100, 40300 and
         *     40400 are as everywhere, 50200 when nothing listens, or does not answer in HTTP within a minute.
         */
        get: operations["listVmPorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/vms/{vm_id}/previews": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A link to what listens in a sandbox
         * @description Whoever has the link can use what listens on that port, without the cookie, until it expires, or the session ends that made
         *     it. Pages of it may load what is below it.
         */
        post: operations["createVmPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller may do at once, what it costs, and the credits that there are */
        get: operations["getSubscription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @example success */
        Message: string;
        /**
         * @description Unix seconds.
         * @example 1715299200
         */
        Time: number;
        Password: string;
        CursorPage: {
            next_cursor: string | null;
            has_more: boolean;
        };
        /**
         * @description owner: everything; admin: members and invitations; member: works.
         * @enum {string}
         */
        TeamRole: "owner" | "admin" | "member";
        User: {
            /** Format: uuid */
            id: string;
            /** @description The nickname, else the user name. */
            name: string;
            email: string | null;
            /**
             * @description individual, or the standing in the team that the session acts for.
             * @enum {string}
             */
            role: "individual" | "owner" | "admin" | "member";
        };
        Team: {
            /** Format: uuid */
            id: string;
            name: string;
            role: components["schemas"]["TeamRole"];
            created_at: components["schemas"]["Time"];
        };
        /**
         * @description The agent's command line.
         * @enum {string}
         */
        CliName: "opencode" | "codex" | "claude";
        /**
         * @description The protocol that a model is offered under. A task shows the one that it was asked for with, and works the same with any, for its agent is translated for.
         * @enum {string}
         */
        InterfaceType: "openai_chat" | "openai_responses" | "anthropic";
        /** @enum {string} */
        Plan: "basic" | "pro" | "ultra";
        /** @enum {string} */
        TaskStatus: "pending" | "processing" | "finished" | "error";
        Done: {
            /** @constant */
            code: 0;
            msg: components["schemas"]["Message"];
        };
        ErrorEnvelope: {
            /** @description The HTTP status times 100. */
            code: number;
            msg: string;
            data: {
                /** @description The fields that were refused. */
                errors?: {
                    /** @example body.new_password */
                    field: string;
                    message: string;
                }[];
                /** @description With 42900: seconds to wait. */
                retry_after?: number;
                /** @description With 40900: the code of what stands in the way, such as `TASK_BUSY`. */
                reason?: string;
                /**
                 * @description With the reason `SANDBOX_REFUSED`, where the sandbox tells: why.
                 * @enum {string}
                 */
                refusal?: "denied" | "full" | "conflict" | "not_a_file" | "too_large" | "too_many" | "invalid";
                /** @description With the reason `PATCH_UNAVAILABLE`: the code of what kept it from being made. */
                cause?: string;
                /** @description With 40200: the credits that would be set aside. */
                required?: number;
                /** @description With 40200: the credits that there are. */
                available?: number;
                /** @description With 50000: the request, for whoever runs the platform. */
                request_id?: string;
            } | null;
        };
        Image: {
            /** Format: uuid */
            id: string;
            name: string;
            tag: string;
            description: string;
            /** @description Whether tasks may ask for it. */
            is_active: boolean;
        };
        Model: {
            /** Format: uuid */
            id: string;
            name: string;
            provider: string;
            interface_type: components["schemas"]["InterfaceType"];
            allowed_plans: components["schemas"]["Plan"][];
            /** @description Whether it only stands in for a real model. */
            is_demo: boolean;
            pricing: {
                /** @description Null where it is not priced by tokens. */
                input: number | null;
                output: number | null;
                /** @constant */
                currency: "CNY";
                /** @constant */
                unit: "1M tokens";
            };
        };
        Task: {
            /** Format: uuid */
            task_id: string;
            /** Format: uuid */
            vm_id: string;
            status: components["schemas"]["TaskStatus"];
            /** @description Why it is `error`. */
            reason: {
                /** @description `CANCELLED` by its owner, or a code of the catalogue of errors. */
                code: string;
                message: string;
            } | null;
            /**
             * @description What an unfinished one does. `paused`: its budget is spent.
             * @enum {string|null}
             */
            phase: "queued" | "working" | "paused" | null;
            title: string;
            cli_name: components["schemas"]["CliName"];
            /** Format: uuid */
            model_id: string;
            model: string;
            interface_type: components["schemas"]["InterfaceType"];
            turns: number;
            /** @description Its place in the queue, from 1. */
            position: number | null;
            /** @description How long it will wait about. */
            estimated_seconds: number | null;
            /** @description What its model calls may cost. */
            budget: number;
            budget_used: number;
            /** @description Of its newest turn. */
            charged: number;
            /** @description How long its sandbox has cost. */
            seconds: number;
            /** @description The number of its newest event. */
            last_seq: number;
            created_at: components["schemas"]["Time"];
            /** @description Unix seconds. */
            started_at: number | null;
            /** @description Unix seconds. */
            ended_at: number | null;
        };
        Conversation: {
            /** Format: uuid */
            id: string;
            title: string;
            /**
             * Format: uuid
             * @description The task that its messages are turns of.
             */
            task_id: string | null;
            /** Format: uuid */
            model_id: string | null;
            created_at: components["schemas"]["Time"];
            updated_at: components["schemas"]["Time"];
        };
        conversations_Message: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            role: "user" | "assistant" | "system";
            content: string;
            /** @description The number of the task’s turn that it has become, or answers; null for one that is only kept. */
            turn: number | null;
            created_at: components["schemas"]["Time"];
        };
        Vm: {
            /** Format: uuid */
            vm_id: string;
            /** Format: uuid */
            task_id: string | null;
            /**
             * @description `waiting` for a place; `ready` for work, or at it; `gone`, as was seen; `failed`: it was never there.
             * @enum {string}
             */
            state: "waiting" | "creating" | "ready" | "stopping" | "gone" | "failed";
            /** @description Why it failed or was lost, as a code of the catalogue of errors. */
            reason: string | null;
            image: string;
            /** @description What it is made with. */
            driver: string | null;
            cpus: number;
            memory_bytes: number;
            disk_bytes: number;
            /** @description The most processes and threads. */
            processes: number;
            /** @description Since when no agent works in it; Unix seconds. */
            idle_since: number | null;
            /** @description The latest that it is there; Unix seconds. Without an agent’s work it ends before: ten minutes (unless the operator has set another time) after `idle_since`, or at `kept_until` if that is later. */
            expires_at: number;
            /** @description Until when its owner wants to keep it; Unix seconds. */
            kept_until: number | null;
            created_at: components["schemas"]["Time"];
            /** @description Unix seconds. */
            ready_at: number | null;
            /** @description Unix seconds. */
            gone_at: number | null;
        };
        VmDetail: {
            /** Format: uuid */
            vm_id: string;
            /** Format: uuid */
            task_id: string | null;
            /**
             * @description `waiting` for a place; `ready` for work, or at it; `gone`, as was seen; `failed`: it was never there.
             * @enum {string}
             */
            state: "waiting" | "creating" | "ready" | "stopping" | "gone" | "failed";
            /** @description Why it failed or was lost, as a code of the catalogue of errors. */
            reason: string | null;
            image: string;
            /** @description What it is made with. */
            driver: string | null;
            cpus: number;
            memory_bytes: number;
            disk_bytes: number;
            /** @description The most processes and threads. */
            processes: number;
            /** @description Since when no agent works in it; Unix seconds. */
            idle_since: number | null;
            /** @description The latest that it is there; Unix seconds. Without an agent’s work it ends before: ten minutes (unless the operator has set another time) after `idle_since`, or at `kept_until` if that is later. */
            expires_at: number;
            /** @description Until when its owner wants to keep it; Unix seconds. */
            kept_until: number | null;
            created_at: components["schemas"]["Time"];
            /** @description Unix seconds. */
            ready_at: number | null;
            /** @description Unix seconds. */
            gone_at: number | null;
            /** @description What it uses at this moment; null for one that is not there, or does not answer. */
            stats: {
                memory_bytes: number;
                cpu_seconds: number;
                processes: number;
                /** @description Null where it is not measured. */
                disk_bytes: number | null;
            } | null;
            /** @description The TCP ports that something in it listens on. */
            ports: number[];
        };
        VmFile: {
            name: string;
            /** @enum {string} */
            type: "file" | "folder" | "link" | "other";
            /** @description In bytes. */
            size: number;
            /** @description Permission bits. */
            mode: number;
            /** @description Unix seconds. */
            modified_at: number;
            /** @description Where a link leads. */
            target: string | null;
        };
    };
    responses: {
        /** @description It is done. */
        Done: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "msg": "success"
                 *     }
                 */
                "application/json": components["schemas"]["Done"];
            };
        };
        /** @description The request has fields that are wrong; nothing was done. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 40000,
                 *       "msg": "请求参数错误",
                 *       "data": {
                 *         "errors": [
                 *           {
                 *             "field": "body.new_password",
                 *             "message": "不能少于 8 个字符"
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description Nobody is signed in. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 40100,
                 *       "msg": "未认证",
                 *       "data": null
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The caller may not do this, the account is disabled, or another site made the request. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 40300,
                 *       "msg": "无权限",
                 *       "data": null
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description There are too few credits. */
        PaymentRequired: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 40200,
                 *       "msg": "积分不足",
                 *       "data": {
                 *         "required": 6,
                 *         "available": 2.5
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description Only a WebSocket is served here. */
        UpgradeRequired: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 42600,
                 *       "msg": "该路径只支持 WebSocket",
                 *       "data": null
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description As things stand it cannot be done. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 40900,
                 *       "msg": "任务的本轮尚未结束",
                 *       "data": {
                 *         "reason": "TASK_BUSY"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description It was kept for its time, and is removed. */
        Gone: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 41000,
                 *       "msg": "任务的日志和结果已过保存期限，已被删除",
                 *       "data": null
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description There is no such thing, or it is not the caller's. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 40400,
                 *       "msg": "资源不存在",
                 *       "data": null
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The limit of this class of requests is reached. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 42900,
                 *       "msg": "请求过于频繁",
                 *       "data": {
                 *         "retry_after": 12
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description Something went wrong on our side. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 50000,
                 *       "msg": "服务器内部错误",
                 *       "data": {
                 *         "request_id": "0b6f7e2c-54c1-4e0e-9d0a-5a1f3f0f7a55"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description Something that the request needs is away. Try again later. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 50300,
                 *       "msg": "服务暂不可用",
                 *       "data": null
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
    };
    parameters: {
        /** @description Which page, from 1. */
        Page: number;
        /** @description Items a page. */
        PageSize: number;
        /** @description The most items of one page. */
        Limit: number;
        /** @description Makes the request safe to repeat: the second request under the same key does nothing and gets the first one's answer; one that differs from the first is refused with 409. Keys belong to the user and the operation, and are kept for at least 24 hours. Printable ASCII. */
        IdempotencyKey: string;
        /** @description The number of the last event that was seen. */
        LastEventId: number;
        /** @description What the page before called `next_cursor`; the first page has none. */
        Cursor: string;
        taskId: string;
        conversationId: string;
        vmId: string;
        /**
         * @description Absolute, or below `/workspace`, which it is when it is left out.
         * @example read_csv.py
         */
        path: string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in the platform's logs; the request's own `X-Request-Id` when it sent a usable one. */
        RequestId: string;
        /** @description Seconds to wait before trying again. */
        RetryAfter: number;
        /** @description How many requests of this class the caller may make in one window. */
        RateLimitLimit: number;
        /** @description How many of them are left in this window. */
        RateLimitRemaining: number;
        /** @description Seconds until the window ends. */
        RateLimitReset: number;
        /** @description Where the browser goes next. */
        Location: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createCaptchaChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "type": "login"
                 *     }
                 */
                "application/json": {
                    /** @description What it is for; every challenge is good for everything. */
                    type?: string;
                };
            };
        };
        responses: {
            /** @description What to solve, within ten minutes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "challenge": {
                     *           "c": 50,
                     *           "s": 32,
                     *           "d": 3
                     *         },
                     *         "token": "challenge_token_xxx",
                     *         "expires_at": 1715299200
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            challenge: {
                                /** @description How many puzzles there are. */
                                c: number;
                                /** @description Digits of a salt. */
                                s: number;
                                /** @description Digits of a target. */
                                d: number;
                            };
                            token: string;
                            expires_at: components["schemas"]["Time"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    redeemCaptchaChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "challenge_token_xxx",
                 *       "positions": [
                 *         1,
                 *         5,
                 *         12
                 *       ]
                 *     }
                 */
                "application/json": {
                    token: string;
                    /** @description The solutions, in the order of the puzzles. */
                    positions?: number[];
                    /** @description Another name for `positions`. */
                    solutions?: number[];
                };
            };
        };
        responses: {
            /** @description Good for one request that takes a captcha, for five minutes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "captcha_token": "captcha_uuid_for_login",
                     *         "expires_at": 1715299200
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            captcha_token: string;
                            expires_at: components["schemas"]["Time"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    signInWithPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "user@example.com",
                 *       "password": "MySecretPassword123!",
                 *       "captcha_token": "captcha_uuid"
                 *     }
                 */
                "application/json": {
                    /** @description The e-mail address or the user name. */
                    email: string;
                    password: string;
                    captcha_token: string;
                };
            };
        };
        responses: {
            /** @description Who signed in. The cookie comes with it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "user": {
                     *           "id": "550e8400-e29b-41d4-a716-446655440000",
                     *           "name": "username",
                     *           "email": "user@example.com",
                     *           "role": "individual"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            user: components["schemas"]["User"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    beginOauthSignIn: {
        parameters: {
            query?: {
                /** @description Where to go after signing in; what is not a path of this installation counts for nothing. */
                redirect?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the provider. */
            302: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    finishOauthSignIn: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
                iss?: string;
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To our own pages, signed in; with `sign_in=refused` where the provider did not let the person in. */
            302: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is signed in; code 40100 and no data when nobody is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {integer} */
                        code: 0 | 40100;
                        msg: components["schemas"]["Message"];
                        data: components["schemas"]["User"] | null;
                    };
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Done"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    signOutEverywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many sessions ended, on all surfaces. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "ended": 3
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            ended: number;
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "old_password": "current_password",
                 *       "new_password": "new_secure_password"
                 *     }
                 */
                "application/json": {
                    /** @description Needed where there is one. */
                    old_password?: string;
                    /** @description Another name for `old_password`. */
                    current_password?: string;
                    new_password: components["schemas"]["Password"];
                };
            };
        };
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "user@example.com"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email?: string;
                    /** @description Several at once; takes a captcha. */
                    emails?: string[];
                    /** @description Needed with `emails`. */
                    captcha_token?: string;
                };
            };
        };
        responses: {
            /** @description Always the same, whether or not there is such an account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "重置邮件已发送"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "token_of_the_link",
                 *       "new_password": "new_secure_password"
                 *     }
                 */
                "application/json": {
                    /** @description From the link in the mail. */
                    token: string;
                    new_password: components["schemas"]["Password"];
                };
            };
        };
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On all surfaces, what was used last first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "sessions": [
                     *           {
                     *             "id": "550e8400-e29b-41d4-a716-446655440000",
                     *             "current": true,
                     *             "surface": "code",
                     *             "method": "password",
                     *             "team_id": null,
                     *             "ip": "203.0.113.7",
                     *             "user_agent": "Mozilla/5.0",
                     *             "created_at": 1715299200,
                     *             "last_seen_at": 1715299260,
                     *             "expires_at": 1717891200
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            sessions: {
                                /** Format: uuid */
                                id: string;
                                /** @description Whether it is the caller's own. */
                                current: boolean;
                                /** @description Where the user signed in. */
                                surface: string;
                                /** @description How. */
                                method: string;
                                /** @description The team that it acts for. */
                                team_id: string | null;
                                ip: string;
                                user_agent: string;
                                created_at: components["schemas"]["Time"];
                                last_seen_at: components["schemas"]["Time"];
                                expires_at: components["schemas"]["Time"];
                            }[];
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAccountEvents: {
        parameters: {
            query?: {
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "events": [
                     *           {
                     *             "action": "sign_in",
                     *             "surface": "code",
                     *             "ip": "203.0.113.7",
                     *             "user_agent": "Mozilla/5.0",
                     *             "detail": "password",
                     *             "created_at": 1715299200
                     *           }
                     *         ],
                     *         "total": 1,
                     *         "page": 1,
                     *         "page_size": 20
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            events: {
                                /** @description sign_in, sign_in_failed, sign_out, password_changed and others. */
                                action: string;
                                surface: string;
                                ip: string;
                                user_agent: string;
                                detail: string | null;
                                created_at: components["schemas"]["Time"];
                            }[];
                            total: number;
                            page: number;
                            page_size: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTeams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With the standing in each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "teams": [
                     *           {
                     *             "id": "550e8400-e29b-41d4-a716-446655440000",
                     *             "name": "平台组",
                     *             "role": "owner",
                     *             "created_at": 1715299200
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            teams: components["schemas"]["Team"][];
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "平台组"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description The team, which the caller owns. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "team": {
                     *           "id": "550e8400-e29b-41d4-a716-446655440000",
                     *           "name": "平台组",
                     *           "role": "owner",
                     *           "created_at": 1715299200
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            team: components["schemas"]["Team"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The team. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "team": {
                     *           "id": "550e8400-e29b-41d4-a716-446655440000",
                     *           "name": "平台组",
                     *           "role": "owner",
                     *           "created_at": 1715299200
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            team: components["schemas"]["Team"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    signInToTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "team_id": "550e8400-e29b-41d4-a716-446655440000"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    team_id: string;
                };
            };
        };
        responses: {
            /** @description The team. The cookie comes with it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "team": {
                     *           "id": "550e8400-e29b-41d4-a716-446655440000",
                     *           "name": "平台组",
                     *           "role": "owner",
                     *           "created_at": 1715299200
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            team: components["schemas"]["Team"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTeamStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user, with the standing in the team. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "user": {
                     *           "id": "550e8400-e29b-41d4-a716-446655440000",
                     *           "name": "username",
                     *           "email": "user@example.com",
                     *           "role": "owner"
                     *         },
                     *         "team": {
                     *           "id": "550e8400-e29b-41d4-a716-446655440000",
                     *           "name": "平台组",
                     *           "role": "owner",
                     *           "created_at": 1715299200
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            user: components["schemas"]["User"];
                            team: components["schemas"]["Team"];
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    signOutOfTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Done"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    leaveTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Done"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTeamMembers: {
        parameters: {
            query?: {
                /** @description The most items of one page. */
                limit?: components["parameters"]["Limit"];
                /** @description What the page before called `next_cursor`; the first page has none. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order in which they joined. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "members": [
                     *           {
                     *             "user_id": "550e8400-e29b-41d4-a716-446655440000",
                     *             "name": "member1",
                     *             "role": "member",
                     *             "joined_at": 1715299200
                     *           }
                     *         ],
                     *         "page": {
                     *           "next_cursor": null,
                     *           "has_more": false
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            members: {
                                /** Format: uuid */
                                user_id: string;
                                name: string;
                                role: components["schemas"]["TeamRole"];
                                joined_at: components["schemas"]["Time"];
                            }[];
                            page: components["schemas"]["CursorPage"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeTeamRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "admin"
                 *     }
                 */
                "application/json": {
                    role: components["schemas"]["TeamRole"];
                };
            };
        };
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeTeamMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTeamInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "invitations": [
                     *           {
                     *             "id": "550e8400-e29b-41d4-a716-446655440000",
                     *             "email": "member1@example.com",
                     *             "role": "member",
                     *             "created_at": 1715299200,
                     *             "expires_at": 1715904000
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            invitations: {
                                /** Format: uuid */
                                id: string;
                                email: string;
                                role: components["schemas"]["TeamRole"];
                                created_at: components["schemas"]["Time"];
                                expires_at: components["schemas"]["Time"];
                            }[];
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    inviteToTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "member1@example.com",
                 *       "role": "member"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                    /**
                     * @default member
                     * @enum {string}
                     */
                    role?: "admin" | "member";
                };
            };
        };
        responses: {
            /** @description The invitation. Only the mail has the token that accepts it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "invitation": {
                     *           "id": "550e8400-e29b-41d4-a716-446655440000",
                     *           "email": "member1@example.com",
                     *           "role": "member",
                     *           "created_at": 1715299200,
                     *           "expires_at": 1715904000
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            invitation: {
                                /** Format: uuid */
                                id: string;
                                email: string;
                                role: components["schemas"]["TeamRole"];
                                created_at: components["schemas"]["Time"];
                                expires_at: components["schemas"]["Time"];
                            };
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeTeamInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    acceptTeamInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "token_of_the_link"
                 *     }
                 */
                "application/json": {
                    /** @description From the link in the mail. */
                    token: string;
                };
            };
        };
        responses: {
            /** @description The team. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "team": {
                     *           "id": "550e8400-e29b-41d4-a716-446655440000",
                     *           "name": "平台组",
                     *           "role": "member",
                     *           "created_at": 1715299200
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            team: components["schemas"]["Team"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listImages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name and tag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "images": [
                     *           {
                     *             "id": "0b9d4f6e-5a57-4f4c-9a3c-8f3d1f0c9a11",
                     *             "name": "monkeycode-agent",
                     *             "tag": "latest",
                     *             "description": "Python and Node",
                     *             "is_active": true
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            images: components["schemas"]["Image"][];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                image_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Python and Node",
                 *       "is_active": true
                 *     }
                 */
                "application/json": {
                    description?: string;
                    is_active?: boolean;
                };
            };
        };
        responses: {
            /** @description The image. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "id": "0b9d4f6e-5a57-4f4c-9a3c-8f3d1f0c9a11",
                     *         "name": "monkeycode-agent",
                     *         "tag": "latest",
                     *         "description": "Python and Node",
                     *         "is_active": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: components["schemas"]["Image"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listModels: {
        parameters: {
            query?: {
                /** @description The most items of one page. */
                limit?: components["parameters"]["Limit"];
                /** @description What the page before called `next_cursor`; the first page has none. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name. Prices are in yuan for a million tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "models": [
                     *           {
                     *             "id": "8d5e957f-2977-5b41-9f2c-6c3c3f6f9a10",
                     *             "name": "gpt-4o",
                     *             "provider": "OpenAI",
                     *             "interface_type": "openai_chat",
                     *             "allowed_plans": [
                     *               "basic",
                     *               "pro",
                     *               "ultra"
                     *             ],
                     *             "is_demo": false,
                     *             "pricing": {
                     *               "input": 2.5,
                     *               "output": 10,
                     *               "currency": "CNY",
                     *               "unit": "1M tokens"
                     *             }
                     *           }
                     *         ],
                     *         "page": {
                     *           "next_cursor": null,
                     *           "has_more": false
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            models: components["schemas"]["Model"][];
                            page: components["schemas"]["CursorPage"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTasks: {
        parameters: {
            query?: {
                /** @description The most items of one page. */
                limit?: components["parameters"]["Limit"];
                /** @description What the page before called `next_cursor`; the first page has none. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "tasks": [
                     *           {
                     *             "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *             "vm_id": "5e1c0f9a-0d5b-4a39-9d3f-3f0a9c1d2e3f",
                     *             "status": "finished",
                     *             "reason": null,
                     *             "phase": null,
                     *             "title": "写一个Python脚本读取CSV文件",
                     *             "cli_name": "opencode",
                     *             "model_id": "8d5e957f-2977-5b41-9f2c-6c3c3f6f9a10",
                     *             "model": "demo-text",
                     *             "interface_type": "openai_chat",
                     *             "turns": 1,
                     *             "position": null,
                     *             "estimated_seconds": null,
                     *             "budget": 5,
                     *             "budget_used": 0.0125,
                     *             "charged": 0.0206,
                     *             "seconds": 29,
                     *             "last_seq": 14,
                     *             "created_at": 1715299200,
                     *             "started_at": 1715299201,
                     *             "ended_at": 1715299230
                     *           }
                     *         ],
                     *         "page": {
                     *           "next_cursor": null,
                     *           "has_more": false
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            tasks: components["schemas"]["Task"][];
                            page: components["schemas"]["CursorPage"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: the second request under the same key does nothing and gets the first one's answer; one that differs from the first is refused with 409. Keys belong to the user and the operation, and are kept for at least 24 hours. Printable ASCII. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cli_name": "opencode",
                 *       "model_id": "demo-text",
                 *       "interface_type": "openai_chat",
                 *       "user_input": "写一个Python脚本读取CSV文件",
                 *       "system_prompt": "你是一个专业的Python开发者",
                 *       "max_tokens": 4096,
                 *       "temperature": 0.7
                 *     }
                 */
                "application/json": {
                    cli_name: components["schemas"]["CliName"];
                    /** @description The id of a model, or its name. */
                    model_id: string;
                    interface_type?: components["schemas"]["InterfaceType"];
                    user_input?: string;
                    content?: string;
                    system_prompt?: string;
                    /** @description The most that one answer of the model has. codex does not take it. */
                    max_tokens?: number;
                    /** @description codex does not take it. */
                    temperature?: number;
                    /** @description Credits that its model calls may cost; 5 unless the operator has set another sum. */
                    budget?: number;
                    /** @description How long it may work; at most, and unless said, as long as the plan allows. */
                    max_seconds?: number;
                    /**
                     * Format: uri
                     * @description A git repository, by https, that the workspace begins with, on a host that the operator allows.
                     */
                    repository?: string;
                    /**
                     * Format: uuid
                     * @description An archive that was uploaded, which the workspace begins with instead of a repository.
                     */
                    archive_id?: string;
                    /**
                     * Format: uuid
                     * @description What its sandbox begins with, one of the images; the default one unless given.
                     */
                    image_id?: string;
                    /** @description Of the repository; its own first one unless given. */
                    branch?: string;
                };
            };
        };
        responses: {
            /** @description It was accepted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *         "vm_id": "5e1c0f9a-0d5b-4a39-9d3f-3f0a9c1d2e3f",
                     *         "status": "pending",
                     *         "created_at": 1715299200
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            /** Format: uuid */
                            task_id: string;
                            /** Format: uuid */
                            vm_id: string;
                            status: components["schemas"]["TaskStatus"];
                            created_at: components["schemas"]["Time"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    uploadTaskArchive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                };
            };
        };
        responses: {
            /** @description It is kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "archive_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                     *         "size": 20480,
                     *         "expires_at": 1715385600
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            /** Format: uuid */
                            archive_id: string;
                            /** @description In bytes. */
                            size: number;
                            expires_at: components["schemas"]["Time"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    stopTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    task_id?: string;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task, at its newest turn. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *         "vm_id": "5e1c0f9a-0d5b-4a39-9d3f-3f0a9c1d2e3f",
                     *         "status": "finished",
                     *         "reason": null,
                     *         "phase": null,
                     *         "title": "写一个Python脚本读取CSV文件",
                     *         "cli_name": "opencode",
                     *         "model_id": "8d5e957f-2977-5b41-9f2c-6c3c3f6f9a10",
                     *         "model": "demo-text",
                     *         "interface_type": "openai_chat",
                     *         "turns": 1,
                     *         "position": null,
                     *         "estimated_seconds": null,
                     *         "budget": 5,
                     *         "budget_used": 0.0125,
                     *         "charged": 0.0206,
                     *         "seconds": 29,
                     *         "last_seq": 14,
                     *         "created_at": 1715299200,
                     *         "started_at": 1715299201,
                     *         "ended_at": 1715299230
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: components["schemas"]["Task"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    raiseTaskBudget: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: the second request under the same key does nothing and gets the first one's answer; one that differs from the first is refused with 409. Keys belong to the user and the operation, and are kept for at least 24 hours. Printable ASCII. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "credits": 5
                 *     }
                 */
                "application/json": {
                    credits: number;
                };
            };
        };
        responses: {
            /** @description The task as it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *         "vm_id": "5e1c0f9a-0d5b-4a39-9d3f-3f0a9c1d2e3f",
                     *         "status": "finished",
                     *         "reason": null,
                     *         "phase": null,
                     *         "title": "写一个Python脚本读取CSV文件",
                     *         "cli_name": "opencode",
                     *         "model_id": "8d5e957f-2977-5b41-9f2c-6c3c3f6f9a10",
                     *         "model": "demo-text",
                     *         "interface_type": "openai_chat",
                     *         "turns": 1,
                     *         "position": null,
                     *         "estimated_seconds": null,
                     *         "budget": 5,
                     *         "budget_used": 0.0125,
                     *         "charged": 0.0206,
                     *         "seconds": 29,
                     *         "last_seq": 14,
                     *         "created_at": 1715299200,
                     *         "started_at": 1715299201,
                     *         "ended_at": 1715299230
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: components["schemas"]["Task"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    streamTaskEvents: {
        parameters: {
            query?: {
                /** @description As `Last-Event-ID`, which comes before it. */
                after?: number;
            };
            header?: {
                /** @description The number of the last event that was seen. */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: 1
                     *     event: state
                     *     data: {"seq":1,"type":"state","data":{"state":"queued","turn":1},"created_at":1715299200}
                     *
                     *     id: 2
                     *     event: text
                     *     data: {"seq":2,"type":"text","data":{"text":"我来写这个脚本。"},"created_at":1715299202}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description The caller has had everything; nothing comes until there is another turn. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    explainTask: {
        parameters: {
            query?: {
                /** @description The most items of one page. */
                limit?: components["parameters"]["Limit"];
                /** @description What the page before called `next_cursor`; the first page has none. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its turns, the first before the others; `limit` counts turns. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "turns": [
                     *           {
                     *             "number": 1,
                     *             "job_id": "3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10",
                     *             "status": "finished",
                     *             "reason": null,
                     *             "reserved": 6,
                     *             "tokens": 0.0125,
                     *             "seconds": 29,
                     *             "seconds_cost": 0.0081,
                     *             "second_price": 0.00028,
                     *             "hour_price": 1.008,
                     *             "charged": 0.0206,
                     *             "lines": [
                     *               {
                     *                 "step": "hold",
                     *                 "credits": 6,
                     *                 "key": "job/3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10",
                     *                 "at": 1715299200
                     *               },
                     *               {
                     *                 "step": "capture",
                     *                 "credits": 0.0206,
                     *                 "key": "job/3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10/capture",
                     *                 "at": 1715299230
                     *               },
                     *               {
                     *                 "step": "release",
                     *                 "credits": 5.9794,
                     *                 "key": "job/3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10",
                     *                 "at": 1715299230
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "page": {
                     *           "next_cursor": null,
                     *           "has_more": false
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            turns: {
                                number: number;
                                /** Format: uuid */
                                job_id: string;
                                status: components["schemas"]["TaskStatus"];
                                reason: string | null;
                                /** @description What was set aside. */
                                reserved: number;
                                /** @description What its model calls came to. */
                                tokens: number;
                                /** @description How long its sandbox cost. */
                                seconds: number;
                                seconds_cost: number;
                                /** @description The price of a second, rounded down. `seconds_cost` is of `hour_price`, and rounded up. */
                                second_price: number;
                                /** @description What an hour of its sandbox costs. */
                                hour_price: number;
                                charged: number;
                                /** @description Every move of credits for it, oldest first. */
                                lines: {
                                    /** @enum {string} */
                                    step: "hold" | "capture" | "release";
                                    credits: number;
                                    /** @description The key of the books. */
                                    key: string;
                                    at: components["schemas"]["Time"];
                                }[];
                            }[];
                            page: components["schemas"]["CursorPage"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTaskArtifacts: {
        parameters: {
            query?: {
                /** @description The most items of one page. */
                limit?: components["parameters"]["Limit"];
                /** @description What the page before called `next_cursor`; the first page has none. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Of its turns, the newest first; `limit` counts turns, each with two of them at most. The links work for two days. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "artifacts": [
                     *           {
                     *             "id": "9b2d7a52-8a35-4f0e-9f86-6a1f3c1f2f10",
                     *             "name": "workspace",
                     *             "turn": 1,
                     *             "file_name": "workspace.tar.gz",
                     *             "content_type": "application/gzip",
                     *             "size": 742,
                     *             "sha256": "5f2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f00f",
                     *             "url": "https://taskloom.example.com/files/9b2d7a52-8a35-4f0e-9f86-6a1f3c1f2f10?expires=1715472000&signature=ab",
                     *             "created_at": 1715299230
                     *           }
                     *         ],
                     *         "page": {
                     *           "next_cursor": null,
                     *           "has_more": false
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            artifacts: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                name: "workspace" | "patch";
                                turn: number;
                                file_name: string;
                                content_type: string;
                                /** @description In bytes. */
                                size: number;
                                sha256: string;
                                /** Format: uri */
                                url: string;
                                created_at: components["schemas"]["Time"];
                            }[];
                            page: components["schemas"]["CursorPage"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTaskDiff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Since the beginning of the task, as the newest turn left it whose result was kept: one that failed, or was stopped, leaves none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "diff": "diff --git a/read_csv.py b/read_csv.py\nnew file mode 100644\n",
                     *         "truncated": false,
                     *         "turn": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            /** @description The number of that turn; null where nothing was kept yet. */
                            turn: number | null;
                            /** @description For `git apply`; empty where nothing was changed, or nothing is known yet. */
                            diff: string;
                            /** @description Whether it is longer than is shown here. */
                            truncated: boolean;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description No patch of the newest turn was kept. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 40900,
                     *       "msg": "本轮的补丁未能保存，请从沙箱或归档中获取文件",
                     *       "data": {
                     *         "reason": "RESULT_TOO_LARGE"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    addTaskTurn: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: the second request under the same key does nothing and gets the first one's answer; one that differs from the first is refused with 409. Keys belong to the user and the operation, and are kept for at least 24 hours. Printable ASCII. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "content": "再加上单元测试"
                 *     }
                 */
                "application/json": {
                    user_input?: string;
                    content?: string;
                    /** @description Credits that its model calls may cost. */
                    budget?: number;
                    max_seconds?: number;
                };
            };
        };
        responses: {
            /** @description The task as it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *         "vm_id": "5e1c0f9a-0d5b-4a39-9d3f-3f0a9c1d2e3f",
                     *         "status": "finished",
                     *         "reason": null,
                     *         "phase": null,
                     *         "title": "写一个Python脚本读取CSV文件",
                     *         "cli_name": "opencode",
                     *         "model_id": "8d5e957f-2977-5b41-9f2c-6c3c3f6f9a10",
                     *         "model": "demo-text",
                     *         "interface_type": "openai_chat",
                     *         "turns": 1,
                     *         "position": null,
                     *         "estimated_seconds": null,
                     *         "budget": 5,
                     *         "budget_used": 0.0125,
                     *         "charged": 0.0206,
                     *         "seconds": 29,
                     *         "last_seq": 14,
                     *         "created_at": 1715299200,
                     *         "started_at": 1715299201,
                     *         "ended_at": 1715299230
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: components["schemas"]["Task"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    retryTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: the second request under the same key does nothing and gets the first one's answer; one that differs from the first is refused with 409. Keys belong to the user and the operation, and are kept for at least 24 hours. Printable ASCII. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                task_id: components["parameters"]["taskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Another task was accepted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *         "vm_id": "5e1c0f9a-0d5b-4a39-9d3f-3f0a9c1d2e3f",
                     *         "status": "pending",
                     *         "created_at": 1715299200
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            /** Format: uuid */
                            task_id: string;
                            /** Format: uuid */
                            vm_id: string;
                            status: components["schemas"]["TaskStatus"];
                            created_at: components["schemas"]["Time"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /** @description The most items of one page. */
                limit?: components["parameters"]["Limit"];
                /** @description What the page before called `next_cursor`; the first page has none. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "conversations": [
                     *           {
                     *             "id": "2b8e0a5c-3f0d-4f6e-9a53-1f0c2d3e4f50",
                     *             "title": "代码审查任务",
                     *             "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *             "model_id": "8d5e957f-2977-5b41-9f2c-6c3c3f6f9a10",
                     *             "created_at": 1715299200,
                     *             "updated_at": 1715299200
                     *           }
                     *         ],
                     *         "page": {
                     *           "next_cursor": null,
                     *           "has_more": false
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            conversations: components["schemas"]["Conversation"][];
                            page: components["schemas"]["CursorPage"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createConversation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "代码审查任务",
                 *       "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                 *       "model_id": "8d5e957f-2977-5b41-9f2c-6c3c3f6f9a10"
                 *     }
                 */
                "application/json": {
                    title: string;
                    /** Format: uuid */
                    task_id?: string;
                    /** @description The id of a model, or its name. */
                    model_id?: string;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "id": "2b8e0a5c-3f0d-4f6e-9a53-1f0c2d3e4f50",
                     *         "title": "代码审查任务",
                     *         "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *         "created_at": 1715299200
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            /** Format: uuid */
                            id: string;
                            title: string;
                            /** Format: uuid */
                            task_id: string | null;
                            created_at: components["schemas"]["Time"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without its messages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "id": "2b8e0a5c-3f0d-4f6e-9a53-1f0c2d3e4f50",
                     *         "title": "代码审查任务",
                     *         "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *         "model_id": "8d5e957f-2977-5b41-9f2c-6c3c3f6f9a10",
                     *         "created_at": 1715299200,
                     *         "updated_at": 1715299200
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: components["schemas"]["Conversation"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    renameConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "代码审查任务"
                 *     }
                 */
                "application/json": {
                    title: string;
                };
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "id": "2b8e0a5c-3f0d-4f6e-9a53-1f0c2d3e4f50",
                     *         "title": "代码审查任务",
                     *         "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *         "model_id": "8d5e957f-2977-5b41-9f2c-6c3c3f6f9a10",
                     *         "created_at": 1715299200,
                     *         "updated_at": 1715299200
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: components["schemas"]["Conversation"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listConversationMessages: {
        parameters: {
            query?: {
                /** @description The most items of one page. */
                limit?: components["parameters"]["Limit"];
                /** @description What the page before called `next_cursor`; the first page has none. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                conversation_id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "messages": [
                     *           {
                     *             "id": "c1d2e3f4-0a1b-4c2d-8e3f-405162738495",
                     *             "role": "user",
                     *             "content": "审查这个代码文件",
                     *             "turn": 1,
                     *             "created_at": 1715299200
                     *           }
                     *         ],
                     *         "page": {
                     *           "next_cursor": null,
                     *           "has_more": false
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            messages: components["schemas"]["conversations_Message"][];
                            page: components["schemas"]["CursorPage"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: the second request under the same key does nothing and gets the first one's answer; one that differs from the first is refused with 409. Keys belong to the user and the operation, and are kept for at least 24 hours. Printable ASCII. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                conversation_id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "content": "审查这个代码文件",
                 *       "role": "user"
                 *     }
                 */
                "application/json": {
                    content: string;
                    /** @description Credits that the model calls of its turn may cost, where it becomes one. */
                    budget?: number;
                    /**
                     * @default user
                     * @enum {string}
                     */
                    role?: "user" | "assistant" | "system";
                };
            };
        };
        responses: {
            /** @description It is kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "id": "c1d2e3f4-0a1b-4c2d-8e3f-405162738495",
                     *         "role": "user",
                     *         "content": "审查这个代码文件",
                     *         "turn": 2,
                     *         "created_at": 1715299200
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: components["schemas"]["conversations_Message"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listVms: {
        parameters: {
            query?: {
                /** @description The most items of one page. */
                limit?: components["parameters"]["Limit"];
                /** @description What the page before called `next_cursor`; the first page has none. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "vms": [
                     *           {
                     *             "vm_id": "5e1c0f9a-0d5b-4a39-9d3f-3f0a9c1d2e3f",
                     *             "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *             "state": "ready",
                     *             "reason": null,
                     *             "image": "default",
                     *             "driver": "bubblewrap",
                     *             "cpus": 1,
                     *             "memory_bytes": 2147483648,
                     *             "disk_bytes": 4294967296,
                     *             "processes": 512,
                     *             "idle_since": 1715299230,
                     *             "expires_at": 1715310000,
                     *             "kept_until": null,
                     *             "created_at": 1715299200,
                     *             "ready_at": 1715299201,
                     *             "gone_at": null
                     *           }
                     *         ],
                     *         "page": {
                     *           "next_cursor": null,
                     *           "has_more": false
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            vms: components["schemas"]["Vm"][];
                            page: components["schemas"]["CursorPage"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getVm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sandbox. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "vm_id": "5e1c0f9a-0d5b-4a39-9d3f-3f0a9c1d2e3f",
                     *         "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *         "state": "ready",
                     *         "reason": null,
                     *         "image": "default",
                     *         "driver": "bubblewrap",
                     *         "cpus": 1,
                     *         "memory_bytes": 2147483648,
                     *         "disk_bytes": 4294967296,
                     *         "processes": 512,
                     *         "idle_since": 1715299230,
                     *         "expires_at": 1715310000,
                     *         "kept_until": null,
                     *         "created_at": 1715299200,
                     *         "ready_at": 1715299201,
                     *         "gone_at": null,
                     *         "stats": {
                     *           "memory_bytes": 21544960,
                     *           "cpu_seconds": 0.42,
                     *           "processes": 11,
                     *           "disk_bytes": 331776
                     *         },
                     *         "ports": [
                     *           8080
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: components["schemas"]["VmDetail"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteVm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    extendVm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "seconds": 3600
                 *     }
                 */
                "application/json": {
                    seconds: number;
                };
            };
        };
        responses: {
            /** @description The sandbox. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "vm_id": "5e1c0f9a-0d5b-4a39-9d3f-3f0a9c1d2e3f",
                     *         "task_id": "6a0e5e57-6c9d-4a4e-8b0e-0c0b6f1f2f11",
                     *         "state": "ready",
                     *         "reason": null,
                     *         "image": "default",
                     *         "driver": "bubblewrap",
                     *         "cpus": 1,
                     *         "memory_bytes": 2147483648,
                     *         "disk_bytes": 4294967296,
                     *         "processes": 512,
                     *         "idle_since": 1715299230,
                     *         "expires_at": 1715310000,
                     *         "kept_until": null,
                     *         "created_at": 1715299200,
                     *         "ready_at": 1715299201,
                     *         "gone_at": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: components["schemas"]["Vm"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    stopVm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listVmFiles: {
        parameters: {
            query?: {
                /**
                 * @description Absolute, or below `/workspace`, which it is when it is left out.
                 * @example read_csv.py
                 */
                path?: components["parameters"]["path"];
            };
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "path": "/workspace",
                     *         "file": {
                     *           "name": "workspace",
                     *           "type": "folder",
                     *           "size": 4096,
                     *           "mode": 493,
                     *           "modified_at": 1715299230,
                     *           "target": null
                     *         },
                     *         "entries": [
                     *           {
                     *             "name": "read_csv.py",
                     *             "type": "file",
                     *             "size": 11,
                     *             "mode": 420,
                     *             "modified_at": 1715299229,
                     *             "target": null
                     *           }
                     *         ],
                     *         "truncated": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            path: string;
                            file: components["schemas"]["VmFile"];
                            /** @description What is in the folder, by name; empty for what is no folder. */
                            entries: components["schemas"]["VmFile"][];
                            /** @description Whether there is more in it. */
                            truncated: boolean;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getVmFile: {
        parameters: {
            query?: {
                /**
                 * @description Absolute, or below `/workspace`, which it is when it is left out.
                 * @example read_csv.py
                 */
                path?: components["parameters"]["path"];
            };
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, to be saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    uploadVmFile: {
        parameters: {
            query?: {
                /**
                 * @description Absolute, or below `/workspace`, which it is when it is left out.
                 * @example read_csv.py
                 */
                path?: components["parameters"]["path"];
            };
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                };
            };
        };
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getVmArchive: {
        parameters: {
            query?: {
                /**
                 * @description Absolute, or below `/workspace`, which it is when it is left out.
                 * @example read_csv.py
                 */
                path?: components["parameters"]["path"];
                format?: "tar.gz" | "zip";
            };
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive, to be saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                    "application/zip": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    openVmTerminal: {
        parameters: {
            query?: {
                id?: string;
                rows?: number;
                cols?: number;
            };
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The terminal. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listVmPorts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The TCP ports. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "ports": [
                     *           {
                     *             "port": 8080,
                     *             "url": "https://taskloom.example/api/v1/users/vms/5e1c0f9a-0d5b-4a39-9d3f-3f0a9c1d2e3f/ports/8080/"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            /** @description By number; none for a sandbox that is not there, or does not answer. */
                            ports: {
                                port: number;
                                /** Format: uri */
                                url: string;
                            }[];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createVmPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vm_id: components["parameters"]["vmId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "port": 8080
                 *     }
                 */
                "application/json": {
                    port: number;
                };
            };
        };
        responses: {
            /** @description The link. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "port": 8080,
                     *         "url": "https://taskloom.example/previews/AQhhYmNkZWZnaA/",
                     *         "expires_at": 1715302800
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            port: number;
                            /** Format: uri */
                            url: string;
                            expires_at: components["schemas"]["Time"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "msg": "success",
                     *       "data": {
                     *         "plan": "pro",
                     *         "auto_renew": false,
                     *         "concurrent_tasks": 3,
                     *         "waiting_tasks": 50,
                     *         "max_seconds": 3600,
                     *         "hour_price": 1,
                     *         "task_budget": 5,
                     *         "credits": {
                     *           "available": 94,
                     *           "held": 6
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: components["schemas"]["Message"];
                        data: {
                            plan: components["schemas"]["Plan"];
                            auto_renew: boolean;
                            /** @description Turns that work at once. */
                            concurrent_tasks: number;
                            /** @description Turns that wait for their place at most. */
                            waiting_tasks: number;
                            /** @description The longest that a turn may work. */
                            max_seconds: number;
                            /** @description Credits that an hour of a sandbox costs, by the second. */
                            hour_price: number;
                            /** @description Credits for a turn’s model calls where no budget is named. */
                            task_budget: number;
                            credits: {
                                available: number;
                                /** @description Set aside for what is at work or waits. */
                                held: number;
                            };
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
}
