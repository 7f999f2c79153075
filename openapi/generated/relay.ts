// Made from openapi/relay.yaml by `npm run generate`: change that, not this.

export interface paths {
    "/api/auth/captcha": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of four digits
         * @description Good for 5 minutes and one try. Empty where no captcha is asked for.
         */
        get: operations["getCaptcha"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/captcha/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What signing in asks for */
        get: operations["getCaptchaStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an account */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One’s API keys
         * @description The newest first, without their secrets; also those that were made elsewhere.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description At most 10 for each user.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One API key */
        get: operations["getApiKey"];
        /**
         * Change an API key
         * @description What is left out stays; a list replaces the one before. In force within a second.
         */
        put: operations["updateApiKey"];
        post?: never;
        /**
         * Delete an API key
         * @description It stops working within a second; its calls stay.
         */
        delete: operations["deleteApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{id}/toggle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Switch an API key off, or on again */
        put: operations["toggleApiKey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was used with an API key */
        get: operations["getApiKeyUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The packages that are on offer
         * @description The cheapest first. Administrators give them to users.
         */
        get: operations["listPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my-packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One’s own packages
         * @description The newest first, also those that are over.
         */
        get: operations["listOwnPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my-packages/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s own packages that can be used now */
        get: operations["listOwnActivePackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All packages
         * @description The newest first.
         */
        get: operations["listAllPackages"];
        put?: never;
        /** Add a package */
        post: operations["createPackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/packages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a package
         * @description What is left out stays. What users have of it already stays as it is too.
         */
        put: operations["updatePackage"];
        post?: never;
        /**
         * Delete a package
         * @description What users have of it stays.
         */
        delete: operations["deletePackage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/user-packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The packages of all users
         * @description The newest first.
         */
        get: operations["listUserPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/user-packages/user/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The packages of a user
         * @description The newest first.
         */
        get: operations["listPackagesOfUser"];
        put?: never;
        /**
         * Give a user a package
         * @description From now on, for as long as it lasts. Its values are copied. No money moves.
         */
        post: operations["assignPackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/user-packages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a user’s package
         * @description What is left out stays. In force within a second. Of what is used only limits that there are can be set, in their windows of now.
         */
        put: operations["updateUserPackage"];
        post?: never;
        /**
         * Take a package from a user
         * @description The keys that are bound to it let no call in, until their owners bind them to another package or to their balance.
         */
        delete: operations["deleteUserPackage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getProfile"];
        /**
         * Change the e-mail address
         * @description A new address counts as unproven.
         */
        put: operations["updateProfile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profile/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the password
         * @description A wrong `old_password` is 400. Signs the account out everywhere else.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts */
        get: operations["listAccounts"];
        put?: never;
        /**
         * Add an account
         * @description In force for new calls within a second. It serves the models of its platform that this installation has.
         */
        post: operations["createAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The types of account that there are */
        get: operations["listAccountTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account */
        get: operations["getAccount"];
        /**
         * Change an account
         * @description What is left out stays. New credentials forget what upstreams held against the old; what an administrator has said
         *     of the account, as that it is disabled, stays.
         */
        put: operations["updateAccount"];
        post?: never;
        /**
         * Delete an account
         * @description It leaves its groups; its calls stay.
         */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say how an account stands
         * @description `rate_limited` passes after 5 minutes and `overloaded` after 10; the others stay until they are changed, and only
         *     `valid` serves.
         */
        put: operations["setAccountStatus"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/schedulable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give an account calls, or none
         * @description Without `schedulable` it becomes the other than it is.
         */
        put: operations["setAccountSchedulable"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/reset-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget what is held against an account */
        post: operations["resetAccountStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask an account’s upstream for a word
         * @description Through the account’s proxy, whether or not it is in service. The upstream may charge for it; what it answers
         *     counts as a call’s answer does.
         */
        post: operations["testAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring an account’s next token
         * @description Of an account with `oauth`. Of all who ask at once one asks the vendor.
         */
        post: operations["refreshAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/cache/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Let an account’s conversations go
         * @description None comes back to it for having been there.
         */
        delete: operations["forgetAccountSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/cache/unavailable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave an account alone for a while */
        post: operations["markAccountUnavailable"];
        /** Leave an account alone no longer */
        delete: operations["clearAccountUnavailable"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{id}/cache/concurrency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The calls that an account serves now */
        get: operations["getAccountConcurrency"];
        /** Limit the calls that an account serves at once */
        put: operations["setAccountConcurrency"];
        post?: never;
        /**
         * Forget the calls that are counted
         * @description Those that go on are counted again within half a minute.
         */
        delete: operations["forgetAccountConcurrency"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/oauth/generate-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to authorise an account
         * @description Answers the vendor’s page, where somebody grants the tokens (OAuth 2.0 with PKCE); it holds for ten minutes.
         *     Only where the installation has switched accounts with OAuth on: to pool accounts of subscriptions can breach the
         *     terms of their provider.
         */
        post: operations["createAccountAuthorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/oauth/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange the code for an account
         * @description Once for each beginning. With `account_id` that account has the tokens from now on, which must be of the platform
         *     and with `oauth`, and a status that an administrator gave it stays; else a new one is made.
         */
        post: operations["finishAccountAuthorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/account-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Groups of accounts */
        get: operations["listAccountGroups"];
        put?: never;
        /**
         * Add a group
         * @description It is a user channel of the gateway too: an API key is bound to it by its id.
         */
        post: operations["createAccountGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/account-groups/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All groups of accounts */
        get: operations["listAllAccountGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/account-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One group */
        get: operations["getAccountGroup"];
        /**
         * Change a group
         * @description What is left out stays.
         */
        put: operations["updateAccountGroup"];
        post?: never;
        /**
         * Delete a group
         * @description Not while it has accounts, or another falls back on it.
         */
        delete: operations["deleteAccountGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/account-groups/{id}/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an account into a group
         * @description It may be in it already.
         */
        post: operations["addAccountToGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/account-groups/{id}/accounts/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an account out of a group */
        delete: operations["removeAccountFromGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/proxy-configs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proxies */
        get: operations["listProxyConfigs"];
        put?: never;
        /** Add a proxy */
        post: operations["createProxyConfig"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/proxy-configs/enabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The proxies that are switched on */
        get: operations["listEnabledProxyConfigs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/proxy-configs/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The proxy of accounts that have none of their own */
        get: operations["getDefaultProxyConfig"];
        put?: never;
        post?: never;
        /** Have no default proxy */
        delete: operations["clearDefaultProxyConfig"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/proxy-configs/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a page through a proxy
         * @description Of one that is there, by its `id`, with what is given instead of what it has; or of one that is not. What is found
         *     of one as it is, is kept.
         */
        post: operations["testProxyConfig"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/proxy-configs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One proxy */
        get: operations["getProxyConfig"];
        /**
         * Change a proxy
         * @description What is left out stays.
         */
        put: operations["updateProxyConfig"];
        post?: never;
        /**
         * Delete a proxy
         * @description Not while accounts have it.
         */
        delete: operations["deleteProxyConfig"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/proxy-configs/{id}/toggle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Switch a proxy on or off
         * @description Accounts whose proxy is off serve nobody: without it their upstreams would see another address.
         */
        put: operations["toggleProxyConfig"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/proxy-configs/{id}/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make a proxy the default
         * @description Only one that is switched on.
         */
        put: operations["setDefaultProxyConfig"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claude/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Claude Messages */
        post: operations["createMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claude/v1/messages/count_tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Claude: the tokens of a message */
        post: operations["countMessageTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claude/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that the key may use, as Claude lists them */
        get: operations["listClaudeModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claude/v1/models/{modelAction}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One model, as Claude describes it */
        get: operations["getClaudeModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openai/v1/chat/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** OpenAI chat completions */
        post: operations["createChatCompletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openai/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that the key may use, as OpenAI lists them */
        get: operations["listOpenAiModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openai/v1/models/{modelAction}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One model, as OpenAI describes it */
        get: operations["getOpenAiModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openai/v1/responses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** OpenAI Responses */
        post: operations["createOpenAiResponse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openai/responses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** OpenAI Responses */
        post: operations["createOpenAiResponseUnversioned"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/responses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** OpenAI Responses */
        post: operations["createResponseUnversioned"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/responses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** OpenAI Responses */
        post: operations["createResponse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gemini/v1/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gemini generateContent, with the model in the body
         * @description Gemini’s body, with `model`, and `stream` for server-sent events.
         */
        post: operations["createGeminiChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gemini/v1beta/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that the key may use, as Gemini lists them */
        get: operations["listGeminiModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gemini/v1beta/models/{modelAction}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One model, as Gemini describes it */
        get: operations["getGeminiModel"];
        put?: never;
        /** Gemini generateContent, streamGenerateContent, countTokens */
        post: operations["callGeminiModel"];
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
        NewPassword: string;
        /** @description From `GET /api/auth/captcha`, where a captcha is asked for. */
        CaptchaId: string;
        /** @description The four digits of its picture. */
        Captcha: string;
        User: {
            id: number;
            username: string;
            email: string | null;
            /** @enum {string} */
            role: "admin" | "user";
            /** @enum {string} */
            status: "active" | "disabled";
            /** @description Credits that can be spent, without what is reserved. */
            balance: number;
            /** @description What prices are multiplied by for this user. */
            price_rate: number;
            /** @description Requests that may run at the same time. */
            max_concurrency: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        ErrorEnvelope: {
            /** @description The HTTP status. */
            code: number;
            message: string;
        };
        ApiKey: {
            id: number;
            name: string;
            /** @description How the secret begins. */
            key_prefix: string;
            /** @enum {string} */
            status: "active" | "disabled" | "expired";
            /**
             * @description Who pays for its calls.
             * @enum {string}
             */
            billing_type: "balance" | "package";
            /** @description Null for a key that the balance pays for, and for one whose package was taken away: that lets no call in. */
            user_package_id: number | null;
            /** @description `all`, or names with commas between them. */
            allowed_platforms: string;
            /** @description Names with commas between them; empty: all. */
            allowed_models: string;
            blocked_models: string;
            /** @description Requests a minute; 0: no limit, as below. */
            rate_limit: number;
            /** @description Requests a day of UTC. */
            daily_limit: number;
            /** @description Credits a month of UTC. */
            monthly_quota: number;
            request_count: number;
            /** @description Input and output. */
            tokens_used: number;
            /** @description Credits, of a balance or a package. */
            cost_used: number;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        NewApiKey: {
            /** @description `sk-` and 43 characters. */
            key: string;
            id: number;
            name: string;
            /** @description How the secret begins. */
            key_prefix: string;
            /** @enum {string} */
            status: "active" | "disabled" | "expired";
            /**
             * @description Who pays for its calls.
             * @enum {string}
             */
            billing_type: "balance" | "package";
            /** @description Null for a key that the balance pays for, and for one whose package was taken away: that lets no call in. */
            user_package_id: number | null;
            /** @description `all`, or names with commas between them. */
            allowed_platforms: string;
            /** @description Names with commas between them; empty: all. */
            allowed_models: string;
            blocked_models: string;
            /** @description Requests a minute; 0: no limit, as below. */
            rate_limit: number;
            /** @description Requests a day of UTC. */
            daily_limit: number;
            /** @description Credits a month of UTC. */
            monthly_quota: number;
            request_count: number;
            /** @description Input and output. */
            tokens_used: number;
            /** @description Credits, of a balance or a package. */
            cost_used: number;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Figures: {
            requests: number;
            tokens: number;
            cost: number;
        };
        /** @description Of a limit 0 is none. */
        Package: {
            id: number;
            name: string;
            /** @enum {string} */
            type: "subscription" | "quota";
            /** @description Credits. To give it to a user moves none. */
            price: number;
            /** @description Days. */
            duration: number;
            daily_quota: number;
            weekly_quota: number;
            monthly_quota: number;
            quota_amount: number;
            daily_requests: number;
            weekly_requests: number;
            monthly_requests: number;
            total_requests: number;
            daily_tokens: number;
            weekly_tokens: number;
            monthly_tokens: number;
            total_tokens: number;
            /** @description Names with commas between them; empty: all. */
            allowed_models: string;
            description: string;
            /** @enum {string} */
            status: "active" | "disabled";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description The package’s values when it was given. Of a limit 0 is none; what is not limited is not counted, and its use null. A day, an ISO week and a month are those of UTC. */
        UserPackage: {
            id: number;
            user_id: number;
            /** @description Null, as `package`, once that was deleted. */
            package_id: number | null;
            package: components["schemas"]["Package"] | null;
            name: string;
            /** @enum {string} */
            type: "subscription" | "quota";
            price: number;
            daily_quota: number;
            weekly_quota: number;
            monthly_quota: number;
            quota_total: number;
            daily_requests: number;
            weekly_requests: number;
            monthly_requests: number;
            total_requests: number;
            daily_tokens: number;
            weekly_tokens: number;
            monthly_tokens: number;
            total_tokens: number;
            daily_used: number | null;
            weekly_used: number | null;
            monthly_used: number | null;
            quota_used: number | null;
            daily_requests_used: number | null;
            weekly_requests_used: number | null;
            monthly_requests_used: number | null;
            total_requests_used: number | null;
            daily_tokens_used: number | null;
            weekly_tokens_used: number | null;
            monthly_tokens_used: number | null;
            total_tokens_used: number | null;
            /** @description Names with commas between them; empty: all. */
            allowed_models: string;
            /**
             * @description `exhausted`: a limit of all that may be used is reached.
             * @enum {string}
             */
            status: "active" | "expired" | "exhausted" | "disabled";
            /** Format: date-time */
            start_time: string;
            /**
             * Format: date-time
             * @description From then on it lets no call in.
             */
            expire_time: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Account: {
            id: number;
            name: string;
            notes: string;
            platform: string;
            type: string;
            /** @enum {string} */
            auth_type: "apikey" | "oauth";
            /** @enum {string} */
            status: "valid" | "invalid" | "rate_limited" | "overloaded" | "token_expired" | "suspended" | "banned" | "disabled";
            last_error: string | null;
            enabled: boolean;
            schedulable: boolean;
            /** @description The lower first. */
            priority: number;
            weight: number;
            max_concurrency: number | null;
            base_url: string;
            proxy_id: number | null;
            rate_multiplier: string;
            model_mapping: {
                [key: string]: string;
            };
            allowed_models: string[];
            group_ids: number[];
            /** @description How the key ends; null where there are tokens. */
            api_key: string | null;
            has_refresh_token: boolean;
            scopes: string[];
            /** Format: date-time */
            token_expires_at: string | null;
            /** Format: date-time */
            refreshed_at: string | null;
            /** Format: date-time */
            rate_limited_until: string | null;
            /** Format: date-time */
            overloaded_until: string | null;
            /** Format: date-time */
            unavailable_until: string | null;
            unavailable_reason: string | null;
            /** @description Calls that it answered since it is there. */
            request_count: number;
            /** @description Input and output of those calls. */
            tokens_used: number;
            /** @description What their callers paid: credits of a balance or a package. */
            cost_used: number;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        AccountGroup: {
            id: number;
            name: string;
            description: string;
            platform: string;
            multiplier: string;
            is_default: boolean;
            enabled: boolean;
            fallback_group_id: number | null;
            account_ids: number[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        ProxyConfig: {
            id: number;
            name: string;
            /** @enum {string} */
            type: "http" | "https" | "socks5";
            host: string;
            port: number;
            username: string;
            has_password: boolean;
            enabled: boolean;
            is_default: boolean;
            /** @description `success` or `failed`. */
            test_status: string | null;
            /** @description Milliseconds. */
            test_latency: number | null;
            /** Format: date-time */
            last_test_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
    };
    responses: {
        /** @description The account. */
        Profile: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "message": "success",
                 *       "data": {
                 *         "id": 1,
                 *         "username": "ada",
                 *         "email": "ada@example.com",
                 *         "role": "user",
                 *         "status": "active",
                 *         "balance": 100.5,
                 *         "price_rate": 1,
                 *         "max_concurrency": 10,
                 *         "created_at": "2026-01-22T10:00:00.000Z",
                 *         "updated_at": "2026-01-22T10:00:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @constant */
                    code: 0;
                    /** @constant */
                    message: "success";
                    data: components["schemas"]["User"];
                };
            };
        };
        /** @description The request has fields that are wrong, or taken; nothing was done. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description There is no valid credential. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 401,
                 *       "message": "未认证"
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The account is disabled, or the caller may not do this. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 403,
                 *       "message": "账号已停用"
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description There is no such thing. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 404,
                 *       "message": "资源不存在"
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The upstream failed. */
        BadGateway: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 502,
                 *       "message": "上游请求失败"
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
                 *       "code": 429,
                 *       "message": "请求过于频繁"
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
                 *       "code": 500,
                 *       "message": "服务器内部错误"
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
                 *       "code": 503,
                 *       "message": "服务暂不可用"
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
    };
    parameters: {
        Id: number;
        Page: number;
        PageSize: number;
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
        /** @description What the upstream's protocol could not carry of the request, by field, with commas between them. */
        Losses: string;
        /** @description The call's id, by which its log names it. */
        Call: string;
        /** @description What the call cost, in credits, as a decimal. On whole answers, unless the charge took longer than five seconds to be written down. A stream has it as a trailer after its end, over HTTP/1.1. */
        Cost: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getCaptcha: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "captcha_id": "xN0c…",
                     *         "image": "data:image/png;base64,iVBORw0KGgo…",
                     *         "enabled": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            captcha_id: string;
                            /** @description A PNG as a data URI. */
                            image: string;
                            enabled: boolean;
                        };
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCaptchaStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "captcha_enabled": false,
                     *         "login_rate_limit_enabled": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            /** @description Whether signing in and registering take a captcha. */
                            captcha_enabled: boolean;
                            login_rate_limit_enabled: boolean;
                        };
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    login: {
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
                 *       "username": "ada",
                 *       "password": "password123"
                 *     }
                 */
                "application/json": {
                    /** @description The user name or the e-mail address. */
                    username: string;
                    password: string;
                    captcha_id?: components["schemas"]["CaptchaId"];
                    captcha?: components["schemas"]["Captcha"];
                };
            };
        };
        responses: {
            /** @description The token, and who signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "token": "eyJ0eXAiOiJKV1QiLCJhbGc...",
                     *         "user": {
                     *           "id": 1,
                     *           "username": "ada",
                     *           "email": "ada@example.com",
                     *           "role": "user",
                     *           "status": "active",
                     *           "balance": 100.5,
                     *           "price_rate": 1,
                     *           "max_concurrency": 10,
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            /** @description A JWT with the claims `user_id`, `username` and `role`; 24 hours. */
                            token: string;
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
    register: {
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
                 *       "username": "ada",
                 *       "password": "password123",
                 *       "email": "ada@example.com"
                 *     }
                 */
                "application/json": {
                    /** @description Unique, whatever its case. No @, no spaces at its ends, nothing that cannot be seen. */
                    username: string;
                    password: components["schemas"]["NewPassword"];
                    /** Format: email */
                    email?: string;
                    captcha_id?: components["schemas"]["CaptchaId"];
                    captcha?: components["schemas"]["Captcha"];
                };
            };
        };
        responses: {
            /** @description The account; signing in is another call. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "created",
                     *       "data": {
                     *         "id": 1,
                     *         "username": "ada",
                     *         "email": "ada@example.com",
                     *         "role": "user",
                     *         "status": "active",
                     *         "balance": 0,
                     *         "price_rate": 1,
                     *         "max_concurrency": 10,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "created";
                        data: components["schemas"]["User"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                page?: components["parameters"]["Page"];
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "items": [
                     *           {
                     *             "id": 7,
                     *             "name": "laptop",
                     *             "key_prefix": "sk-AbCdEfG",
                     *             "status": "active",
                     *             "billing_type": "package",
                     *             "user_package_id": 12,
                     *             "allowed_platforms": "all",
                     *             "allowed_models": "gpt-5,claude-opus-4",
                     *             "blocked_models": "",
                     *             "rate_limit": 60,
                     *             "daily_limit": 500,
                     *             "monthly_quota": 0,
                     *             "request_count": 42,
                     *             "tokens_used": 51000,
                     *             "cost_used": 1.25,
                     *             "last_used_at": "2026-01-22T10:00:00.000Z",
                     *             "expires_at": null,
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           }
                     *         ],
                     *         "total": 1,
                     *         "page": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            items: components["schemas"]["ApiKey"][];
                            total: number;
                            page: number;
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
    createApiKey: {
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
                 *       "name": "laptop",
                 *       "user_package_id": 12,
                 *       "allowed_models": "gpt-5,claude-opus-4",
                 *       "daily_limit": 500
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @description One’s own package, which is active: it pays for the key’s calls, and when it cannot nothing does. Null: the balance pays. */
                    user_package_id?: number | null;
                    /** @description `all`, or those of `claude`, `openai` and `gemini` whose protocols it may be used in. */
                    allowed_platforms?: string | string[];
                    /** @description Names, or one text with commas between them; empty or `all`: all. */
                    allowed_models?: string | string[];
                    /** @description Models that it may not use. */
                    blocked_models?: string | string[];
                    /** @description Requests a minute; 60 unless given, 0: no limit. */
                    rate_limit?: number;
                    /** @description Requests a day of UTC; 0: no limit. */
                    daily_limit?: number;
                    /** @description Credits a month of UTC; 0: no limit. */
                    monthly_quota?: number;
                    /** Format: date-time */
                    expires_at?: string | null;
                };
            };
        };
        responses: {
            /** @description The key, with its secret, which is shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "created",
                     *       "data": {
                     *         "key": "sk-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE",
                     *         "id": 7,
                     *         "name": "laptop",
                     *         "key_prefix": "sk-AbCdEfG",
                     *         "status": "active",
                     *         "billing_type": "package",
                     *         "user_package_id": 12,
                     *         "allowed_platforms": "all",
                     *         "allowed_models": "gpt-5,claude-opus-4",
                     *         "blocked_models": "",
                     *         "rate_limit": 60,
                     *         "daily_limit": 500,
                     *         "monthly_quota": 0,
                     *         "request_count": 0,
                     *         "tokens_used": 0,
                     *         "cost_used": 0,
                     *         "last_used_at": null,
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "created";
                        data: components["schemas"]["NewApiKey"];
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
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without its secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 7,
                     *         "name": "laptop",
                     *         "key_prefix": "sk-AbCdEfG",
                     *         "status": "active",
                     *         "billing_type": "package",
                     *         "user_package_id": 12,
                     *         "allowed_platforms": "all",
                     *         "allowed_models": "gpt-5,claude-opus-4",
                     *         "blocked_models": "",
                     *         "rate_limit": 60,
                     *         "daily_limit": 500,
                     *         "monthly_quota": 0,
                     *         "request_count": 42,
                     *         "tokens_used": 51000,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:00:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["ApiKey"];
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
    updateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "daily_limit": 500
                 *     }
                 */
                "application/json": {
                    name?: string;
                    /** @description One’s own package, which is active: it pays for the key’s calls, and when it cannot nothing does. Null: the balance pays. */
                    user_package_id?: number | null;
                    /** @description `all`, or those of `claude`, `openai` and `gemini` whose protocols it may be used in. */
                    allowed_platforms?: string | string[];
                    /** @description Names, or one text with commas between them; empty or `all`: all. */
                    allowed_models?: string | string[];
                    /** @description Models that it may not use. */
                    blocked_models?: string | string[];
                    /** @description Requests a minute; 60 unless given, 0: no limit. */
                    rate_limit?: number;
                    /** @description Requests a day of UTC; 0: no limit. */
                    daily_limit?: number;
                    /** @description Credits a month of UTC; 0: no limit. */
                    monthly_quota?: number;
                    /** Format: date-time */
                    expires_at?: string | null;
                };
            };
        };
        responses: {
            /** @description It is changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 7,
                     *         "name": "laptop",
                     *         "key_prefix": "sk-AbCdEfG",
                     *         "status": "active",
                     *         "billing_type": "package",
                     *         "user_package_id": 12,
                     *         "allowed_platforms": "all",
                     *         "allowed_models": "gpt-5,claude-opus-4",
                     *         "blocked_models": "",
                     *         "rate_limit": 60,
                     *         "daily_limit": 500,
                     *         "monthly_quota": 0,
                     *         "request_count": 42,
                     *         "tokens_used": 51000,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:00:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["ApiKey"];
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
    deleteApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": null
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: null;
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
    toggleApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is what it was not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 7,
                     *         "name": "laptop",
                     *         "key_prefix": "sk-AbCdEfG",
                     *         "status": "disabled",
                     *         "billing_type": "package",
                     *         "user_package_id": 12,
                     *         "allowed_platforms": "all",
                     *         "allowed_models": "gpt-5,claude-opus-4",
                     *         "blocked_models": "",
                     *         "rate_limit": 60,
                     *         "daily_limit": 500,
                     *         "monthly_quota": 0,
                     *         "request_count": 42,
                     *         "tokens_used": 51000,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:00:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["ApiKey"];
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
    getApiKeyUsage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In all, today, and this month. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "total_requests": 42,
                     *         "total_tokens": 51000,
                     *         "total_cost": 1.25,
                     *         "today": {
                     *           "requests": 2,
                     *           "tokens": 900,
                     *           "cost": 0.02
                     *         },
                     *         "month": {
                     *           "requests": 40,
                     *           "tokens": 50000,
                     *           "cost": 1.2
                     *         },
                     *         "daily_limit": 500,
                     *         "daily_remaining": 498,
                     *         "monthly_quota": 0,
                     *         "monthly_remaining": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            total_requests: number;
                            /** @description Input and output. */
                            total_tokens: number;
                            total_cost: number;
                            today: components["schemas"]["Figures"];
                            month: components["schemas"]["Figures"];
                            daily_limit: number;
                            /** @description Less calls that run; null without a limit, as below. */
                            daily_remaining: number | null;
                            monthly_quota: number;
                            monthly_remaining: number | null;
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
    listPackages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The packages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": [
                     *         {
                     *           "id": 3,
                     *           "name": "Month",
                     *           "type": "subscription",
                     *           "price": 99,
                     *           "duration": 30,
                     *           "daily_quota": 10,
                     *           "weekly_quota": 0,
                     *           "monthly_quota": 200,
                     *           "quota_amount": 0,
                     *           "daily_requests": 1000,
                     *           "weekly_requests": 0,
                     *           "monthly_requests": 0,
                     *           "total_requests": 0,
                     *           "daily_tokens": 0,
                     *           "weekly_tokens": 0,
                     *           "monthly_tokens": 0,
                     *           "total_tokens": 0,
                     *           "allowed_models": "gpt-5,claude-opus-4",
                     *           "description": "For everyday work",
                     *           "status": "active",
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Package"][];
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
    listOwnPackages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One’s packages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": [
                     *         {
                     *           "id": 12,
                     *           "user_id": 1,
                     *           "package_id": 3,
                     *           "package": {
                     *             "id": 3,
                     *             "name": "Month",
                     *             "type": "subscription",
                     *             "price": 99,
                     *             "duration": 30,
                     *             "daily_quota": 10,
                     *             "weekly_quota": 0,
                     *             "monthly_quota": 200,
                     *             "quota_amount": 0,
                     *             "daily_requests": 1000,
                     *             "weekly_requests": 0,
                     *             "monthly_requests": 0,
                     *             "total_requests": 0,
                     *             "daily_tokens": 0,
                     *             "weekly_tokens": 0,
                     *             "monthly_tokens": 0,
                     *             "total_tokens": 0,
                     *             "allowed_models": "gpt-5,claude-opus-4",
                     *             "description": "For everyday work",
                     *             "status": "active",
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           },
                     *           "name": "Month",
                     *           "type": "subscription",
                     *           "price": 99,
                     *           "daily_quota": 10,
                     *           "weekly_quota": 0,
                     *           "monthly_quota": 200,
                     *           "quota_total": 0,
                     *           "daily_requests": 1000,
                     *           "weekly_requests": 0,
                     *           "monthly_requests": 0,
                     *           "total_requests": 0,
                     *           "daily_tokens": 0,
                     *           "weekly_tokens": 0,
                     *           "monthly_tokens": 0,
                     *           "total_tokens": 0,
                     *           "daily_used": 1.25,
                     *           "weekly_used": null,
                     *           "monthly_used": 18.5,
                     *           "quota_used": null,
                     *           "daily_requests_used": 42,
                     *           "weekly_requests_used": null,
                     *           "monthly_requests_used": null,
                     *           "total_requests_used": null,
                     *           "daily_tokens_used": null,
                     *           "weekly_tokens_used": null,
                     *           "monthly_tokens_used": null,
                     *           "total_tokens_used": null,
                     *           "allowed_models": "gpt-5,claude-opus-4",
                     *           "status": "active",
                     *           "start_time": "2026-01-22T10:00:00.000Z",
                     *           "expire_time": "2026-02-21T10:00:00.000Z",
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["UserPackage"][];
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
    listOwnActivePackages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that are `active`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": [
                     *         {
                     *           "id": 12,
                     *           "user_id": 1,
                     *           "package_id": 3,
                     *           "package": {
                     *             "id": 3,
                     *             "name": "Month",
                     *             "type": "subscription",
                     *             "price": 99,
                     *             "duration": 30,
                     *             "daily_quota": 10,
                     *             "weekly_quota": 0,
                     *             "monthly_quota": 200,
                     *             "quota_amount": 0,
                     *             "daily_requests": 1000,
                     *             "weekly_requests": 0,
                     *             "monthly_requests": 0,
                     *             "total_requests": 0,
                     *             "daily_tokens": 0,
                     *             "weekly_tokens": 0,
                     *             "monthly_tokens": 0,
                     *             "total_tokens": 0,
                     *             "allowed_models": "gpt-5,claude-opus-4",
                     *             "description": "For everyday work",
                     *             "status": "active",
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           },
                     *           "name": "Month",
                     *           "type": "subscription",
                     *           "price": 99,
                     *           "daily_quota": 10,
                     *           "weekly_quota": 0,
                     *           "monthly_quota": 200,
                     *           "quota_total": 0,
                     *           "daily_requests": 1000,
                     *           "weekly_requests": 0,
                     *           "monthly_requests": 0,
                     *           "total_requests": 0,
                     *           "daily_tokens": 0,
                     *           "weekly_tokens": 0,
                     *           "monthly_tokens": 0,
                     *           "total_tokens": 0,
                     *           "daily_used": 1.25,
                     *           "weekly_used": null,
                     *           "monthly_used": 18.5,
                     *           "quota_used": null,
                     *           "daily_requests_used": 42,
                     *           "weekly_requests_used": null,
                     *           "monthly_requests_used": null,
                     *           "total_requests_used": null,
                     *           "daily_tokens_used": null,
                     *           "weekly_tokens_used": null,
                     *           "monthly_tokens_used": null,
                     *           "total_tokens_used": null,
                     *           "allowed_models": "gpt-5,claude-opus-4",
                     *           "status": "active",
                     *           "start_time": "2026-01-22T10:00:00.000Z",
                     *           "expire_time": "2026-02-21T10:00:00.000Z",
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["UserPackage"][];
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
    listAllPackages: {
        parameters: {
            query?: {
                page?: components["parameters"]["Page"];
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "items": [
                     *           {
                     *             "id": 3,
                     *             "name": "Month",
                     *             "type": "subscription",
                     *             "price": 99,
                     *             "duration": 30,
                     *             "daily_quota": 10,
                     *             "weekly_quota": 0,
                     *             "monthly_quota": 200,
                     *             "quota_amount": 0,
                     *             "daily_requests": 1000,
                     *             "weekly_requests": 0,
                     *             "monthly_requests": 0,
                     *             "total_requests": 0,
                     *             "daily_tokens": 0,
                     *             "weekly_tokens": 0,
                     *             "monthly_tokens": 0,
                     *             "total_tokens": 0,
                     *             "allowed_models": "gpt-5,claude-opus-4",
                     *             "description": "For everyday work",
                     *             "status": "active",
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           }
                     *         ],
                     *         "total": 1,
                     *         "page": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            items: components["schemas"]["Package"][];
                            total: number;
                            page: number;
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
    createPackage: {
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
                 *       "name": "Month",
                 *       "price": 99,
                 *       "duration": 30,
                 *       "daily_quota": 10,
                 *       "monthly_quota": 200,
                 *       "daily_requests": 1000,
                 *       "allowed_models": "gpt-5,claude-opus-4",
                 *       "description": "For everyday work"
                 *     }
                 */
                "application/json": {
                    name: string;
                    /**
                     * @description `subscription`: so much a day, a week, a month. `quota`: so much in all, which then has to be given.
                     * @enum {string}
                     */
                    type?: "subscription" | "quota";
                    price?: number;
                    /** @description Days; 30 unless given. */
                    duration?: number;
                    daily_quota?: number;
                    weekly_quota?: number;
                    monthly_quota?: number;
                    quota_amount?: number;
                    daily_requests?: number;
                    weekly_requests?: number;
                    monthly_requests?: number;
                    total_requests?: number;
                    daily_tokens?: number;
                    weekly_tokens?: number;
                    monthly_tokens?: number;
                    total_tokens?: number;
                    /** @description Names, or one text with commas between them; empty: all. */
                    allowed_models?: string | string[];
                    description?: string;
                    /**
                     * @description Whether it is on offer.
                     * @enum {string}
                     */
                    status?: "active" | "disabled";
                };
            };
        };
        responses: {
            /** @description It is there. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "created",
                     *       "data": {
                     *         "id": 3,
                     *         "name": "Month",
                     *         "type": "subscription",
                     *         "price": 99,
                     *         "duration": 30,
                     *         "daily_quota": 10,
                     *         "weekly_quota": 0,
                     *         "monthly_quota": 200,
                     *         "quota_amount": 0,
                     *         "daily_requests": 1000,
                     *         "weekly_requests": 0,
                     *         "monthly_requests": 0,
                     *         "total_requests": 0,
                     *         "daily_tokens": 0,
                     *         "weekly_tokens": 0,
                     *         "monthly_tokens": 0,
                     *         "total_tokens": 0,
                     *         "allowed_models": "gpt-5,claude-opus-4",
                     *         "description": "For everyday work",
                     *         "status": "active",
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "created";
                        data: components["schemas"]["Package"];
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
    updatePackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "price": 89
                 *     }
                 */
                "application/json": {
                    name?: string;
                    /**
                     * @description `subscription`: so much a day, a week, a month. `quota`: so much in all, which then has to be given.
                     * @enum {string}
                     */
                    type?: "subscription" | "quota";
                    price?: number;
                    /** @description Days; 30 unless given. */
                    duration?: number;
                    daily_quota?: number;
                    weekly_quota?: number;
                    monthly_quota?: number;
                    quota_amount?: number;
                    daily_requests?: number;
                    weekly_requests?: number;
                    monthly_requests?: number;
                    total_requests?: number;
                    daily_tokens?: number;
                    weekly_tokens?: number;
                    monthly_tokens?: number;
                    total_tokens?: number;
                    /** @description Names, or one text with commas between them; empty: all. */
                    allowed_models?: string | string[];
                    description?: string;
                    /**
                     * @description Whether it is on offer.
                     * @enum {string}
                     */
                    status?: "active" | "disabled";
                };
            };
        };
        responses: {
            /** @description It is changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 3,
                     *         "name": "Month",
                     *         "type": "subscription",
                     *         "price": 99,
                     *         "duration": 30,
                     *         "daily_quota": 10,
                     *         "weekly_quota": 0,
                     *         "monthly_quota": 200,
                     *         "quota_amount": 0,
                     *         "daily_requests": 1000,
                     *         "weekly_requests": 0,
                     *         "monthly_requests": 0,
                     *         "total_requests": 0,
                     *         "daily_tokens": 0,
                     *         "weekly_tokens": 0,
                     *         "monthly_tokens": 0,
                     *         "total_tokens": 0,
                     *         "allowed_models": "gpt-5,claude-opus-4",
                     *         "description": "For everyday work",
                     *         "status": "active",
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Package"];
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
    deletePackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": null
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: null;
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
    listUserPackages: {
        parameters: {
            query?: {
                user_id?: number;
                page?: components["parameters"]["Page"];
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "items": [
                     *           {
                     *             "id": 12,
                     *             "user_id": 1,
                     *             "package_id": 3,
                     *             "package": {
                     *               "id": 3,
                     *               "name": "Month",
                     *               "type": "subscription",
                     *               "price": 99,
                     *               "duration": 30,
                     *               "daily_quota": 10,
                     *               "weekly_quota": 0,
                     *               "monthly_quota": 200,
                     *               "quota_amount": 0,
                     *               "daily_requests": 1000,
                     *               "weekly_requests": 0,
                     *               "monthly_requests": 0,
                     *               "total_requests": 0,
                     *               "daily_tokens": 0,
                     *               "weekly_tokens": 0,
                     *               "monthly_tokens": 0,
                     *               "total_tokens": 0,
                     *               "allowed_models": "gpt-5,claude-opus-4",
                     *               "description": "For everyday work",
                     *               "status": "active",
                     *               "created_at": "2026-01-22T10:00:00.000Z",
                     *               "updated_at": "2026-01-22T10:00:00.000Z"
                     *             },
                     *             "name": "Month",
                     *             "type": "subscription",
                     *             "price": 99,
                     *             "daily_quota": 10,
                     *             "weekly_quota": 0,
                     *             "monthly_quota": 200,
                     *             "quota_total": 0,
                     *             "daily_requests": 1000,
                     *             "weekly_requests": 0,
                     *             "monthly_requests": 0,
                     *             "total_requests": 0,
                     *             "daily_tokens": 0,
                     *             "weekly_tokens": 0,
                     *             "monthly_tokens": 0,
                     *             "total_tokens": 0,
                     *             "daily_used": 1.25,
                     *             "weekly_used": null,
                     *             "monthly_used": 18.5,
                     *             "quota_used": null,
                     *             "daily_requests_used": 42,
                     *             "weekly_requests_used": null,
                     *             "monthly_requests_used": null,
                     *             "total_requests_used": null,
                     *             "daily_tokens_used": null,
                     *             "weekly_tokens_used": null,
                     *             "monthly_tokens_used": null,
                     *             "total_tokens_used": null,
                     *             "allowed_models": "gpt-5,claude-opus-4",
                     *             "status": "active",
                     *             "start_time": "2026-01-22T10:00:00.000Z",
                     *             "expire_time": "2026-02-21T10:00:00.000Z",
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           }
                     *         ],
                     *         "total": 1,
                     *         "page": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            items: components["schemas"]["UserPackage"][];
                            total: number;
                            page: number;
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
    listPackagesOfUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Their packages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": [
                     *         {
                     *           "id": 12,
                     *           "user_id": 1,
                     *           "package_id": 3,
                     *           "package": {
                     *             "id": 3,
                     *             "name": "Month",
                     *             "type": "subscription",
                     *             "price": 99,
                     *             "duration": 30,
                     *             "daily_quota": 10,
                     *             "weekly_quota": 0,
                     *             "monthly_quota": 200,
                     *             "quota_amount": 0,
                     *             "daily_requests": 1000,
                     *             "weekly_requests": 0,
                     *             "monthly_requests": 0,
                     *             "total_requests": 0,
                     *             "daily_tokens": 0,
                     *             "weekly_tokens": 0,
                     *             "monthly_tokens": 0,
                     *             "total_tokens": 0,
                     *             "allowed_models": "gpt-5,claude-opus-4",
                     *             "description": "For everyday work",
                     *             "status": "active",
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           },
                     *           "name": "Month",
                     *           "type": "subscription",
                     *           "price": 99,
                     *           "daily_quota": 10,
                     *           "weekly_quota": 0,
                     *           "monthly_quota": 200,
                     *           "quota_total": 0,
                     *           "daily_requests": 1000,
                     *           "weekly_requests": 0,
                     *           "monthly_requests": 0,
                     *           "total_requests": 0,
                     *           "daily_tokens": 0,
                     *           "weekly_tokens": 0,
                     *           "monthly_tokens": 0,
                     *           "total_tokens": 0,
                     *           "daily_used": 1.25,
                     *           "weekly_used": null,
                     *           "monthly_used": 18.5,
                     *           "quota_used": null,
                     *           "daily_requests_used": 42,
                     *           "weekly_requests_used": null,
                     *           "monthly_requests_used": null,
                     *           "total_requests_used": null,
                     *           "daily_tokens_used": null,
                     *           "weekly_tokens_used": null,
                     *           "monthly_tokens_used": null,
                     *           "total_tokens_used": null,
                     *           "allowed_models": "gpt-5,claude-opus-4",
                     *           "status": "active",
                     *           "start_time": "2026-01-22T10:00:00.000Z",
                     *           "expire_time": "2026-02-21T10:00:00.000Z",
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["UserPackage"][];
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
    assignPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "package_id": 3
                 *     }
                 */
                "application/json": {
                    package_id: number;
                };
            };
        };
        responses: {
            /** @description They have it. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "created",
                     *       "data": {
                     *         "id": 12,
                     *         "user_id": 1,
                     *         "package_id": 3,
                     *         "package": {
                     *           "id": 3,
                     *           "name": "Month",
                     *           "type": "subscription",
                     *           "price": 99,
                     *           "duration": 30,
                     *           "daily_quota": 10,
                     *           "weekly_quota": 0,
                     *           "monthly_quota": 200,
                     *           "quota_amount": 0,
                     *           "daily_requests": 1000,
                     *           "weekly_requests": 0,
                     *           "monthly_requests": 0,
                     *           "total_requests": 0,
                     *           "daily_tokens": 0,
                     *           "weekly_tokens": 0,
                     *           "monthly_tokens": 0,
                     *           "total_tokens": 0,
                     *           "allowed_models": "gpt-5,claude-opus-4",
                     *           "description": "For everyday work",
                     *           "status": "active",
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         },
                     *         "name": "Month",
                     *         "type": "subscription",
                     *         "price": 99,
                     *         "daily_quota": 10,
                     *         "weekly_quota": 0,
                     *         "monthly_quota": 200,
                     *         "quota_total": 0,
                     *         "daily_requests": 1000,
                     *         "weekly_requests": 0,
                     *         "monthly_requests": 0,
                     *         "total_requests": 0,
                     *         "daily_tokens": 0,
                     *         "weekly_tokens": 0,
                     *         "monthly_tokens": 0,
                     *         "total_tokens": 0,
                     *         "daily_used": 1.25,
                     *         "weekly_used": null,
                     *         "monthly_used": 18.5,
                     *         "quota_used": null,
                     *         "daily_requests_used": 42,
                     *         "weekly_requests_used": null,
                     *         "monthly_requests_used": null,
                     *         "total_requests_used": null,
                     *         "daily_tokens_used": null,
                     *         "weekly_tokens_used": null,
                     *         "monthly_tokens_used": null,
                     *         "total_tokens_used": null,
                     *         "allowed_models": "gpt-5,claude-opus-4",
                     *         "status": "active",
                     *         "start_time": "2026-01-22T10:00:00.000Z",
                     *         "expire_time": "2026-02-21T10:00:00.000Z",
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "created";
                        data: components["schemas"]["UserPackage"];
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
    updateUserPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "disabled"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description `expired` and `exhausted` follow of the time and the use, and cannot be set.
                     * @enum {string}
                     */
                    status?: "active" | "disabled";
                    /** Format: date-time */
                    expire_time?: string;
                    daily_quota?: number;
                    weekly_quota?: number;
                    monthly_quota?: number;
                    quota_total?: number;
                    daily_requests?: number;
                    weekly_requests?: number;
                    monthly_requests?: number;
                    total_requests?: number;
                    daily_tokens?: number;
                    weekly_tokens?: number;
                    monthly_tokens?: number;
                    total_tokens?: number;
                    daily_used?: number;
                    weekly_used?: number;
                    monthly_used?: number;
                    quota_used?: number;
                    daily_requests_used?: number;
                    weekly_requests_used?: number;
                    monthly_requests_used?: number;
                    total_requests_used?: number;
                    daily_tokens_used?: number;
                    weekly_tokens_used?: number;
                    monthly_tokens_used?: number;
                    total_tokens_used?: number;
                    /** @description Names, or one text with commas between them; empty: all. */
                    allowed_models?: string | string[];
                };
            };
        };
        responses: {
            /** @description It is changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 12,
                     *         "user_id": 1,
                     *         "package_id": 3,
                     *         "package": {
                     *           "id": 3,
                     *           "name": "Month",
                     *           "type": "subscription",
                     *           "price": 99,
                     *           "duration": 30,
                     *           "daily_quota": 10,
                     *           "weekly_quota": 0,
                     *           "monthly_quota": 200,
                     *           "quota_amount": 0,
                     *           "daily_requests": 1000,
                     *           "weekly_requests": 0,
                     *           "monthly_requests": 0,
                     *           "total_requests": 0,
                     *           "daily_tokens": 0,
                     *           "weekly_tokens": 0,
                     *           "monthly_tokens": 0,
                     *           "total_tokens": 0,
                     *           "allowed_models": "gpt-5,claude-opus-4",
                     *           "description": "For everyday work",
                     *           "status": "active",
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         },
                     *         "name": "Month",
                     *         "type": "subscription",
                     *         "price": 99,
                     *         "daily_quota": 10,
                     *         "weekly_quota": 0,
                     *         "monthly_quota": 200,
                     *         "quota_total": 0,
                     *         "daily_requests": 1000,
                     *         "weekly_requests": 0,
                     *         "monthly_requests": 0,
                     *         "total_requests": 0,
                     *         "daily_tokens": 0,
                     *         "weekly_tokens": 0,
                     *         "monthly_tokens": 0,
                     *         "total_tokens": 0,
                     *         "daily_used": 1.25,
                     *         "weekly_used": null,
                     *         "monthly_used": 18.5,
                     *         "quota_used": null,
                     *         "daily_requests_used": 42,
                     *         "weekly_requests_used": null,
                     *         "monthly_requests_used": null,
                     *         "total_requests_used": null,
                     *         "daily_tokens_used": null,
                     *         "weekly_tokens_used": null,
                     *         "monthly_tokens_used": null,
                     *         "total_tokens_used": null,
                     *         "allowed_models": "gpt-5,claude-opus-4",
                     *         "status": "disabled",
                     *         "start_time": "2026-01-22T10:00:00.000Z",
                     *         "expire_time": "2026-02-21T10:00:00.000Z",
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["UserPackage"];
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
    deleteUserPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone; so many keys were bound to it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "message": "用户套餐已删除",
                     *         "unbound_keys": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            message: string;
                            unbound_keys: number;
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
    getProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Profile"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateProfile: {
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
                 *       "email": "ada@example.com"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                };
            };
        };
        responses: {
            200: components["responses"]["Profile"];
            400: components["responses"]["BadRequest"];
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
                 *       "old_password": "password123",
                 *       "new_password": "password456"
                 *     }
                 */
                "application/json": {
                    old_password: string;
                    new_password: components["schemas"]["NewPassword"];
                };
            };
        };
        responses: {
            /** @description It is changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": null
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: null;
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
    listAccounts: {
        parameters: {
            query?: {
                platform?: string;
                status?: string;
                page?: components["parameters"]["Page"];
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "items": [
                     *           {
                     *             "id": 12,
                     *             "name": "Claude one",
                     *             "notes": "",
                     *             "platform": "claude",
                     *             "type": "claude-console",
                     *             "auth_type": "apikey",
                     *             "status": "valid",
                     *             "last_error": null,
                     *             "enabled": true,
                     *             "schedulable": true,
                     *             "priority": 50,
                     *             "weight": 1,
                     *             "max_concurrency": 10,
                     *             "base_url": "https://api.anthropic.com",
                     *             "proxy_id": null,
                     *             "rate_multiplier": "1",
                     *             "model_mapping": {},
                     *             "allowed_models": [],
                     *             "group_ids": [
                     *               7
                     *             ],
                     *             "api_key": "…3f9a",
                     *             "has_refresh_token": false,
                     *             "scopes": [],
                     *             "token_expires_at": null,
                     *             "refreshed_at": null,
                     *             "rate_limited_until": null,
                     *             "overloaded_until": null,
                     *             "unavailable_until": null,
                     *             "unavailable_reason": null,
                     *             "request_count": 42,
                     *             "tokens_used": 90210,
                     *             "cost_used": 1.25,
                     *             "last_used_at": "2026-01-22T10:05:00.000Z",
                     *             "expires_at": null,
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           }
                     *         ],
                     *         "total": 1,
                     *         "page": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            items: components["schemas"]["Account"][];
                            total: number;
                            page: number;
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
    createAccount: {
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
                 *       "name": "Claude one",
                 *       "type": "claude-console",
                 *       "api_key": "a key of the vendor",
                 *       "max_concurrency": 10
                 *     }
                 */
                "application/json": {
                    name: string;
                    notes?: string;
                    /** @description One of `GET /api/admin/accounts/types`. It stays. */
                    type: string;
                    /** @description `apikey` or `oauth`; what the type has first unless it is given. It stays. */
                    auth_type?: string;
                    /** @description Of an account with `apikey`. Empty keeps the one that is there. It is never shown again. */
                    api_key?: string;
                    /** @description Of an account with `oauth`, for who has its tokens already. */
                    access_token?: string;
                    refresh_token?: string;
                    /**
                     * Format: date-time
                     * @description When the access token ends.
                     */
                    token_expires_at?: string;
                    /** @description Where the upstream is, if not where the type has it: on no private network unless the installation allows it. */
                    base_url?: string;
                    /** @description The lower first; 50 unless given. */
                    priority?: number;
                    weight?: number;
                    enabled?: boolean;
                    /** @description Whether calls are given to it. */
                    schedulable?: boolean;
                    /** @description 0 and null are no limit. */
                    max_concurrency?: number | null;
                    /** @description What its use costs the platform, against the price, as a note. No caller pays by it. */
                    rate_multiplier?: string | number;
                    /** @description What the upstream calls models, by their names here. */
                    model_mapping?: {
                        [key: string]: string;
                    };
                    /** @description Models that it serves; empty for those of its platform, and those that are mapped. */
                    allowed_models?: string[];
                    /** @description Its proxy; null for the default one, if there is one. */
                    proxy_id?: number | null;
                    /** @description All of its groups. A new account comes to its platform’s default group unless they are given. */
                    group_ids?: number[];
                    /**
                     * Format: date-time
                     * @description From then on it serves nobody.
                     */
                    expires_at?: string | null;
                };
            };
        };
        responses: {
            /** @description It is there. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "created",
                     *       "data": {
                     *         "id": 12,
                     *         "name": "Claude one",
                     *         "notes": "",
                     *         "platform": "claude",
                     *         "type": "claude-console",
                     *         "auth_type": "apikey",
                     *         "status": "valid",
                     *         "last_error": null,
                     *         "enabled": true,
                     *         "schedulable": true,
                     *         "priority": 50,
                     *         "weight": 1,
                     *         "max_concurrency": 10,
                     *         "base_url": "https://api.anthropic.com",
                     *         "proxy_id": null,
                     *         "rate_multiplier": "1",
                     *         "model_mapping": {},
                     *         "allowed_models": [],
                     *         "group_ids": [
                     *           7
                     *         ],
                     *         "api_key": "…3f9a",
                     *         "has_refresh_token": false,
                     *         "scopes": [],
                     *         "token_expires_at": null,
                     *         "refreshed_at": null,
                     *         "rate_limited_until": null,
                     *         "overloaded_until": null,
                     *         "unavailable_until": null,
                     *         "unavailable_reason": null,
                     *         "request_count": 42,
                     *         "tokens_used": 90210,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:05:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "created";
                        data: components["schemas"]["Account"];
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
    listAccountTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As they are offered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": [
                     *         {
                     *           "value": "claude-console",
                     *           "label": "Claude Console",
                     *           "platform": "claude",
                     *           "auth_types": [
                     *             "apikey"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            value: string;
                            label: string;
                            platform: string;
                            auth_types: string[];
                        }[];
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
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 12,
                     *         "name": "Claude one",
                     *         "notes": "",
                     *         "platform": "claude",
                     *         "type": "claude-console",
                     *         "auth_type": "apikey",
                     *         "status": "valid",
                     *         "last_error": null,
                     *         "enabled": true,
                     *         "schedulable": true,
                     *         "priority": 50,
                     *         "weight": 1,
                     *         "max_concurrency": 10,
                     *         "base_url": "https://api.anthropic.com",
                     *         "proxy_id": null,
                     *         "rate_multiplier": "1",
                     *         "model_mapping": {},
                     *         "allowed_models": [],
                     *         "group_ids": [
                     *           7
                     *         ],
                     *         "api_key": "…3f9a",
                     *         "has_refresh_token": false,
                     *         "scopes": [],
                     *         "token_expires_at": null,
                     *         "refreshed_at": null,
                     *         "rate_limited_until": null,
                     *         "overloaded_until": null,
                     *         "unavailable_until": null,
                     *         "unavailable_reason": null,
                     *         "request_count": 42,
                     *         "tokens_used": 90210,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:05:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Account"];
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
    updateAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "priority": 50,
                 *       "api_key": ""
                 *     }
                 */
                "application/json": {
                    name?: string;
                    notes?: string;
                    /** @description One of `GET /api/admin/accounts/types`. It stays. */
                    type?: string;
                    /** @description `apikey` or `oauth`; what the type has first unless it is given. It stays. */
                    auth_type?: string;
                    /** @description Of an account with `apikey`. Empty keeps the one that is there. It is never shown again. */
                    api_key?: string;
                    /** @description Of an account with `oauth`, for who has its tokens already. */
                    access_token?: string;
                    refresh_token?: string;
                    /**
                     * Format: date-time
                     * @description When the access token ends.
                     */
                    token_expires_at?: string;
                    /** @description Where the upstream is, if not where the type has it: on no private network unless the installation allows it. */
                    base_url?: string;
                    /** @description The lower first; 50 unless given. */
                    priority?: number;
                    weight?: number;
                    enabled?: boolean;
                    /** @description Whether calls are given to it. */
                    schedulable?: boolean;
                    /** @description 0 and null are no limit. */
                    max_concurrency?: number | null;
                    /** @description What its use costs the platform, against the price, as a note. No caller pays by it. */
                    rate_multiplier?: string | number;
                    /** @description What the upstream calls models, by their names here. */
                    model_mapping?: {
                        [key: string]: string;
                    };
                    /** @description Models that it serves; empty for those of its platform, and those that are mapped. */
                    allowed_models?: string[];
                    /** @description Its proxy; null for the default one, if there is one. */
                    proxy_id?: number | null;
                    /** @description All of its groups. A new account comes to its platform’s default group unless they are given. */
                    group_ids?: number[];
                    /**
                     * Format: date-time
                     * @description From then on it serves nobody.
                     */
                    expires_at?: string | null;
                };
            };
        };
        responses: {
            /** @description It is changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 12,
                     *         "name": "Claude one",
                     *         "notes": "",
                     *         "platform": "claude",
                     *         "type": "claude-console",
                     *         "auth_type": "apikey",
                     *         "status": "valid",
                     *         "last_error": null,
                     *         "enabled": true,
                     *         "schedulable": true,
                     *         "priority": 50,
                     *         "weight": 1,
                     *         "max_concurrency": 10,
                     *         "base_url": "https://api.anthropic.com",
                     *         "proxy_id": null,
                     *         "rate_multiplier": "1",
                     *         "model_mapping": {},
                     *         "allowed_models": [],
                     *         "group_ids": [
                     *           7
                     *         ],
                     *         "api_key": "…3f9a",
                     *         "has_refresh_token": false,
                     *         "scopes": [],
                     *         "token_expires_at": null,
                     *         "refreshed_at": null,
                     *         "rate_limited_until": null,
                     *         "overloaded_until": null,
                     *         "unavailable_until": null,
                     *         "unavailable_reason": null,
                     *         "request_count": 42,
                     *         "tokens_used": 90210,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:05:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Account"];
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
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": null
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: null;
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
    setAccountStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "valid"
                 *     }
                 */
                "application/json": {
                    status: string;
                    last_error?: string;
                };
            };
        };
        responses: {
            /** @description It stands so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 12,
                     *         "name": "Claude one",
                     *         "notes": "",
                     *         "platform": "claude",
                     *         "type": "claude-console",
                     *         "auth_type": "apikey",
                     *         "status": "valid",
                     *         "last_error": null,
                     *         "enabled": true,
                     *         "schedulable": true,
                     *         "priority": 50,
                     *         "weight": 1,
                     *         "max_concurrency": 10,
                     *         "base_url": "https://api.anthropic.com",
                     *         "proxy_id": null,
                     *         "rate_multiplier": "1",
                     *         "model_mapping": {},
                     *         "allowed_models": [],
                     *         "group_ids": [
                     *           7
                     *         ],
                     *         "api_key": "…3f9a",
                     *         "has_refresh_token": false,
                     *         "scopes": [],
                     *         "token_expires_at": null,
                     *         "refreshed_at": null,
                     *         "rate_limited_until": null,
                     *         "overloaded_until": null,
                     *         "unavailable_until": null,
                     *         "unavailable_reason": null,
                     *         "request_count": 42,
                     *         "tokens_used": 90210,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:05:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Account"];
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
    setAccountSchedulable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "schedulable": true
                 *     }
                 */
                "application/json": {
                    schedulable?: boolean;
                };
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 12,
                     *         "name": "Claude one",
                     *         "notes": "",
                     *         "platform": "claude",
                     *         "type": "claude-console",
                     *         "auth_type": "apikey",
                     *         "status": "valid",
                     *         "last_error": null,
                     *         "enabled": true,
                     *         "schedulable": true,
                     *         "priority": 50,
                     *         "weight": 1,
                     *         "max_concurrency": 10,
                     *         "base_url": "https://api.anthropic.com",
                     *         "proxy_id": null,
                     *         "rate_multiplier": "1",
                     *         "model_mapping": {},
                     *         "allowed_models": [],
                     *         "group_ids": [
                     *           7
                     *         ],
                     *         "api_key": "…3f9a",
                     *         "has_refresh_token": false,
                     *         "scopes": [],
                     *         "token_expires_at": null,
                     *         "refreshed_at": null,
                     *         "rate_limited_until": null,
                     *         "overloaded_until": null,
                     *         "unavailable_until": null,
                     *         "unavailable_reason": null,
                     *         "request_count": 42,
                     *         "tokens_used": 90210,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:05:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Account"];
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
    resetAccountStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is valid. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 12,
                     *         "name": "Claude one",
                     *         "notes": "",
                     *         "platform": "claude",
                     *         "type": "claude-console",
                     *         "auth_type": "apikey",
                     *         "status": "valid",
                     *         "last_error": null,
                     *         "enabled": true,
                     *         "schedulable": true,
                     *         "priority": 50,
                     *         "weight": 1,
                     *         "max_concurrency": 10,
                     *         "base_url": "https://api.anthropic.com",
                     *         "proxy_id": null,
                     *         "rate_multiplier": "1",
                     *         "model_mapping": {},
                     *         "allowed_models": [],
                     *         "group_ids": [
                     *           7
                     *         ],
                     *         "api_key": "…3f9a",
                     *         "has_refresh_token": false,
                     *         "scopes": [],
                     *         "token_expires_at": null,
                     *         "refreshed_at": null,
                     *         "rate_limited_until": null,
                     *         "overloaded_until": null,
                     *         "unavailable_until": null,
                     *         "unavailable_reason": null,
                     *         "request_count": 42,
                     *         "tokens_used": 90210,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:05:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Account"];
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
    testAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "model": "claude-sonnet-5"
                 *     }
                 */
                "application/json": {
                    model?: string;
                };
            };
        };
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "success": true,
                     *         "model": "claude-sonnet-5",
                     *         "latency": 840,
                     *         "message": "OK"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            success: boolean;
                            model: string;
                            /** @description Milliseconds. */
                            latency: number;
                            message: string;
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
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
        };
    };
    refreshAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has a new token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 12,
                     *         "name": "Claude one",
                     *         "notes": "",
                     *         "platform": "claude",
                     *         "type": "claude-console",
                     *         "auth_type": "apikey",
                     *         "status": "valid",
                     *         "last_error": null,
                     *         "enabled": true,
                     *         "schedulable": true,
                     *         "priority": 50,
                     *         "weight": 1,
                     *         "max_concurrency": 10,
                     *         "base_url": "https://api.anthropic.com",
                     *         "proxy_id": null,
                     *         "rate_multiplier": "1",
                     *         "model_mapping": {},
                     *         "allowed_models": [],
                     *         "group_ids": [
                     *           7
                     *         ],
                     *         "api_key": "…3f9a",
                     *         "has_refresh_token": false,
                     *         "scopes": [],
                     *         "token_expires_at": null,
                     *         "refreshed_at": null,
                     *         "rate_limited_until": null,
                     *         "overloaded_until": null,
                     *         "unavailable_until": null,
                     *         "unavailable_reason": null,
                     *         "request_count": 42,
                     *         "tokens_used": 90210,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:05:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Account"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
        };
    };
    forgetAccountSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": null
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: null;
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
    markAccountUnavailable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "maintenance",
                 *       "ttl": 600
                 *     }
                 */
                "application/json": {
                    reason?: string;
                    /** @description Seconds; 300 unless given. */
                    ttl?: number;
                };
            };
        };
        responses: {
            /** @description It is left alone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 12,
                     *         "name": "Claude one",
                     *         "notes": "",
                     *         "platform": "claude",
                     *         "type": "claude-console",
                     *         "auth_type": "apikey",
                     *         "status": "valid",
                     *         "last_error": null,
                     *         "enabled": true,
                     *         "schedulable": true,
                     *         "priority": 50,
                     *         "weight": 1,
                     *         "max_concurrency": 10,
                     *         "base_url": "https://api.anthropic.com",
                     *         "proxy_id": null,
                     *         "rate_multiplier": "1",
                     *         "model_mapping": {},
                     *         "allowed_models": [],
                     *         "group_ids": [
                     *           7
                     *         ],
                     *         "api_key": "…3f9a",
                     *         "has_refresh_token": false,
                     *         "scopes": [],
                     *         "token_expires_at": null,
                     *         "refreshed_at": null,
                     *         "rate_limited_until": null,
                     *         "overloaded_until": null,
                     *         "unavailable_until": null,
                     *         "unavailable_reason": null,
                     *         "request_count": 42,
                     *         "tokens_used": 90210,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:05:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Account"];
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
    clearAccountUnavailable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It serves again, if it stands well. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 12,
                     *         "name": "Claude one",
                     *         "notes": "",
                     *         "platform": "claude",
                     *         "type": "claude-console",
                     *         "auth_type": "apikey",
                     *         "status": "valid",
                     *         "last_error": null,
                     *         "enabled": true,
                     *         "schedulable": true,
                     *         "priority": 50,
                     *         "weight": 1,
                     *         "max_concurrency": 10,
                     *         "base_url": "https://api.anthropic.com",
                     *         "proxy_id": null,
                     *         "rate_multiplier": "1",
                     *         "model_mapping": {},
                     *         "allowed_models": [],
                     *         "group_ids": [
                     *           7
                     *         ],
                     *         "api_key": "…3f9a",
                     *         "has_refresh_token": false,
                     *         "scopes": [],
                     *         "token_expires_at": null,
                     *         "refreshed_at": null,
                     *         "rate_limited_until": null,
                     *         "overloaded_until": null,
                     *         "unavailable_until": null,
                     *         "unavailable_reason": null,
                     *         "request_count": 42,
                     *         "tokens_used": 90210,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:05:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Account"];
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
    getAccountConcurrency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So many. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "current": 2,
                     *         "limit": 10
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            /** @description Calls that it serves now, over all processes; counted where there is a limit. */
                            current: number;
                            limit: number | null;
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
    setAccountConcurrency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "limit": 10
                 *     }
                 */
                "application/json": {
                    /** @description 0 and null are no limit. */
                    limit: number | null;
                };
            };
        };
        responses: {
            /** @description It is limited. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "current": 2,
                     *         "limit": 10
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            /** @description Calls that it serves now, over all processes; counted where there is a limit. */
                            current: number;
                            limit: number | null;
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
    forgetAccountConcurrency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are forgotten. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "current": 0,
                     *         "limit": 10
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            /** @description Calls that it serves now, over all processes; counted where there is a limit. */
                            current: number;
                            limit: number | null;
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
    createAccountAuthorization: {
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
                 *       "platform": "claude"
                 *     }
                 */
                "application/json": {
                    platform: string;
                    /**
                     * @description The new account’s, through which the code is exchanged; null for the default one, if there is one. An
                     *     account that is there already keeps its own, and is reached through that.
                     */
                    proxy_id?: number | null;
                };
            };
        };
        responses: {
            /** @description Where to go. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "auth_url": "https://accounts.example.com/authorize?response_type=code",
                     *         "session_id": "Yx0uZ3lW2pQ"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            auth_url: string;
                            session_id: string;
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
    finishAccountAuthorization: {
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
                 *       "platform": "claude",
                 *       "code": "4f2b7c",
                 *       "session_id": "Yx0uZ3lW2pQ",
                 *       "name": "Claude two"
                 *     }
                 */
                "application/json": {
                    platform: string;
                    /** @description As the vendor’s page gives it, also with the state behind a `#`. */
                    code: string;
                    session_id: string;
                    account_id?: number;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description The account, without its tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 12,
                     *         "name": "Claude one",
                     *         "notes": "",
                     *         "platform": "claude",
                     *         "type": "claude-console",
                     *         "auth_type": "apikey",
                     *         "status": "valid",
                     *         "last_error": null,
                     *         "enabled": true,
                     *         "schedulable": true,
                     *         "priority": 50,
                     *         "weight": 1,
                     *         "max_concurrency": 10,
                     *         "base_url": "https://api.anthropic.com",
                     *         "proxy_id": null,
                     *         "rate_multiplier": "1",
                     *         "model_mapping": {},
                     *         "allowed_models": [],
                     *         "group_ids": [
                     *           7
                     *         ],
                     *         "api_key": "…3f9a",
                     *         "has_refresh_token": false,
                     *         "scopes": [],
                     *         "token_expires_at": null,
                     *         "refreshed_at": null,
                     *         "rate_limited_until": null,
                     *         "overloaded_until": null,
                     *         "unavailable_until": null,
                     *         "unavailable_reason": null,
                     *         "request_count": 42,
                     *         "tokens_used": 90210,
                     *         "cost_used": 1.25,
                     *         "last_used_at": "2026-01-22T10:05:00.000Z",
                     *         "expires_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Account"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAccountGroups: {
        parameters: {
            query?: {
                platform?: string;
                page?: components["parameters"]["Page"];
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "items": [
                     *           {
                     *             "id": 7,
                     *             "name": "claude",
                     *             "description": "",
                     *             "platform": "claude",
                     *             "multiplier": "1",
                     *             "is_default": true,
                     *             "enabled": true,
                     *             "fallback_group_id": null,
                     *             "account_ids": [
                     *               12
                     *             ],
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           }
                     *         ],
                     *         "total": 1,
                     *         "page": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            items: components["schemas"]["AccountGroup"][];
                            total: number;
                            page: number;
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
    createAccountGroup: {
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
                 *       "name": "claude",
                 *       "platform": "claude",
                 *       "is_default": true
                 *     }
                 */
                "application/json": {
                    name: string;
                    description?: string;
                    /** @description Whose accounts it has: it stays. */
                    platform: string;
                    /** @description What callers pay by who are bound to it. */
                    multiplier?: string | number;
                    /** @description Whether new accounts of the platform come to it. One is; others cease to be. */
                    is_default?: boolean;
                    enabled?: boolean;
                    /** @description The group of the same platform that is tried after its own accounts. Callers pay as before. */
                    fallback_group_id?: number | null;
                };
            };
        };
        responses: {
            /** @description It is there. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "created",
                     *       "data": {
                     *         "id": 7,
                     *         "name": "claude",
                     *         "description": "",
                     *         "platform": "claude",
                     *         "multiplier": "1",
                     *         "is_default": true,
                     *         "enabled": true,
                     *         "fallback_group_id": null,
                     *         "account_ids": [
                     *           12
                     *         ],
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "created";
                        data: components["schemas"]["AccountGroup"];
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
    listAllAccountGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": [
                     *         {
                     *           "id": 7,
                     *           "name": "claude",
                     *           "description": "",
                     *           "platform": "claude",
                     *           "multiplier": "1",
                     *           "is_default": true,
                     *           "enabled": true,
                     *           "fallback_group_id": null,
                     *           "account_ids": [
                     *             12
                     *           ],
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["AccountGroup"][];
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
    getAccountGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 7,
                     *         "name": "claude",
                     *         "description": "",
                     *         "platform": "claude",
                     *         "multiplier": "1",
                     *         "is_default": true,
                     *         "enabled": true,
                     *         "fallback_group_id": null,
                     *         "account_ids": [
                     *           12
                     *         ],
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["AccountGroup"];
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
    updateAccountGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "multiplier": "1",
                 *       "fallback_group_id": null
                 *     }
                 */
                "application/json": {
                    name?: string;
                    description?: string;
                    /** @description Whose accounts it has: it stays. */
                    platform?: string;
                    /** @description What callers pay by who are bound to it. */
                    multiplier?: string | number;
                    /** @description Whether new accounts of the platform come to it. One is; others cease to be. */
                    is_default?: boolean;
                    enabled?: boolean;
                    /** @description The group of the same platform that is tried after its own accounts. Callers pay as before. */
                    fallback_group_id?: number | null;
                };
            };
        };
        responses: {
            /** @description It is changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 7,
                     *         "name": "claude",
                     *         "description": "",
                     *         "platform": "claude",
                     *         "multiplier": "1",
                     *         "is_default": true,
                     *         "enabled": true,
                     *         "fallback_group_id": null,
                     *         "account_ids": [
                     *           12
                     *         ],
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["AccountGroup"];
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
    deleteAccountGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": null
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: null;
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
    addAccountToGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "account_id": 12
                 *     }
                 */
                "application/json": {
                    account_id: number;
                };
            };
        };
        responses: {
            /** @description It is in it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 7,
                     *         "name": "claude",
                     *         "description": "",
                     *         "platform": "claude",
                     *         "multiplier": "1",
                     *         "is_default": true,
                     *         "enabled": true,
                     *         "fallback_group_id": null,
                     *         "account_ids": [
                     *           12
                     *         ],
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["AccountGroup"];
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
    removeAccountFromGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                accountId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is out of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 7,
                     *         "name": "claude",
                     *         "description": "",
                     *         "platform": "claude",
                     *         "multiplier": "1",
                     *         "is_default": true,
                     *         "enabled": true,
                     *         "fallback_group_id": null,
                     *         "account_ids": [
                     *           12
                     *         ],
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["AccountGroup"];
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
    listProxyConfigs: {
        parameters: {
            query?: {
                /** @description Looked for in names and hosts. */
                keyword?: string;
                page?: components["parameters"]["Page"];
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "items": [
                     *           {
                     *             "id": 3,
                     *             "name": "Frankfurt",
                     *             "type": "socks5",
                     *             "host": "proxy.example.com",
                     *             "port": 1080,
                     *             "username": "ada",
                     *             "has_password": true,
                     *             "enabled": true,
                     *             "is_default": false,
                     *             "test_status": "success",
                     *             "test_latency": 84,
                     *             "last_test_at": "2026-01-22T10:05:00.000Z",
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           }
                     *         ],
                     *         "total": 1,
                     *         "page": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            items: components["schemas"]["ProxyConfig"][];
                            total: number;
                            page: number;
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
    createProxyConfig: {
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
                 *       "name": "Frankfurt",
                 *       "type": "socks5",
                 *       "host": "proxy.example.com",
                 *       "port": 1080,
                 *       "username": "ada",
                 *       "password": "a password"
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @description `http`, `https` or `socks5`. */
                    type: string;
                    /** @description On no private network unless the installation allows it. */
                    host: string;
                    port: number;
                    username?: string;
                    /** @description Empty keeps the one that is there; null takes it away. It is never shown again. */
                    password?: string | null;
                    /** @description The default one that is switched off is the default no longer. */
                    enabled?: boolean;
                };
            };
        };
        responses: {
            /** @description It is there. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "created",
                     *       "data": {
                     *         "id": 3,
                     *         "name": "Frankfurt",
                     *         "type": "socks5",
                     *         "host": "proxy.example.com",
                     *         "port": 1080,
                     *         "username": "ada",
                     *         "has_password": true,
                     *         "enabled": true,
                     *         "is_default": false,
                     *         "test_status": "success",
                     *         "test_latency": 84,
                     *         "last_test_at": "2026-01-22T10:05:00.000Z",
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "created";
                        data: components["schemas"]["ProxyConfig"];
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
    listEnabledProxyConfigs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": [
                     *         {
                     *           "id": 3,
                     *           "name": "Frankfurt",
                     *           "type": "socks5",
                     *           "host": "proxy.example.com",
                     *           "port": 1080,
                     *           "username": "ada",
                     *           "has_password": true,
                     *           "enabled": true,
                     *           "is_default": false,
                     *           "test_status": "success",
                     *           "test_latency": 84,
                     *           "last_test_at": "2026-01-22T10:05:00.000Z",
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["ProxyConfig"][];
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
    getDefaultProxyConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proxy; null without one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": null
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["ProxyConfig"] | null;
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
    clearDefaultProxyConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": null
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: null;
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
    testProxyConfig: {
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
                 *       "id": 3
                 *     }
                 */
                "application/json": {
                    id?: number;
                    /** @description `http`, `https` or `socks5`. */
                    type?: string;
                    /** @description On no private network unless the installation allows it. */
                    host?: string;
                    port?: number;
                    username?: string;
                    password?: string;
                };
            };
        };
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "success": true,
                     *         "message": "OK",
                     *         "latency": 84
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: {
                            success: boolean;
                            message: string;
                            /** @description Milliseconds. */
                            latency: number;
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
    getProxyConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proxy. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 3,
                     *         "name": "Frankfurt",
                     *         "type": "socks5",
                     *         "host": "proxy.example.com",
                     *         "port": 1080,
                     *         "username": "ada",
                     *         "has_password": true,
                     *         "enabled": true,
                     *         "is_default": false,
                     *         "test_status": "success",
                     *         "test_latency": 84,
                     *         "last_test_at": "2026-01-22T10:05:00.000Z",
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["ProxyConfig"];
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
    updateProxyConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "port": 1080,
                 *       "password": ""
                 *     }
                 */
                "application/json": {
                    name?: string;
                    /** @description `http`, `https` or `socks5`. */
                    type?: string;
                    /** @description On no private network unless the installation allows it. */
                    host?: string;
                    port?: number;
                    username?: string;
                    /** @description Empty keeps the one that is there; null takes it away. It is never shown again. */
                    password?: string | null;
                    /** @description The default one that is switched off is the default no longer. */
                    enabled?: boolean;
                };
            };
        };
        responses: {
            /** @description It is changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 3,
                     *         "name": "Frankfurt",
                     *         "type": "socks5",
                     *         "host": "proxy.example.com",
                     *         "port": 1080,
                     *         "username": "ada",
                     *         "has_password": true,
                     *         "enabled": true,
                     *         "is_default": false,
                     *         "test_status": "success",
                     *         "test_latency": 84,
                     *         "last_test_at": "2026-01-22T10:05:00.000Z",
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["ProxyConfig"];
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
    deleteProxyConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": null
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: null;
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
    toggleProxyConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is the other than it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 3,
                     *         "name": "Frankfurt",
                     *         "type": "socks5",
                     *         "host": "proxy.example.com",
                     *         "port": 1080,
                     *         "username": "ada",
                     *         "has_password": true,
                     *         "enabled": true,
                     *         "is_default": false,
                     *         "test_status": "success",
                     *         "test_latency": 84,
                     *         "last_test_at": "2026-01-22T10:05:00.000Z",
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["ProxyConfig"];
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
    setDefaultProxyConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is the default. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 3,
                     *         "name": "Frankfurt",
                     *         "type": "socks5",
                     *         "host": "proxy.example.com",
                     *         "port": 1080,
                     *         "username": "ada",
                     *         "has_password": true,
                     *         "enabled": true,
                     *         "is_default": false,
                     *         "test_status": "success",
                     *         "test_latency": 84,
                     *         "last_test_at": "2026-01-22T10:05:00.000Z",
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 0;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["ProxyConfig"];
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
    createMessage: {
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
                 *       "model": "demo-text",
                 *       "max_tokens": 256,
                 *       "messages": [
                 *         {
                 *           "role": "user",
                 *           "content": "Hello"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A message, or with `stream` its events. */
            200: {
                headers: {
                    "X-Taskloom-Losses": components["headers"]["Losses"];
                    "X-Taskloom-Call": components["headers"]["Call"];
                    "X-Taskloom-Cost": components["headers"]["Cost"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "msg_1",
                     *       "type": "message",
                     *       "role": "assistant",
                     *       "model": "demo-text",
                     *       "content": [
                     *         {
                     *           "type": "text",
                     *           "text": "Hello!"
                     *         }
                     *       ],
                     *       "stop_reason": "end_turn",
                     *       "stop_sequence": null,
                     *       "usage": {
                     *         "input_tokens": 8,
                     *         "output_tokens": 4
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                    "text/event-stream": string;
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "error",
                     *       "error": {
                     *         "type": "not_found_error",
                     *         "message": "There is no such model"
                     *       },
                     *       "request_id": "0198c5b6-7e1f-7a55-8a3c-3f2b9d6c1e10"
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    countMessageTokens: {
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
                 *       "model": "demo-text",
                 *       "messages": [
                 *         {
                 *           "role": "user",
                 *           "content": "Hello"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description How many there are. */
            200: {
                headers: {
                    "X-Taskloom-Losses": components["headers"]["Losses"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "input_tokens": 8
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "error",
                     *       "error": {
                     *         "type": "not_found_error",
                     *         "message": "There is no such model"
                     *       },
                     *       "request_id": "0198c5b6-7e1f-7a55-8a3c-3f2b9d6c1e10"
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listClaudeModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Claude’s list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "type": "model",
                     *           "id": "demo-text",
                     *           "display_name": "demo-text",
                     *           "created_at": "1970-01-01T00:00:00Z"
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "first_id": "demo-text",
                     *       "last_id": "demo-text"
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "error",
                     *       "error": {
                     *         "type": "not_found_error",
                     *         "message": "There is no such model"
                     *       },
                     *       "request_id": "0198c5b6-7e1f-7a55-8a3c-3f2b9d6c1e10"
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getClaudeModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The model’s name. */
                modelAction: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Claude’s model object. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "model",
                     *       "id": "demo-text",
                     *       "display_name": "demo-text",
                     *       "created_at": "1970-01-01T00:00:00Z"
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "error",
                     *       "error": {
                     *         "type": "not_found_error",
                     *         "message": "There is no such model"
                     *       },
                     *       "request_id": "0198c5b6-7e1f-7a55-8a3c-3f2b9d6c1e10"
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    createChatCompletion: {
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
                 *       "model": "demo-text",
                 *       "messages": [
                 *         {
                 *           "role": "user",
                 *           "content": "Hello"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A completion, or with `stream` its chunks. */
            200: {
                headers: {
                    "X-Taskloom-Losses": components["headers"]["Losses"];
                    "X-Taskloom-Call": components["headers"]["Call"];
                    "X-Taskloom-Cost": components["headers"]["Cost"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "chatcmpl-1",
                     *       "object": "chat.completion",
                     *       "created": 1769076000,
                     *       "model": "demo-text",
                     *       "choices": [
                     *         {
                     *           "index": 0,
                     *           "message": {
                     *             "role": "assistant",
                     *             "content": "Hello!",
                     *             "refusal": null
                     *           },
                     *           "logprobs": null,
                     *           "finish_reason": "stop"
                     *         }
                     *       ],
                     *       "usage": {
                     *         "prompt_tokens": 8,
                     *         "completion_tokens": 4,
                     *         "total_tokens": 12
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                    "text/event-stream": string;
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": {
                     *         "message": "There is no such model",
                     *         "type": "invalid_request_error",
                     *         "param": null,
                     *         "code": "model_not_found"
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listOpenAiModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAI’s list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "list",
                     *       "data": [
                     *         {
                     *           "id": "demo-text",
                     *           "object": "model",
                     *           "created": 0,
                     *           "owned_by": "taskloom"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": {
                     *         "message": "There is no such model",
                     *         "type": "invalid_request_error",
                     *         "param": null,
                     *         "code": "model_not_found"
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getOpenAiModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The model’s name. */
                modelAction: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAI’s model object. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "demo-text",
                     *       "object": "model",
                     *       "created": 0,
                     *       "owned_by": "taskloom"
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": {
                     *         "message": "There is no such model",
                     *         "type": "invalid_request_error",
                     *         "param": null,
                     *         "code": "model_not_found"
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    createOpenAiResponse: {
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
                 *       "model": "demo-text",
                 *       "input": "Hello"
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A response, or with `stream` its events. */
            200: {
                headers: {
                    "X-Taskloom-Losses": components["headers"]["Losses"];
                    "X-Taskloom-Call": components["headers"]["Call"];
                    "X-Taskloom-Cost": components["headers"]["Cost"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "resp_1",
                     *       "object": "response",
                     *       "created_at": 1769076000,
                     *       "status": "completed",
                     *       "model": "demo-text",
                     *       "output": [
                     *         {
                     *           "id": "msg_1",
                     *           "type": "message",
                     *           "role": "assistant",
                     *           "status": "completed",
                     *           "content": [
                     *             {
                     *               "type": "output_text",
                     *               "text": "Hello!",
                     *               "annotations": []
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "usage": {
                     *         "input_tokens": 8,
                     *         "output_tokens": 4,
                     *         "total_tokens": 12
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                    "text/event-stream": string;
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": {
                     *         "message": "There is no such model",
                     *         "type": "invalid_request_error",
                     *         "param": null,
                     *         "code": "model_not_found"
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    createOpenAiResponseUnversioned: {
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
                 *       "model": "demo-text",
                 *       "input": "Hello"
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A response, or with `stream` its events. */
            200: {
                headers: {
                    "X-Taskloom-Losses": components["headers"]["Losses"];
                    "X-Taskloom-Call": components["headers"]["Call"];
                    "X-Taskloom-Cost": components["headers"]["Cost"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "resp_1",
                     *       "object": "response",
                     *       "created_at": 1769076000,
                     *       "status": "completed",
                     *       "model": "demo-text",
                     *       "output": [
                     *         {
                     *           "id": "msg_1",
                     *           "type": "message",
                     *           "role": "assistant",
                     *           "status": "completed",
                     *           "content": [
                     *             {
                     *               "type": "output_text",
                     *               "text": "Hello!",
                     *               "annotations": []
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "usage": {
                     *         "input_tokens": 8,
                     *         "output_tokens": 4,
                     *         "total_tokens": 12
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                    "text/event-stream": string;
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": {
                     *         "message": "There is no such model",
                     *         "type": "invalid_request_error",
                     *         "param": null,
                     *         "code": "model_not_found"
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    createResponseUnversioned: {
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
                 *       "model": "demo-text",
                 *       "input": "Hello"
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A response, or with `stream` its events. */
            200: {
                headers: {
                    "X-Taskloom-Losses": components["headers"]["Losses"];
                    "X-Taskloom-Call": components["headers"]["Call"];
                    "X-Taskloom-Cost": components["headers"]["Cost"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "resp_1",
                     *       "object": "response",
                     *       "created_at": 1769076000,
                     *       "status": "completed",
                     *       "model": "demo-text",
                     *       "output": [
                     *         {
                     *           "id": "msg_1",
                     *           "type": "message",
                     *           "role": "assistant",
                     *           "status": "completed",
                     *           "content": [
                     *             {
                     *               "type": "output_text",
                     *               "text": "Hello!",
                     *               "annotations": []
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "usage": {
                     *         "input_tokens": 8,
                     *         "output_tokens": 4,
                     *         "total_tokens": 12
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                    "text/event-stream": string;
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": {
                     *         "message": "There is no such model",
                     *         "type": "invalid_request_error",
                     *         "param": null,
                     *         "code": "model_not_found"
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    createResponse: {
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
                 *       "model": "demo-text",
                 *       "input": "Hello"
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A response, or with `stream` its events. */
            200: {
                headers: {
                    "X-Taskloom-Losses": components["headers"]["Losses"];
                    "X-Taskloom-Call": components["headers"]["Call"];
                    "X-Taskloom-Cost": components["headers"]["Cost"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "resp_1",
                     *       "object": "response",
                     *       "created_at": 1769076000,
                     *       "status": "completed",
                     *       "model": "demo-text",
                     *       "output": [
                     *         {
                     *           "id": "msg_1",
                     *           "type": "message",
                     *           "role": "assistant",
                     *           "status": "completed",
                     *           "content": [
                     *             {
                     *               "type": "output_text",
                     *               "text": "Hello!",
                     *               "annotations": []
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "usage": {
                     *         "input_tokens": 8,
                     *         "output_tokens": 4,
                     *         "total_tokens": 12
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                    "text/event-stream": string;
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": {
                     *         "message": "There is no such model",
                     *         "type": "invalid_request_error",
                     *         "param": null,
                     *         "code": "model_not_found"
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    createGeminiChat: {
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
                 *       "model": "demo-text",
                 *       "contents": [
                 *         {
                 *           "role": "user",
                 *           "parts": [
                 *             {
                 *               "text": "Hello"
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Gemini’s answer, or with `stream` its events. */
            200: {
                headers: {
                    "X-Taskloom-Losses": components["headers"]["Losses"];
                    "X-Taskloom-Call": components["headers"]["Call"];
                    "X-Taskloom-Cost": components["headers"]["Cost"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "candidates": [
                     *         {
                     *           "index": 0,
                     *           "content": {
                     *             "role": "model",
                     *             "parts": [
                     *               {
                     *                 "text": "Hello!"
                     *               }
                     *             ]
                     *           },
                     *           "finishReason": "STOP"
                     *         }
                     *       ],
                     *       "usageMetadata": {
                     *         "promptTokenCount": 8,
                     *         "candidatesTokenCount": 4,
                     *         "totalTokenCount": 12
                     *       },
                     *       "modelVersion": "demo-text",
                     *       "responseId": "1"
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                    "text/event-stream": string;
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": {
                     *         "code": 404,
                     *         "message": "There is no such model",
                     *         "status": "NOT_FOUND"
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listGeminiModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gemini’s list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "models": [
                     *         {
                     *           "name": "models/demo-text",
                     *           "displayName": "demo-text",
                     *           "description": "",
                     *           "supportedGenerationMethods": [
                     *             "generateContent",
                     *             "streamGenerateContent",
                     *             "countTokens"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": {
                     *         "code": 404,
                     *         "message": "There is no such model",
                     *         "status": "NOT_FOUND"
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getGeminiModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The model’s name. */
                modelAction: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gemini’s model object. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "models/demo-text",
                     *       "displayName": "demo-text",
                     *       "description": "",
                     *       "supportedGenerationMethods": [
                     *         "generateContent",
                     *         "streamGenerateContent",
                     *         "countTokens"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": {
                     *         "code": 404,
                     *         "message": "There is no such model",
                     *         "status": "NOT_FOUND"
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    callGeminiModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `{model}:{action}` */
                modelAction: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "contents": [
                 *         {
                 *           "role": "user",
                 *           "parts": [
                 *             {
                 *               "text": "Hello"
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Gemini’s answer. */
            200: {
                headers: {
                    "X-Taskloom-Losses": components["headers"]["Losses"];
                    "X-Taskloom-Call": components["headers"]["Call"];
                    "X-Taskloom-Cost": components["headers"]["Cost"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "candidates": [
                     *         {
                     *           "index": 0,
                     *           "content": {
                     *             "role": "model",
                     *             "parts": [
                     *               {
                     *                 "text": "Hello!"
                     *               }
                     *             ]
                     *           },
                     *           "finishReason": "STOP"
                     *         }
                     *       ],
                     *       "usageMetadata": {
                     *         "promptTokenCount": 8,
                     *         "candidatesTokenCount": 4,
                     *         "totalTokenCount": 12
                     *       },
                     *       "modelVersion": "demo-text",
                     *       "responseId": "1"
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                    "text/event-stream": string;
                };
            };
            /** @description The protocol’s own error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": {
                     *         "code": 404,
                     *         "message": "There is no such model",
                     *         "status": "NOT_FOUND"
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
}
