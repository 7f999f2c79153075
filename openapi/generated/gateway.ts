// Made from openapi/gateway.yaml by `npm run generate`: change that, not this.

export interface paths {
    "/api/setup/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the first administrator is still to be made */
        get: operations["getSetupStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the first administrator
         * @description Works once in the life of an installation, however many try at the same time.
         */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a password
         * @description A wrong password, and a user that there is not, are the same 400.
         */
        post: operations["loginWithPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account
         * @description With a code that was mailed to the address, the address counts as verified. A referral code that nobody has is ignored.
         */
        post: operations["registerWithPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password/email-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a code mailed, for registering
         * @description Six digits, good for 10 minutes and five tries; the next one replaces it. The answer is the same for an address that has an account: its owner is told so in the mail.
         */
        post: operations["sendRegistrationCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/passkey/login/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to sign in with a passkey
         * @description A challenge, good once and for 5 minutes. The authenticator shows which passkeys it has: nobody needs to be named, so that the answer cannot tell who has an account.
         */
        post: operations["getPasskeyLoginOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/passkey/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a passkey
         * @description A passkey that nobody has and a signature that does not hold are the same 400.
         */
        post: operations["loginWithPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign in at the OpenID Connect provider
         * @description Sends the browser there, with PKCE, a nonce, and a state that also lies in a cookie for 10 minutes. 503 where no provider is set up.
         */
        get: operations["startOidcLogin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the OpenID Connect provider sends the browser back to
         * @description Only the browser that began the sign-in can finish it, once. It is sent on to `/dashboard?token=…`, or, when a signed-in user came to bind the provider, to `/dashboard?bound=oidc`; never anywhere else.
         */
        get: operations["finishOidcLogin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getCurrentUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's passkeys */
        get: operations["listPasskeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/passkeys/register/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to add a passkey
         * @description A challenge, good once and for 5 minutes.
         */
        post: operations["getPasskeyRegistrationOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/passkeys/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a passkey */
        post: operations["registerPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a passkey */
        delete: operations["deletePasskey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/password/method": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a change of the password asks for */
        get: operations["getPasswordMethod"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/password/email-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a code mailed, for changing the password
         * @description Six digits, to the account's own address; good for 10 minutes and five tries.
         */
        post: operations["sendPasswordCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/password/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the password
         * @description Proved by a mailed code or by the current password. Signs the account out everywhere else.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/oidc/bind-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bind the account at the OpenID Connect provider
         * @description Sets the state's cookie; the browser goes to `auth_url`, and comes back to `/auth/callback`. 503 where no provider is set up.
         */
        post: operations["createOidcBindUrl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s API keys */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description A user has at most 100 keys, those of the relay API included; one more is answered by 400.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/api-keys/{id}": {
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
    "/api/user/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an API key a new secret
         * @description The secret before works for `grace_seconds` more: a day unless given, 30 days at most, and 0 for not any more.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/api-keys/{id}/reset-usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin the usage of an API key anew */
        post: operations["resetApiKeyUsage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/api-key/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an API key that may do everything
         * @description Adds the key `Default key`, which is bound to no user channel. Other keys stay as they are.
         */
        post: operations["createDefaultApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one may call */
        get: operations["getCatalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One’s own calls
         * @description The newest 100 as a bare array; as a page when the query asks for a page, a time, a key, a model or a channel.
         */
        get: operations["listOwnCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/logs/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a call of one’s own cost what it cost */
        get: operations["explainOwnCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s balance and figures */
        get: operations["getOwnStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All channels */
        get: operations["listChannels"];
        put?: never;
        /**
         * Add a channel
         * @description In force for new calls within a second.
         */
        post: operations["createChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a channel
         * @description What is left out stays. To switch a channel on again forgets its failures.
         */
        put: operations["updateChannel"];
        post?: never;
        /**
         * Delete a channel
         * @description Its models go from it; its calls stay. One that is not there is gone already.
         */
        delete: operations["deleteChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{id}/group-multipliers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * What groups pay on this channel
         * @description Replaces all of them; a multiplier of 0 is skipped, and the group pays by its own.
         */
        put: operations["setChannelGroupMultipliers"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{id}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models of a channel */
        get: operations["listChannelModels"];
        put?: never;
        /**
         * Add a model to a channel
         * @description Needs `model_id` or `model_name`. Prices are the model’s own, wherever it is served. A name that no model has makes one without a price: everybody can call it within a second, for nothing. The answer’s `model.priced` says so: give it prices first, by `POST /api/models`.
         */
        post: operations["createChannelModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channel-models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a model on a channel
         * @description What is left out stays.
         */
        put: operations["updateChannelModel"];
        post?: never;
        /**
         * Take a model from a channel
         * @description One that is not there is gone already.
         */
        delete: operations["deleteChannelModel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channel-models/{id}/group-multipliers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * What groups pay for this model on its channel
         * @description As for a channel, which it goes before.
         */
        put: operations["setChannelModelGroupMultipliers"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All models, with their prices */
        get: operations["listModelConfigs"];
        put?: never;
        /**
         * Add a model
         * @description A price that is left out is unpriced, which is not 0: what has no rate of its own is charged as other input or output. A model without any price is free.
         */
        post: operations["createModelConfig"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a model
         * @description Replaces all prices, also by none; of the rest, what is left out stays. Calls that run are charged at the price they began with.
         */
        put: operations["updateModelConfig"];
        post?: never;
        /**
         * Delete a model
         * @description It goes from every channel; its calls and its prices of then stay. One that is not there is gone already.
         */
        delete: operations["deleteModelConfig"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All user channels, with their channels */
        get: operations["listUserChannels"];
        put?: never;
        /** Add a user channel */
        post: operations["createUserChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user-channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a user channel
         * @description What is left out stays. In force for new calls within a second.
         */
        put: operations["updateUserChannel"];
        post?: never;
        /**
         * Delete a user channel
         * @description 409 while channels belong to it. One that is not there is gone already.
         */
        delete: operations["deleteUserChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All groups */
        get: operations["listGroups"];
        put?: never;
        /**
         * Add a group
         * @description A multiplier of 0 counts as 1.
         */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a group
         * @description What is left out stays. The group `user` keeps its name.
         */
        put: operations["updateGroup"];
        post?: never;
        /**
         * Delete a group
         * @description 409 while users or API keys are in it; 400 for the group `user`.
         */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users, with their balances and groups */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a user into groups
         * @description Replaces the groups that the user is in, by one for ever (`group_id`) or by several, each until its time is over (`groups`): one of the two. In force for calls within a second. Who is in several pays by the lowest of their multipliers.
         */
        put: operations["updateUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All calls
         * @description The newest 100 as a bare array; as a page when the query asks for a page, a time, a key, a model or a channel.
         */
        get: operations["listCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a call cost what it cost */
        get: operations["explainCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The installation in figures */
        get: operations["getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channel-usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What went through each channel */
        get: operations["getChannelUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that the caller may use */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{modelAction}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One model */
        get: operations["getModel"];
        put?: never;
        /** Gemini generateContent, at /v1 */
        post: operations["callGeminiModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chat/completions": {
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
    "/v1/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** OpenAI completions */
        post: operations["createCompletion"];
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
        /**
         * OpenAI Responses
         * @description Answers are not kept: `previous_response_id` works only where the upstream speaks this protocol as well.
         */
        post: operations["createResponse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/images/generations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** OpenAI images */
        post: operations["createImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
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
    "/v1/messages/count_tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claude: the tokens of a message
         * @description An estimate of what the model reads, whatever the call's limits. Free.
         */
        post: operations["countMessageTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1beta/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that the caller may use, as Gemini lists them */
        get: operations["listGeminiModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1beta/models/{modelAction}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One model, as Gemini describes it */
        get: operations["getGeminiModel"];
        put?: never;
        /**
         * Gemini generateContent, streamGenerateContent, countTokens
         * @description `streamGenerateContent` answers a JSON array, or with `?alt=sse` server-sent events.
         */
        post: operations["callGeminiModelBeta"];
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
        /** @description Unique, whatever its case. No @, no spaces at its ends, nothing that cannot be seen. */
        Username: string;
        NewPassword: string;
        /** @description The six digits that were mailed. */
        EmailCode: string;
        Base64Url: string;
        /** @description base64url */
        CredentialId: string;
        User: {
            id: number;
            username: string;
            email: string | null;
            email_verified: boolean;
            /** @description Who the user is at the OpenID Connect provider, once both were bound. */
            oidc_sub: string | null;
            avatar_url: string | null;
            /** @description Credits that can be spent, without what is reserved. */
            balance: string;
            referral_code: string;
            is_admin: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        SignedIn: {
            /** @description A JWT with the claims `id` and `is_admin`; 7 days. */
            token: string;
            user: components["schemas"]["User"];
        };
        /** @description A number of 0 or more, without trailing zeros. */
        Decimal: string;
        /** @description A number of 0 or more with at most 10 decimals, as a string or a number. */
        DecimalInput: string | number;
        /** @description In credits, for a million tokens (of models per request: for each); null where there is no such rate. */
        Price: string | null;
        /** @description In credits, for a million tokens (of models per request: for each), as a string or a number; null or empty where there is no such rate. */
        PriceInput: string | number | null;
        UsageTotals: {
            request_count: number;
            input_tokens: number;
            output_tokens: number;
            /** @description A part of the input. */
            cached_input_tokens: number;
            total_tokens: number;
            total_cost: components["schemas"]["Decimal"];
        };
        Done: {
            message: string;
        };
        Passkey: {
            id: number;
            name: string;
            sign_count: number;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        PublicKey: {
            /** @description What `navigator.credentials` takes, its bytes as base64url (WebAuthn level 3, JSON). */
            publicKey: {
                [key: string]: unknown;
            };
        };
        Error: {
            /** @description A sentence for people. */
            error: string;
            /** @description The error's code. */
            type: string;
            /** @description With 429: seconds to wait. */
            retry_after?: number;
            /** @description With 500: the request, for whoever runs the platform. */
            request_id?: string;
        };
        ApiKey: {
            id: number;
            name: string;
            /** @description How the secret begins. */
            key_prefix: string;
            allowed_models: string[];
            allowed_user_channels: number[];
            allowed_ips: string[];
            group_id: number | null;
            quota_limit: components["schemas"]["Decimal"];
            /** @description Less what is set aside for calls that run; null without a quota. */
            quota_remaining: string | null;
            requests_per_minute: number | null;
            tokens_per_minute: number | null;
            max_concurrency: number | null;
            enabled: boolean;
            /** Format: date-time */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description Until when the secret before the last rotation works.
             */
            previous_key_until: string | null;
            usage: components["schemas"]["UsageTotals"];
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: date-time */
            usage_reset_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        NewApiKey: {
            /** @description `sk-` and 43 characters. */
            api_key: string;
            key: components["schemas"]["ApiKey"];
        };
        /** @description For models with the quota type 100. */
        VideoPrices: {
            resolutions: {
                resolution: string;
                duration_unit_price: components["schemas"]["Decimal"];
                durations: {
                    seconds: number;
                    price: components["schemas"]["Decimal"];
                }[];
            }[];
        } | null;
        Call: {
            id: number;
            /**
             * Format: uuid
             * @description What the answer had in `X-Taskloom-Call`.
             */
            call_id: string;
            user_id: number;
            /** @description Null for a call with a session. */
            api_key_id: number | null;
            user_channel_id: number | null;
            /** @description The one that answered; null where none did. */
            channel_id: number | null;
            model_name: string;
            model_config_id: number | null;
            surface: string;
            /** @description What the caller spoke. */
            protocol: string;
            upstream_protocol: string | null;
            upstream_model_name: string | null;
            ip: string;
            user_agent: string;
            /** @description The whole prompt; the other inputs are parts of it. */
            input_tokens: number;
            /** @description The whole answer, with its reasoning. */
            output_tokens: number;
            cached_input_tokens: number;
            cache_write_input_tokens: number;
            cache_write_1h_input_tokens: number;
            image_input_tokens: number;
            image_output_tokens: number;
            audio_input_tokens: number;
            audio_output_tokens: number;
            reasoning_tokens: number;
            /** @enum {string} */
            usage_source: "reported" | "estimated" | "none";
            base_cost: components["schemas"]["Decimal"];
            cost: components["schemas"]["Decimal"];
            shortfall: components["schemas"]["Decimal"];
            /** @description The user’s package that paid for it; null where the balance did. */
            user_package_id: number | null;
            price_version: number | null;
            group_multiplier: string | null;
            user_channel_multiplier: string | null;
            is_stream: boolean;
            response_time_ms: number;
            first_response_time_ms: number | null;
            /**
             * @description 0: answered whole; 1: failed; 2: the caller hung up; 3: its process ended; 4: it was refused, and what is not known of it is empty.
             * @enum {integer}
             */
            status: 0 | 1 | 2 | 3 | 4;
            /** @enum {string} */
            state: "succeeded" | "failed" | "aborted" | "abandoned" | "refused";
            /** @description Why it failed or was refused: the codes are in docs/errors.md. */
            error_code: string | null;
            /** @description What its caller was told. Administrators read here, and in `attempts` of the explanation, what the upstream said. */
            error_message: string | null;
            /** @description What a translation between protocols could not carry. */
            losses: string[];
            /** Format: date-time */
            created_at: string;
        };
        /** @description Null where nothing is kept. */
        KeptBody: {
            /** @description Without what looks like a secret. */
            text: string;
            /** @description How long all of it was. */
            bytes: number;
            /** @description Whether this is only its beginning. */
            truncated: boolean;
        } | null;
        Explanation: {
            call: components["schemas"]["Call"];
            /** @description What the call was to be charged by, and what was set aside; null for a call that was refused before. */
            quote: {
                price_version: number;
                quota_type: number;
                /** @description As a model has them. */
                prices: {
                    [key: string]: unknown;
                };
                group_multiplier: string | null;
                user_channel_multiplier: string | null;
                held: components["schemas"]["Decimal"];
            } | null;
            /** @description What each rate came to, before the multipliers. Token prices are for a million. */
            lines: {
                rate: string;
                segments: {
                    count: number;
                    price: components["schemas"]["Decimal"];
                }[];
                amount: components["schemas"]["Decimal"];
            }[];
            base_cost: components["schemas"]["Decimal"];
            cost: components["schemas"]["Decimal"];
            shortfall: components["schemas"]["Decimal"];
            /** @description The package that paid, and what the call drew of each of its limits. */
            package: {
                user_package_id: number;
                name: string;
                drawn: {
                    /** @enum {string} */
                    unit: "requests" | "tokens" | "credits";
                    /**
                     * @description Of UTC.
                     * @enum {string}
                     */
                    window: "day" | "week" | "month" | "life";
                    /** Format: date-time */
                    window_start: string;
                    amount: components["schemas"]["Decimal"];
                }[];
            } | null;
            /** @description What was set aside. It is `captured` when some of it was charged, and the rest has gone back; `released` when all of it has. */
            hold: {
                amount: components["schemas"]["Decimal"];
                /** @enum {string} */
                state: "pending" | "captured" | "released";
                /** Format: date-time */
                at: string;
            } | null;
            /** @description What of it was charged; null where nothing was. */
            capture: {
                amount: components["schemas"]["Decimal"];
                /** Format: date-time */
                at: string;
            } | null;
            /** @description What of it went back because the call had ended without a charge. */
            release: {
                amount: components["schemas"]["Decimal"];
                /** Format: date-time */
                at: string;
            } | null;
            /** @description What was charged beyond it. */
            rest: {
                amount: components["schemas"]["Decimal"];
                /** Format: date-time */
                at: string;
            } | null;
            attempts: {
                number: number;
                channel_id: number;
                upstream_model_name: string;
                status: number | null;
                /** @description For administrators. */
                error: string | null;
                /** @enum {string} */
                outcome: "answered" | "passed on" | "given up";
                /** @description What the try used, by the model’s prices and before the multipliers; 0 for one that did not answer. It is charged to nobody by itself: the charge is the call’s `cost`. */
                base_cost: string;
                /** Format: date-time */
                started_at: string;
                duration_ms: number;
            }[];
            /** @description What was said, for administrators, where the installation keeps it; else null. */
            bodies: {
                request: components["schemas"]["KeptBody"];
                answer: components["schemas"]["KeptBody"];
            } | null;
        };
        UserChannelFacts: {
            id: number;
            name: string;
            description: string;
            multiplier: components["schemas"]["Decimal"];
            /** @enum {string} */
            routing_algorithm: "priority" | "round_robin" | "weighted_round_robin";
            enabled: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        PriceTiers: {
            min_tokens: number;
            price: components["schemas"]["Decimal"];
            condition?: string;
        }[];
        ModelConfig: {
            id: number;
            model_name: string;
            description: string;
            provider: string;
            provider_name: string;
            provider_icon_url: string;
            /**
             * @description 0: by tokens; 1: the output price for each request; 100: by resolution and duration of a video.
             * @enum {integer}
             */
            quota_type: 0 | 1 | 100;
            input_price: components["schemas"]["Price"];
            input_price_tiers: components["schemas"]["PriceTiers"];
            output_price: components["schemas"]["Price"];
            output_price_tiers: components["schemas"]["PriceTiers"];
            cached_input_price: components["schemas"]["Price"];
            cached_input_price_tiers: components["schemas"]["PriceTiers"];
            cache_write_input_price: components["schemas"]["Price"];
            cache_write_input_price_tiers: components["schemas"]["PriceTiers"];
            cache_write_1h_input_price: components["schemas"]["Price"];
            cache_write_1h_input_price_tiers: components["schemas"]["PriceTiers"];
            image_input_price: components["schemas"]["Price"];
            image_input_price_tiers: components["schemas"]["PriceTiers"];
            image_output_price: components["schemas"]["Price"];
            image_output_price_tiers: components["schemas"]["PriceTiers"];
            audio_input_price: components["schemas"]["Price"];
            audio_input_price_tiers: components["schemas"]["PriceTiers"];
            audio_output_price: components["schemas"]["Price"];
            audio_output_price_tiers: components["schemas"]["PriceTiers"];
            video_billing_config: components["schemas"]["VideoPrices"];
            /** @description Counts the changes of the prices. */
            price_version: number;
            max_output_tokens: number | null;
            /** @description Whether it only stands in for a real model. */
            is_demo: boolean;
            /** @description Whether it has a price: without one, or at 0, its calls are free. */
            priced: boolean;
            enabled: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Group: {
            id: number;
            name: string;
            multiplier: components["schemas"]["Decimal"];
            /** @description Whether it is the group `user`, of everybody who is in no other: it keeps its name, and stays. */
            built_in: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        GroupMultiplier: {
            group_id: number;
            multiplier: components["schemas"]["Decimal"];
            group: components["schemas"]["Group"];
        };
        ChannelModel: {
            id: number;
            channel_id: number;
            model_id: number;
            model_name: string;
            model: components["schemas"]["ModelConfig"];
            upstream_model_name: string;
            provider: string;
            provider_icon_url: string;
            enabled: boolean;
            group_multipliers: components["schemas"]["GroupMultiplier"][];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Channel: {
            id: number;
            name: string;
            /** @description What the upstream speaks. */
            type: string;
            base_url: string;
            /** @description The end of the key, such as `…3f9a`; null where there is none. Sent back as it is, it changes nothing. */
            api_key: string | null;
            has_proxy: boolean;
            user_channel_id: number;
            /** @description Kept, and used in no charge. */
            multiplier: components["schemas"]["Decimal"];
            priority: number;
            weight: number;
            enabled: boolean;
            max_concurrency: number | null;
            requests_per_minute: number | null;
            connect_timeout_ms: number | null;
            first_byte_timeout_ms: number | null;
            idle_timeout_ms: number | null;
            consecutive_failures: number;
            /** Format: date-time */
            last_failure_at: string | null;
            last_failure_reason: string | null;
            /** Format: date-time */
            auto_disabled_at: string | null;
            auto_disabled_reason: string | null;
            /** Format: date-time */
            last_health_checked_at: string | null;
            last_health_status: string | null;
            /** @description Why no call is sent there although it is switched on; null where nothing is wrong. */
            problem: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            user_channel: components["schemas"]["UserChannelFacts"];
            models: components["schemas"]["ChannelModel"][];
            group_multipliers: components["schemas"]["GroupMultiplier"][];
        };
        /** @description Without a condition: the price from `min_tokens` on. With one (`full_input_tokens`, `full_request_tokens`, `billable_input_tokens`, `billable_output_tokens`): the whole amount at the highest tier that was reached. */
        PriceTiersInput: {
            min_tokens: number;
            price: components["schemas"]["DecimalInput"];
            condition?: string | null;
        }[] | null;
        VideoPricesInput: {
            resolutions?: {
                resolution: string;
                duration_unit_price?: components["schemas"]["DecimalInput"];
                durations?: {
                    seconds: number;
                    price: components["schemas"]["DecimalInput"];
                }[];
            }[];
        } | null;
        ChannelFacts: {
            id: number;
            name: string;
            /** @description What the upstream speaks. */
            type: string;
            base_url: string;
            /** @description The end of the key, such as `…3f9a`; null where there is none. Sent back as it is, it changes nothing. */
            api_key: string | null;
            has_proxy: boolean;
            user_channel_id: number;
            /** @description Kept, and used in no charge. */
            multiplier: components["schemas"]["Decimal"];
            priority: number;
            weight: number;
            enabled: boolean;
            max_concurrency: number | null;
            requests_per_minute: number | null;
            connect_timeout_ms: number | null;
            first_byte_timeout_ms: number | null;
            idle_timeout_ms: number | null;
            consecutive_failures: number;
            /** Format: date-time */
            last_failure_at: string | null;
            last_failure_reason: string | null;
            /** Format: date-time */
            auto_disabled_at: string | null;
            auto_disabled_reason: string | null;
            /** Format: date-time */
            last_health_checked_at: string | null;
            last_health_status: string | null;
            /** @description Why it cannot be used, even when it is switched on; null where nothing is wrong. */
            problem: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        UserChannel: {
            id: number;
            name: string;
            description: string;
            multiplier: components["schemas"]["Decimal"];
            /** @enum {string} */
            routing_algorithm: "priority" | "round_robin" | "weighted_round_robin";
            enabled: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            channels: components["schemas"]["ChannelFacts"][];
        };
        /** @description Credits that can be spent, without what is reserved. */
        balance: string;
        ManagedUser: {
            id: number;
            username: string;
            email: string | null;
            email_verified: boolean;
            oidc_sub: string | null;
            avatar_url: string | null;
            balance: components["schemas"]["balance"];
            referral_code: string;
            is_admin: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The first of `groups`; of `user` where there is none. */
            group_id: number;
            group: components["schemas"]["Group"];
            /** @description Those that the user is in now, besides `user`. */
            groups: {
                group_id: number;
                group: components["schemas"]["Group"];
                /**
                 * Format: date-time
                 * @description Null: for ever.
                 */
                expires_at: string | null;
            }[];
        };
    };
    responses: {
        /** @description The token, and who signed in. */
        SignedIn: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "token": "eyJ0eXAiOiJKV1QiLCJhbGc...",
                 *       "user": {
                 *         "id": 1,
                 *         "username": "ada",
                 *         "email": "ada@example.com",
                 *         "email_verified": true,
                 *         "oidc_sub": null,
                 *         "avatar_url": null,
                 *         "balance": "100.5",
                 *         "referral_code": "ABCD2345",
                 *         "is_admin": false,
                 *         "created_at": "2026-01-22T10:00:00.000Z",
                 *         "updated_at": "2026-01-22T10:00:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SignedIn"];
            };
        };
        /** @description The code is on its way. */
        CodeSent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "验证码已发送"
                 *     }
                 */
                "application/json": components["schemas"]["Done"];
            };
        };
        /** @description The request has fields that are wrong, or what it brings (a password, a code, a passkey, a state) does not hold; nothing was done. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no token, or it does not hold. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "未认证",
                 *       "type": "unauthenticated"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
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
                 *       "error": "账号已停用",
                 *       "type": "account_disabled"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such thing, or it is another user's. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "资源不存在",
                 *       "type": "not_found"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Something is taken, or the installation has no administrator yet, or has one already. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
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
                 *       "error": "请求过于频繁",
                 *       "type": "rate_limited",
                 *       "retry_after": 12
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
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
                 *       "error": "服务器内部错误",
                 *       "type": "internal",
                 *       "request_id": "0b6f7e2c-54c1-4e0e-9d0a-5a1f3f0f7a55"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Something that the request needs is away, or this way to sign in is not set up here. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "该登录方式未启用",
                 *       "type": "sign_in_unavailable"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        Id: number;
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
    getSetupStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether `POST /api/setup` is awaited. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "required": false
                     *     }
                     */
                    "application/json": {
                        required: boolean;
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    setUp: {
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
                 *       "site_name": "Taskloom",
                 *       "username": "admin",
                 *       "email": "admin@example.com",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": {
                    /** @description What the installation is called. */
                    site_name: string;
                    username: components["schemas"]["Username"];
                    /** Format: email */
                    email: string;
                    password: components["schemas"]["NewPassword"];
                };
            };
        };
        responses: {
            200: components["responses"]["SignedIn"];
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    loginWithPassword: {
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
                 *       "identifier": "ada@example.com",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": {
                    /** @description The user name or the e-mail address. */
                    identifier: string;
                    password: string;
                };
            };
        };
        responses: {
            200: components["responses"]["SignedIn"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    registerWithPassword: {
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
                 *       "email": "ada@example.com",
                 *       "password": "correct horse battery",
                 *       "email_code": "123456"
                 *     }
                 */
                "application/json": {
                    username: components["schemas"]["Username"];
                    /** Format: email */
                    email: string;
                    password: components["schemas"]["NewPassword"];
                    email_code?: components["schemas"]["EmailCode"];
                    /** @description Another user's. */
                    referral_code?: string;
                };
            };
        };
        responses: {
            200: components["responses"]["SignedIn"];
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    sendRegistrationCode: {
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
            200: components["responses"]["CodeSent"];
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPasskeyLoginOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The options of `navigator.credentials.get`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "publicKey": {
                     *         "challenge": "3q2-7wQFu0Zr5Yk0Vj0eDkN0h6b6b2l6bGJ0aGlzMTI",
                     *         "rpId": "example.com",
                     *         "timeout": 300000,
                     *         "userVerification": "required"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PublicKey"];
                };
            };
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    loginWithPasskey: {
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
                 *       "id": "AQIDBAUGBwgJCgsMDQ4PEA",
                 *       "rawId": "AQIDBAUGBwgJCgsMDQ4PEA",
                 *       "type": "public-key",
                 *       "response": {
                 *         "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0",
                 *         "authenticatorData": "AAAA",
                 *         "signature": "MEUC"
                 *       }
                 *     }
                 */
                "application/json": {
                    id: components["schemas"]["CredentialId"];
                    rawId: components["schemas"]["CredentialId"];
                    /** @constant */
                    type: "public-key";
                    response: {
                        clientDataJSON: components["schemas"]["Base64Url"];
                        authenticatorData: components["schemas"]["Base64Url"];
                        signature: components["schemas"]["Base64Url"];
                        userHandle?: string | null;
                    };
                };
            };
        };
        responses: {
            200: components["responses"]["SignedIn"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    startOidcLogin: {
        parameters: {
            query?: {
                /** @description Another user's referral code, for an account that this sign-in makes. One that nobody has is ignored. */
                ref?: string;
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
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    finishOidcLogin: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
                /** @description The provider, where it says so itself (RFC 9207). */
                iss?: string;
                /** @description Why the provider let nobody in (RFC 6749, 4.1.2.1). */
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the dashboard. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCurrentUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
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
                     *       "id": 1,
                     *       "username": "ada",
                     *       "email": "ada@example.com",
                     *       "email_verified": true,
                     *       "oidc_sub": null,
                     *       "avatar_url": null,
                     *       "balance": "100.5",
                     *       "referral_code": "ABCD2345",
                     *       "is_admin": false,
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The passkeys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": 1,
                     *         "name": "Laptop",
                     *         "sign_count": 3,
                     *         "last_used_at": "2026-01-22T10:00:00.000Z",
                     *         "created_at": "2026-01-20T10:00:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Passkey"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPasskeyRegistrationOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The options of `navigator.credentials.create`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "publicKey": {
                     *         "challenge": "3q2-7wQFu0Zr5Yk0Vj0eDkN0h6b6b2l6bGJ0aGlzMTI",
                     *         "rp": {
                     *           "name": "Taskloom",
                     *           "id": "example.com"
                     *         },
                     *         "user": {
                     *           "id": "MQ",
                     *           "name": "ada",
                     *           "displayName": "ada"
                     *         },
                     *         "pubKeyCredParams": [
                     *           {
                     *             "type": "public-key",
                     *             "alg": -7
                     *           },
                     *           {
                     *             "type": "public-key",
                     *             "alg": -257
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PublicKey"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    registerPasskey: {
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
                 *       "name": "Laptop",
                 *       "credential": {
                 *         "id": "AQIDBAUGBwgJCgsMDQ4PEA",
                 *         "rawId": "AQIDBAUGBwgJCgsMDQ4PEA",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0",
                 *           "attestationObject": "o2NmbXRkbm9uZQ",
                 *           "transports": [
                 *             "internal"
                 *           ]
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    name?: string;
                    credential: {
                        id: components["schemas"]["CredentialId"];
                        rawId: components["schemas"]["CredentialId"];
                        /** @constant */
                        type: "public-key";
                        response: {
                            clientDataJSON: components["schemas"]["Base64Url"];
                            attestationObject: components["schemas"]["Base64Url"];
                            transports?: string[];
                        };
                    };
                };
            };
        };
        responses: {
            /** @description The new passkey. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 2,
                     *       "name": "Laptop",
                     *       "sign_count": 0,
                     *       "last_used_at": null,
                     *       "created_at": "2026-01-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Passkey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deletePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
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
                     *       "message": "通行密钥已删除"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
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
    getPasswordMethod: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `email_code` where a code can be mailed, else `current_password`. `POST …/change` takes either, and neither from a user who has no address and no password yet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "method": "email_code",
                     *       "email": "ada@example.com",
                     *       "password_set": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        method: "email_code" | "current_password";
                        /** @description Where the code goes. */
                        email: string | null;
                        /** @description Whether there is a password to change. */
                        password_set: boolean;
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
    sendPasswordCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["CodeSent"];
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
                 *       "new_password": "another horse battery",
                 *       "email_code": "123456"
                 *     }
                 */
                "application/json": {
                    new_password: components["schemas"]["NewPassword"];
                    email_code?: components["schemas"]["EmailCode"];
                    current_password?: string;
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
                     *       "message": "密码已修改"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
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
    createOidcBindUrl: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where to send the browser. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "auth_url": "https://id.example.com/authorize?client_id=taskloom"
                     *     }
                     */
                    "application/json": {
                        /** Format: uri */
                        auth_url: string;
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
    listApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first, without their secrets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": 7,
                     *         "name": "laptop",
                     *         "key_prefix": "sk-AbCdEfG",
                     *         "allowed_models": [],
                     *         "allowed_user_channels": [
                     *           1
                     *         ],
                     *         "allowed_ips": [
                     *           "203.0.113.0/24"
                     *         ],
                     *         "group_id": null,
                     *         "quota_limit": "10",
                     *         "quota_remaining": "9.994",
                     *         "requests_per_minute": 60,
                     *         "tokens_per_minute": null,
                     *         "max_concurrency": null,
                     *         "enabled": true,
                     *         "expires_at": null,
                     *         "previous_key_until": null,
                     *         "usage": {
                     *           "request_count": 12,
                     *           "input_tokens": 4200,
                     *           "output_tokens": 900,
                     *           "cached_input_tokens": 0,
                     *           "total_tokens": 5100,
                     *           "total_cost": "0.006"
                     *         },
                     *         "last_used_at": "2026-01-22T10:00:00.000Z",
                     *         "usage_reset_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ApiKey"][];
                };
            };
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
                 *       "allowed_user_channels": [
                 *         1
                 *       ],
                 *       "allowed_ips": [
                 *         "203.0.113.0/24"
                 *       ],
                 *       "quota_limit": "10",
                 *       "requests_per_minute": 60
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @description Names; empty: all. */
                    allowed_models?: string[];
                    /** @description Ids in the order in which to try them; empty: all, the cheapest first. */
                    allowed_user_channels?: number[];
                    /** @description Addresses and CIDR ranges; empty: from everywhere. */
                    allowed_ips?: string[];
                    /** @description The one of one’s own groups whose prices the key has; null: all of them. */
                    group_id?: number | null;
                    /** @description Credits that the key may spend from its last reset on; 0 or null: no limit. */
                    quota_limit?: string | number | null;
                    /** @description 0 or null: no limit, as below. */
                    requests_per_minute?: number | null;
                    tokens_per_minute?: number | null;
                    max_concurrency?: number | null;
                    enabled?: boolean;
                    /** Format: date-time */
                    expires_at?: string | null;
                };
            };
        };
        responses: {
            /** @description The secret, which is shown this once, and the key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "api_key": "sk-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE",
                     *       "key": {
                     *         "id": 7,
                     *         "name": "laptop",
                     *         "key_prefix": "sk-AbCdEfG",
                     *         "allowed_models": [],
                     *         "allowed_user_channels": [
                     *           1
                     *         ],
                     *         "allowed_ips": [
                     *           "203.0.113.0/24"
                     *         ],
                     *         "group_id": null,
                     *         "quota_limit": "10",
                     *         "quota_remaining": "10",
                     *         "requests_per_minute": 60,
                     *         "tokens_per_minute": null,
                     *         "max_concurrency": null,
                     *         "enabled": true,
                     *         "expires_at": null,
                     *         "previous_key_until": null,
                     *         "usage": {
                     *           "request_count": 0,
                     *           "input_tokens": 0,
                     *           "output_tokens": 0,
                     *           "cached_input_tokens": 0,
                     *           "total_tokens": 0,
                     *           "total_cost": "0"
                     *         },
                     *         "last_used_at": null,
                     *         "usage_reset_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
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
                     *       "id": 7,
                     *       "name": "laptop",
                     *       "key_prefix": "sk-AbCdEfG",
                     *       "allowed_models": [],
                     *       "allowed_user_channels": [
                     *         1
                     *       ],
                     *       "allowed_ips": [
                     *         "203.0.113.0/24"
                     *       ],
                     *       "group_id": null,
                     *       "quota_limit": "10",
                     *       "quota_remaining": "9.994",
                     *       "requests_per_minute": 60,
                     *       "tokens_per_minute": null,
                     *       "max_concurrency": null,
                     *       "enabled": true,
                     *       "expires_at": null,
                     *       "previous_key_until": null,
                     *       "usage": {
                     *         "request_count": 12,
                     *         "input_tokens": 4200,
                     *         "output_tokens": 900,
                     *         "cached_input_tokens": 0,
                     *         "total_tokens": 5100,
                     *         "total_cost": "0.006"
                     *       },
                     *       "last_used_at": "2026-01-22T10:00:00.000Z",
                     *       "usage_reset_at": null,
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
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
                 *       "enabled": false
                 *     }
                 */
                "application/json": {
                    name?: string;
                    /** @description Names; empty: all. */
                    allowed_models?: string[];
                    /** @description Ids in the order in which to try them; empty: all, the cheapest first. */
                    allowed_user_channels?: number[];
                    /** @description Addresses and CIDR ranges; empty: from everywhere. */
                    allowed_ips?: string[];
                    /** @description The one of one’s own groups whose prices the key has; null: all of them. */
                    group_id?: number | null;
                    /** @description Credits that the key may spend from its last reset on; 0 or null: no limit. */
                    quota_limit?: string | number | null;
                    /** @description 0 or null: no limit, as below. */
                    requests_per_minute?: number | null;
                    tokens_per_minute?: number | null;
                    max_concurrency?: number | null;
                    enabled?: boolean;
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
                     *       "id": 7,
                     *       "name": "laptop",
                     *       "key_prefix": "sk-AbCdEfG",
                     *       "allowed_models": [],
                     *       "allowed_user_channels": [
                     *         1
                     *       ],
                     *       "allowed_ips": [
                     *         "203.0.113.0/24"
                     *       ],
                     *       "group_id": null,
                     *       "quota_limit": "10",
                     *       "quota_remaining": "9.994",
                     *       "requests_per_minute": 60,
                     *       "tokens_per_minute": null,
                     *       "max_concurrency": null,
                     *       "enabled": true,
                     *       "expires_at": null,
                     *       "previous_key_until": null,
                     *       "usage": {
                     *         "request_count": 12,
                     *         "input_tokens": 4200,
                     *         "output_tokens": 900,
                     *         "cached_input_tokens": 0,
                     *         "total_tokens": 5100,
                     *         "total_cost": "0.006"
                     *       },
                     *       "last_used_at": "2026-01-22T10:00:00.000Z",
                     *       "usage_reset_at": null,
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
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
                     *       "message": "API 密钥已删除"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
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
    rotateApiKey: {
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
                 *       "grace_seconds": 3600
                 *     }
                 */
                "application/json": {
                    grace_seconds?: number;
                };
            };
        };
        responses: {
            /** @description The secret, which is shown this once, and the key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "api_key": "sk-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE",
                     *       "key": {
                     *         "id": 7,
                     *         "name": "laptop",
                     *         "key_prefix": "sk-AbCdEfG",
                     *         "allowed_models": [],
                     *         "allowed_user_channels": [
                     *           1
                     *         ],
                     *         "allowed_ips": [
                     *           "203.0.113.0/24"
                     *         ],
                     *         "group_id": null,
                     *         "quota_limit": "10",
                     *         "quota_remaining": "10",
                     *         "requests_per_minute": 60,
                     *         "tokens_per_minute": null,
                     *         "max_concurrency": null,
                     *         "enabled": true,
                     *         "expires_at": null,
                     *         "previous_key_until": null,
                     *         "usage": {
                     *           "request_count": 0,
                     *           "input_tokens": 0,
                     *           "output_tokens": 0,
                     *           "cached_input_tokens": 0,
                     *           "total_tokens": 0,
                     *           "total_cost": "0"
                     *         },
                     *         "last_used_at": null,
                     *         "usage_reset_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
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
    resetApiKeyUsage: {
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
            /** @description Its usage and its quota begin now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 7,
                     *       "name": "laptop",
                     *       "key_prefix": "sk-AbCdEfG",
                     *       "allowed_models": [],
                     *       "allowed_user_channels": [
                     *         1
                     *       ],
                     *       "allowed_ips": [
                     *         "203.0.113.0/24"
                     *       ],
                     *       "group_id": null,
                     *       "quota_limit": "10",
                     *       "quota_remaining": "10",
                     *       "requests_per_minute": 60,
                     *       "tokens_per_minute": null,
                     *       "max_concurrency": null,
                     *       "enabled": true,
                     *       "expires_at": null,
                     *       "previous_key_until": null,
                     *       "usage": {
                     *         "request_count": 0,
                     *         "input_tokens": 0,
                     *         "output_tokens": 0,
                     *         "cached_input_tokens": 0,
                     *         "total_tokens": 0,
                     *         "total_cost": "0"
                     *       },
                     *       "last_used_at": null,
                     *       "usage_reset_at": "2026-01-22T10:00:00.000Z",
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
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
    createDefaultApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret, which is shown this once, and the key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "api_key": "sk-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE",
                     *       "key": {
                     *         "id": 7,
                     *         "name": "Default key",
                     *         "key_prefix": "sk-AbCdEfG",
                     *         "allowed_models": [],
                     *         "allowed_user_channels": [],
                     *         "allowed_ips": [],
                     *         "group_id": null,
                     *         "quota_limit": "0",
                     *         "quota_remaining": null,
                     *         "requests_per_minute": null,
                     *         "tokens_per_minute": null,
                     *         "max_concurrency": null,
                     *         "enabled": true,
                     *         "expires_at": null,
                     *         "previous_key_until": null,
                     *         "usage": {
                     *           "request_count": 0,
                     *           "input_tokens": 0,
                     *           "output_tokens": 0,
                     *           "cached_input_tokens": 0,
                     *           "total_tokens": 0,
                     *           "total_cost": "0"
                     *         },
                     *         "last_used_at": null,
                     *         "usage_reset_at": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
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
    getCatalog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By user channel. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": 1,
                     *         "name": "default",
                     *         "description": "",
                     *         "multiplier": "1",
                     *         "enabled": true,
                     *         "models": [
                     *           "demo-text"
                     *         ],
                     *         "model_icons": {},
                     *         "video_billing_configs": {}
                     *       }
                     *     ]
                     */
                    "application/json": {
                        id: number;
                        name: string;
                        description: string;
                        multiplier: components["schemas"]["Decimal"];
                        enabled: boolean;
                        models: string[];
                        /** @description By model; those without are missing. */
                        model_icons: {
                            [key: string]: string;
                        };
                        /** @description By model; those without are missing. */
                        video_billing_configs: {
                            [key: string]: components["schemas"]["VideoPrices"];
                        };
                    }[];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOwnCalls: {
        parameters: {
            query?: {
                api_key_id?: number;
                user_channel_id?: number;
                channel_id?: number;
                /** @description A part of the name. */
                model_name?: string;
                /** @description `YYYY-MM-DD`, RFC 3339, or a date and time of UTC; from then on. */
                start_time?: string;
                /** @description `YYYY-MM-DD`, RFC 3339, or a date and time of UTC; before then, and a day to its end. */
                end_time?: string;
                /** @description As `start_time`. */
                start_date?: string;
                /** @description As `end_time`. */
                end_date?: string;
                /** @description From 1; what is out of bounds counts as the nearest. */
                page?: number;
                /** @description 20 unless given, 100 at most. */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calls, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"][] | {
                        items: components["schemas"]["Call"][];
                        total: number;
                        page: number;
                        page_size: number;
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
    explainOwnCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The call’s `id` or `call_id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its price, its usage, and every move of credits. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "call": {
                     *         "id": 41,
                     *         "call_id": "019b0f5e-7c00-7a2b-9c3d-0123456789ab",
                     *         "user_id": 3,
                     *         "api_key_id": 7,
                     *         "user_channel_id": 1,
                     *         "channel_id": 2,
                     *         "model_name": "gpt-x",
                     *         "model_config_id": 2,
                     *         "surface": "gateway",
                     *         "protocol": "openai-chat",
                     *         "upstream_protocol": "openai",
                     *         "upstream_model_name": "gpt-x-2026",
                     *         "ip": "203.0.113.7",
                     *         "user_agent": "OpenAI/JS",
                     *         "input_tokens": 1000,
                     *         "output_tokens": 100,
                     *         "cached_input_tokens": 0,
                     *         "cache_write_input_tokens": 0,
                     *         "cache_write_1h_input_tokens": 0,
                     *         "image_input_tokens": 0,
                     *         "image_output_tokens": 0,
                     *         "audio_input_tokens": 0,
                     *         "audio_output_tokens": 0,
                     *         "reasoning_tokens": 0,
                     *         "usage_source": "reported",
                     *         "base_cost": "0.0035",
                     *         "cost": "0.0035",
                     *         "shortfall": "0",
                     *         "user_package_id": null,
                     *         "price_version": 1,
                     *         "group_multiplier": "1",
                     *         "user_channel_multiplier": "1",
                     *         "is_stream": true,
                     *         "response_time_ms": 812,
                     *         "first_response_time_ms": 201,
                     *         "status": 0,
                     *         "state": "succeeded",
                     *         "error_code": null,
                     *         "error_message": null,
                     *         "losses": [],
                     *         "created_at": "2026-01-22T10:00:00.000Z"
                     *       },
                     *       "quote": {
                     *         "price_version": 1,
                     *         "quota_type": 0,
                     *         "prices": {
                     *           "input_price": "2.5",
                     *           "output_price": "10"
                     *         },
                     *         "group_multiplier": "1",
                     *         "user_channel_multiplier": "1",
                     *         "held": "0.0425"
                     *       },
                     *       "lines": [
                     *         {
                     *           "rate": "input",
                     *           "segments": [
                     *             {
                     *               "count": 1000,
                     *               "price": "2.5"
                     *             }
                     *           ],
                     *           "amount": "0.0025"
                     *         },
                     *         {
                     *           "rate": "output",
                     *           "segments": [
                     *             {
                     *               "count": 100,
                     *               "price": "10"
                     *             }
                     *           ],
                     *           "amount": "0.001"
                     *         }
                     *       ],
                     *       "base_cost": "0.0035",
                     *       "cost": "0.0035",
                     *       "shortfall": "0",
                     *       "package": null,
                     *       "hold": {
                     *         "amount": "0.0425",
                     *         "state": "captured",
                     *         "at": "2026-01-22T10:00:00.000Z"
                     *       },
                     *       "capture": {
                     *         "amount": "0.0035",
                     *         "at": "2026-01-22T10:00:00.000Z"
                     *       },
                     *       "release": null,
                     *       "rest": null,
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "channel_id": 2,
                     *           "upstream_model_name": "gpt-x-2026",
                     *           "status": null,
                     *           "error": null,
                     *           "outcome": "answered",
                     *           "base_cost": "0.0035",
                     *           "started_at": "2026-01-22T10:00:00.000Z",
                     *           "duration_ms": 790
                     *         }
                     *       ],
                     *       "bodies": null
                     *     }
                     */
                    "application/json": components["schemas"]["Explanation"];
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
    getOwnStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Days are of UTC; `rpm` and `tpm` are of the last 60 seconds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "balance": "100.5",
                     *       "group": "user",
                     *       "total_requests": 12,
                     *       "today_requests": 3,
                     *       "total_cost": "0.006",
                     *       "balance_cost": "0.006",
                     *       "package_cost": "0",
                     *       "rpm": 1,
                     *       "tpm": 1100
                     *     }
                     */
                    "application/json": {
                        balance: string;
                        /** @description The name of the group; of several the first. */
                        group: string;
                        total_requests: number;
                        today_requests: number;
                        /** @description All that one’s calls came to, whatever paid for them. */
                        total_cost: string;
                        /** @description The part of it that was taken from the balance. */
                        balance_cost: string;
                        /** @description The part that packages paid: it has moved no credits. */
                        package_cost: string;
                        rpm: number;
                        tpm: number;
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
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By id, with what belongs to them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": 2,
                     *         "name": "Vendor A",
                     *         "type": "openai",
                     *         "base_url": "https://api.example.com/v1",
                     *         "api_key": "…3f9a",
                     *         "has_proxy": false,
                     *         "user_channel_id": 1,
                     *         "multiplier": "1",
                     *         "priority": 10,
                     *         "weight": 1,
                     *         "enabled": true,
                     *         "max_concurrency": null,
                     *         "requests_per_minute": null,
                     *         "connect_timeout_ms": null,
                     *         "first_byte_timeout_ms": null,
                     *         "idle_timeout_ms": null,
                     *         "consecutive_failures": 0,
                     *         "last_failure_at": null,
                     *         "last_failure_reason": null,
                     *         "auto_disabled_at": null,
                     *         "auto_disabled_reason": null,
                     *         "last_health_checked_at": null,
                     *         "last_health_status": null,
                     *         "problem": null,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z",
                     *         "user_channel": {
                     *           "id": 1,
                     *           "name": "default",
                     *           "description": "",
                     *           "multiplier": "1",
                     *           "routing_algorithm": "priority",
                     *           "enabled": true,
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         },
                     *         "models": [
                     *           {
                     *             "id": 3,
                     *             "channel_id": 2,
                     *             "model_id": 2,
                     *             "model_name": "gpt-x",
                     *             "model": {
                     *               "id": 2,
                     *               "model_name": "gpt-x",
                     *               "description": "",
                     *               "provider": "openai",
                     *               "provider_name": "OpenAI",
                     *               "provider_icon_url": "",
                     *               "quota_type": 0,
                     *               "input_price": "2.5",
                     *               "input_price_tiers": [],
                     *               "output_price": "10",
                     *               "output_price_tiers": [],
                     *               "cached_input_price": "1.25",
                     *               "cached_input_price_tiers": [],
                     *               "cache_write_input_price": null,
                     *               "cache_write_input_price_tiers": [],
                     *               "cache_write_1h_input_price": null,
                     *               "cache_write_1h_input_price_tiers": [],
                     *               "image_input_price": null,
                     *               "image_input_price_tiers": [],
                     *               "image_output_price": null,
                     *               "image_output_price_tiers": [],
                     *               "audio_input_price": null,
                     *               "audio_input_price_tiers": [],
                     *               "audio_output_price": null,
                     *               "audio_output_price_tiers": [],
                     *               "video_billing_config": null,
                     *               "price_version": 1,
                     *               "max_output_tokens": null,
                     *               "is_demo": false,
                     *               "priced": true,
                     *               "enabled": true,
                     *               "created_at": "2026-01-22T10:00:00.000Z",
                     *               "updated_at": "2026-01-22T10:00:00.000Z"
                     *             },
                     *             "upstream_model_name": "gpt-x-2026",
                     *             "provider": "openai",
                     *             "provider_icon_url": "",
                     *             "enabled": true,
                     *             "group_multipliers": [],
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           }
                     *         ],
                     *         "group_multipliers": [
                     *           {
                     *             "group_id": 2,
                     *             "multiplier": "0.5",
                     *             "group": {
                     *               "id": 2,
                     *               "name": "vip",
                     *               "multiplier": "0.8",
                     *               "built_in": false,
                     *               "created_at": "2026-01-22T10:00:00.000Z",
                     *               "updated_at": "2026-01-22T10:00:00.000Z"
                     *             }
                     *           }
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Channel"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createChannel: {
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
                 *       "name": "Vendor A",
                 *       "type": "openai",
                 *       "base_url": "https://api.example.com/v1",
                 *       "api_key": "key-of-the-vendor",
                 *       "user_channel_id": 1,
                 *       "priority": 10
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @description `openai` (the default), `responses`, `claude`, `gemini`, or `demo`, which needs no upstream. */
                    type?: string;
                    /** @description Where the upstream is: http or https, and on no private network unless the installation allows it (`GATEWAY_UPSTREAM_HOSTS`, `GATEWAY_PRIVATE_UPSTREAMS`). With the version of its protocol at the end (`/v1`, Gemini's `/v1beta`) or without; of OpenAI's kinds an address with another path is taken as it is. */
                    base_url?: string;
                    /** @description Empty keeps the one that is there; null takes it away. It is never shown again. Visible characters of ASCII; several keys, with spaces or new lines between them, are used in turn. */
                    api_key?: string | null;
                    /** @description The URL of a proxy, as for the key. */
                    proxy?: string | null;
                    user_channel_id: number;
                    /** @description Kept, and used in no charge: prices are multiplied by group and user channel. */
                    multiplier?: string | number;
                    /** @description The higher first. */
                    priority?: number;
                    weight?: number;
                    enabled?: boolean;
                    max_concurrency?: number | null;
                    requests_per_minute?: number | null;
                    connect_timeout_ms?: number | null;
                    first_byte_timeout_ms?: number | null;
                    idle_timeout_ms?: number | null;
                };
            };
        };
        responses: {
            /** @description It is there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 2,
                     *       "name": "Vendor A",
                     *       "type": "openai",
                     *       "base_url": "https://api.example.com/v1",
                     *       "api_key": "…3f9a",
                     *       "has_proxy": false,
                     *       "user_channel_id": 1,
                     *       "multiplier": "1",
                     *       "priority": 10,
                     *       "weight": 1,
                     *       "enabled": true,
                     *       "max_concurrency": null,
                     *       "requests_per_minute": null,
                     *       "connect_timeout_ms": null,
                     *       "first_byte_timeout_ms": null,
                     *       "idle_timeout_ms": null,
                     *       "consecutive_failures": 0,
                     *       "last_failure_at": null,
                     *       "last_failure_reason": null,
                     *       "auto_disabled_at": null,
                     *       "auto_disabled_reason": null,
                     *       "last_health_checked_at": null,
                     *       "last_health_status": null,
                     *       "problem": null,
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z",
                     *       "user_channel": {
                     *         "id": 1,
                     *         "name": "default",
                     *         "description": "",
                     *         "multiplier": "1",
                     *         "routing_algorithm": "priority",
                     *         "enabled": true,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       },
                     *       "models": [],
                     *       "group_multipliers": []
                     *     }
                     */
                    "application/json": components["schemas"]["Channel"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateChannel: {
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
                 *       "enabled": true,
                 *       "api_key": ""
                 *     }
                 */
                "application/json": {
                    name?: string;
                    /** @description `openai` (the default), `responses`, `claude`, `gemini`, or `demo`, which needs no upstream. */
                    type?: string;
                    /** @description Where the upstream is: http or https, and on no private network unless the installation allows it (`GATEWAY_UPSTREAM_HOSTS`, `GATEWAY_PRIVATE_UPSTREAMS`). With the version of its protocol at the end (`/v1`, Gemini's `/v1beta`) or without; of OpenAI's kinds an address with another path is taken as it is. */
                    base_url?: string;
                    /** @description Empty keeps the one that is there; null takes it away. It is never shown again. Visible characters of ASCII; several keys, with spaces or new lines between them, are used in turn. */
                    api_key?: string | null;
                    /** @description The URL of a proxy, as for the key. */
                    proxy?: string | null;
                    user_channel_id?: number;
                    /** @description Kept, and used in no charge: prices are multiplied by group and user channel. */
                    multiplier?: string | number;
                    /** @description The higher first. */
                    priority?: number;
                    weight?: number;
                    enabled?: boolean;
                    max_concurrency?: number | null;
                    requests_per_minute?: number | null;
                    connect_timeout_ms?: number | null;
                    first_byte_timeout_ms?: number | null;
                    idle_timeout_ms?: number | null;
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
                     *       "id": 2,
                     *       "name": "Vendor A",
                     *       "type": "openai",
                     *       "base_url": "https://api.example.com/v1",
                     *       "api_key": "…3f9a",
                     *       "has_proxy": false,
                     *       "user_channel_id": 1,
                     *       "multiplier": "1",
                     *       "priority": 10,
                     *       "weight": 1,
                     *       "enabled": true,
                     *       "max_concurrency": null,
                     *       "requests_per_minute": null,
                     *       "connect_timeout_ms": null,
                     *       "first_byte_timeout_ms": null,
                     *       "idle_timeout_ms": null,
                     *       "consecutive_failures": 0,
                     *       "last_failure_at": null,
                     *       "last_failure_reason": null,
                     *       "auto_disabled_at": null,
                     *       "auto_disabled_reason": null,
                     *       "last_health_checked_at": null,
                     *       "last_health_status": null,
                     *       "problem": null,
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z",
                     *       "user_channel": {
                     *         "id": 1,
                     *         "name": "default",
                     *         "description": "",
                     *         "multiplier": "1",
                     *         "routing_algorithm": "priority",
                     *         "enabled": true,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       },
                     *       "models": [
                     *         {
                     *           "id": 3,
                     *           "channel_id": 2,
                     *           "model_id": 2,
                     *           "model_name": "gpt-x",
                     *           "model": {
                     *             "id": 2,
                     *             "model_name": "gpt-x",
                     *             "description": "",
                     *             "provider": "openai",
                     *             "provider_name": "OpenAI",
                     *             "provider_icon_url": "",
                     *             "quota_type": 0,
                     *             "input_price": "2.5",
                     *             "input_price_tiers": [],
                     *             "output_price": "10",
                     *             "output_price_tiers": [],
                     *             "cached_input_price": "1.25",
                     *             "cached_input_price_tiers": [],
                     *             "cache_write_input_price": null,
                     *             "cache_write_input_price_tiers": [],
                     *             "cache_write_1h_input_price": null,
                     *             "cache_write_1h_input_price_tiers": [],
                     *             "image_input_price": null,
                     *             "image_input_price_tiers": [],
                     *             "image_output_price": null,
                     *             "image_output_price_tiers": [],
                     *             "audio_input_price": null,
                     *             "audio_input_price_tiers": [],
                     *             "audio_output_price": null,
                     *             "audio_output_price_tiers": [],
                     *             "video_billing_config": null,
                     *             "price_version": 1,
                     *             "max_output_tokens": null,
                     *             "is_demo": false,
                     *             "priced": true,
                     *             "enabled": true,
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           },
                     *           "upstream_model_name": "gpt-x-2026",
                     *           "provider": "openai",
                     *           "provider_icon_url": "",
                     *           "enabled": true,
                     *           "group_multipliers": [],
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "group_multipliers": [
                     *         {
                     *           "group_id": 2,
                     *           "multiplier": "0.5",
                     *           "group": {
                     *             "id": 2,
                     *             "name": "vip",
                     *             "multiplier": "0.8",
                     *             "built_in": false,
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Channel"];
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
    deleteChannel: {
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
                     *       "message": "渠道已删除"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
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
    setChannelGroupMultipliers: {
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
                 * @example [
                 *       {
                 *         "group_id": 2,
                 *         "multiplier": "0.5"
                 *       }
                 *     ]
                 */
                "application/json": {
                    group_id: number;
                    multiplier: components["schemas"]["DecimalInput"];
                }[];
            };
        };
        responses: {
            /** @description Those that there are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "group_id": 2,
                     *         "multiplier": "0.5",
                     *         "group": {
                     *           "id": 2,
                     *           "name": "vip",
                     *           "multiplier": "0.8",
                     *           "built_in": false,
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["GroupMultiplier"][];
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
    listChannelModels: {
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
            /** @description By id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": 3,
                     *         "channel_id": 2,
                     *         "model_id": 2,
                     *         "model_name": "gpt-x",
                     *         "model": {
                     *           "id": 2,
                     *           "model_name": "gpt-x",
                     *           "description": "",
                     *           "provider": "openai",
                     *           "provider_name": "OpenAI",
                     *           "provider_icon_url": "",
                     *           "quota_type": 0,
                     *           "input_price": "2.5",
                     *           "input_price_tiers": [],
                     *           "output_price": "10",
                     *           "output_price_tiers": [],
                     *           "cached_input_price": "1.25",
                     *           "cached_input_price_tiers": [],
                     *           "cache_write_input_price": null,
                     *           "cache_write_input_price_tiers": [],
                     *           "cache_write_1h_input_price": null,
                     *           "cache_write_1h_input_price_tiers": [],
                     *           "image_input_price": null,
                     *           "image_input_price_tiers": [],
                     *           "image_output_price": null,
                     *           "image_output_price_tiers": [],
                     *           "audio_input_price": null,
                     *           "audio_input_price_tiers": [],
                     *           "audio_output_price": null,
                     *           "audio_output_price_tiers": [],
                     *           "video_billing_config": null,
                     *           "price_version": 1,
                     *           "max_output_tokens": null,
                     *           "is_demo": false,
                     *           "priced": true,
                     *           "enabled": true,
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         },
                     *         "upstream_model_name": "gpt-x-2026",
                     *         "provider": "openai",
                     *         "provider_icon_url": "",
                     *         "enabled": true,
                     *         "group_multipliers": [],
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ChannelModel"][];
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
    createChannelModel: {
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
                 *       "model_name": "gpt-x",
                 *       "upstream_model_name": "gpt-x-2026"
                 *     }
                 */
                "application/json": {
                    model_id?: number;
                    /** @description The model of that name; it is made, without a price, if there is none. */
                    model_name?: string;
                    /** @description The model’s own name unless given. */
                    upstream_model_name?: string;
                    provider?: string;
                    provider_icon_url?: string;
                    enabled?: boolean;
                };
            };
        };
        responses: {
            /** @description It is there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 3,
                     *       "channel_id": 2,
                     *       "model_id": 2,
                     *       "model_name": "gpt-x",
                     *       "model": {
                     *         "id": 2,
                     *         "model_name": "gpt-x",
                     *         "description": "",
                     *         "provider": "openai",
                     *         "provider_name": "OpenAI",
                     *         "provider_icon_url": "",
                     *         "quota_type": 0,
                     *         "input_price": "2.5",
                     *         "input_price_tiers": [],
                     *         "output_price": "10",
                     *         "output_price_tiers": [],
                     *         "cached_input_price": "1.25",
                     *         "cached_input_price_tiers": [],
                     *         "cache_write_input_price": null,
                     *         "cache_write_input_price_tiers": [],
                     *         "cache_write_1h_input_price": null,
                     *         "cache_write_1h_input_price_tiers": [],
                     *         "image_input_price": null,
                     *         "image_input_price_tiers": [],
                     *         "image_output_price": null,
                     *         "image_output_price_tiers": [],
                     *         "audio_input_price": null,
                     *         "audio_input_price_tiers": [],
                     *         "audio_output_price": null,
                     *         "audio_output_price_tiers": [],
                     *         "video_billing_config": null,
                     *         "price_version": 1,
                     *         "max_output_tokens": null,
                     *         "is_demo": false,
                     *         "priced": true,
                     *         "enabled": true,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       },
                     *       "upstream_model_name": "gpt-x-2026",
                     *       "provider": "openai",
                     *       "provider_icon_url": "",
                     *       "enabled": true,
                     *       "group_multipliers": [],
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ChannelModel"];
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
    updateChannelModel: {
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
                 *       "enabled": true
                 *     }
                 */
                "application/json": {
                    model_id?: number;
                    /** @description The model of that name; it is made, without a price, if there is none. */
                    model_name?: string;
                    /** @description The model’s own name unless given. */
                    upstream_model_name?: string;
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
                     *       "id": 3,
                     *       "channel_id": 2,
                     *       "model_id": 2,
                     *       "model_name": "gpt-x",
                     *       "model": {
                     *         "id": 2,
                     *         "model_name": "gpt-x",
                     *         "description": "",
                     *         "provider": "openai",
                     *         "provider_name": "OpenAI",
                     *         "provider_icon_url": "",
                     *         "quota_type": 0,
                     *         "input_price": "2.5",
                     *         "input_price_tiers": [],
                     *         "output_price": "10",
                     *         "output_price_tiers": [],
                     *         "cached_input_price": "1.25",
                     *         "cached_input_price_tiers": [],
                     *         "cache_write_input_price": null,
                     *         "cache_write_input_price_tiers": [],
                     *         "cache_write_1h_input_price": null,
                     *         "cache_write_1h_input_price_tiers": [],
                     *         "image_input_price": null,
                     *         "image_input_price_tiers": [],
                     *         "image_output_price": null,
                     *         "image_output_price_tiers": [],
                     *         "audio_input_price": null,
                     *         "audio_input_price_tiers": [],
                     *         "audio_output_price": null,
                     *         "audio_output_price_tiers": [],
                     *         "video_billing_config": null,
                     *         "price_version": 1,
                     *         "max_output_tokens": null,
                     *         "is_demo": false,
                     *         "priced": true,
                     *         "enabled": true,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       },
                     *       "upstream_model_name": "gpt-x-2026",
                     *       "provider": "openai",
                     *       "provider_icon_url": "",
                     *       "enabled": true,
                     *       "group_multipliers": [],
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ChannelModel"];
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
    deleteChannelModel: {
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
                     *       "message": "渠道模型已删除"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
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
    setChannelModelGroupMultipliers: {
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
                 * @example [
                 *       {
                 *         "group_id": 2,
                 *         "multiplier": "0.5"
                 *       }
                 *     ]
                 */
                "application/json": {
                    group_id: number;
                    multiplier: components["schemas"]["DecimalInput"];
                }[];
            };
        };
        responses: {
            /** @description Those that there are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "group_id": 2,
                     *         "multiplier": "0.5",
                     *         "group": {
                     *           "id": 2,
                     *           "name": "vip",
                     *           "multiplier": "0.8",
                     *           "built_in": false,
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["GroupMultiplier"][];
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
    listModelConfigs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": 2,
                     *         "model_name": "gpt-x",
                     *         "description": "",
                     *         "provider": "openai",
                     *         "provider_name": "OpenAI",
                     *         "provider_icon_url": "",
                     *         "quota_type": 0,
                     *         "input_price": "2.5",
                     *         "input_price_tiers": [],
                     *         "output_price": "10",
                     *         "output_price_tiers": [],
                     *         "cached_input_price": "1.25",
                     *         "cached_input_price_tiers": [],
                     *         "cache_write_input_price": null,
                     *         "cache_write_input_price_tiers": [],
                     *         "cache_write_1h_input_price": null,
                     *         "cache_write_1h_input_price_tiers": [],
                     *         "image_input_price": null,
                     *         "image_input_price_tiers": [],
                     *         "image_output_price": null,
                     *         "image_output_price_tiers": [],
                     *         "audio_input_price": null,
                     *         "audio_input_price_tiers": [],
                     *         "audio_output_price": null,
                     *         "audio_output_price_tiers": [],
                     *         "video_billing_config": null,
                     *         "price_version": 1,
                     *         "max_output_tokens": null,
                     *         "is_demo": false,
                     *         "priced": true,
                     *         "enabled": true,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ModelConfig"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createModelConfig: {
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
                 *       "model_name": "gpt-x",
                 *       "input_price": "2.5",
                 *       "output_price": 10,
                 *       "cached_input_price": "1.25"
                 *     }
                 */
                "application/json": {
                    model_name: string;
                    description?: string;
                    /** @description Empty: the one that the name tells. */
                    provider?: string;
                    provider_name?: string;
                    provider_icon_url?: string;
                    quota_type?: number;
                    input_price?: components["schemas"]["PriceInput"];
                    input_price_tiers?: components["schemas"]["PriceTiersInput"];
                    output_price?: components["schemas"]["PriceInput"];
                    output_price_tiers?: components["schemas"]["PriceTiersInput"];
                    cached_input_price?: components["schemas"]["PriceInput"];
                    cached_input_price_tiers?: components["schemas"]["PriceTiersInput"];
                    cache_write_input_price?: components["schemas"]["PriceInput"];
                    cache_write_input_price_tiers?: components["schemas"]["PriceTiersInput"];
                    cache_write_1h_input_price?: components["schemas"]["PriceInput"];
                    cache_write_1h_input_price_tiers?: components["schemas"]["PriceTiersInput"];
                    image_input_price?: components["schemas"]["PriceInput"];
                    image_input_price_tiers?: components["schemas"]["PriceTiersInput"];
                    image_output_price?: components["schemas"]["PriceInput"];
                    image_output_price_tiers?: components["schemas"]["PriceTiersInput"];
                    audio_input_price?: components["schemas"]["PriceInput"];
                    audio_input_price_tiers?: components["schemas"]["PriceTiersInput"];
                    audio_output_price?: components["schemas"]["PriceInput"];
                    audio_output_price_tiers?: components["schemas"]["PriceTiersInput"];
                    video_billing_config?: components["schemas"]["VideoPricesInput"];
                    max_output_tokens?: number | null;
                    enabled?: boolean;
                };
            };
        };
        responses: {
            /** @description It is there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 2,
                     *       "model_name": "gpt-x",
                     *       "description": "",
                     *       "provider": "openai",
                     *       "provider_name": "OpenAI",
                     *       "provider_icon_url": "",
                     *       "quota_type": 0,
                     *       "input_price": "2.5",
                     *       "input_price_tiers": [],
                     *       "output_price": "10",
                     *       "output_price_tiers": [],
                     *       "cached_input_price": "1.25",
                     *       "cached_input_price_tiers": [],
                     *       "cache_write_input_price": null,
                     *       "cache_write_input_price_tiers": [],
                     *       "cache_write_1h_input_price": null,
                     *       "cache_write_1h_input_price_tiers": [],
                     *       "image_input_price": null,
                     *       "image_input_price_tiers": [],
                     *       "image_output_price": null,
                     *       "image_output_price_tiers": [],
                     *       "audio_input_price": null,
                     *       "audio_input_price_tiers": [],
                     *       "audio_output_price": null,
                     *       "audio_output_price_tiers": [],
                     *       "video_billing_config": null,
                     *       "price_version": 1,
                     *       "max_output_tokens": null,
                     *       "is_demo": false,
                     *       "priced": true,
                     *       "enabled": true,
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ModelConfig"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateModelConfig: {
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
                 *       "model_name": "gpt-x",
                 *       "input_price": "2.5",
                 *       "output_price": "10",
                 *       "cached_input_price": "1.25",
                 *       "enabled": true
                 *     }
                 */
                "application/json": {
                    model_name: string;
                    description?: string;
                    /** @description Empty: the one that the name tells. */
                    provider?: string;
                    provider_name?: string;
                    provider_icon_url?: string;
                    quota_type?: number;
                    input_price?: components["schemas"]["PriceInput"];
                    input_price_tiers?: components["schemas"]["PriceTiersInput"];
                    output_price?: components["schemas"]["PriceInput"];
                    output_price_tiers?: components["schemas"]["PriceTiersInput"];
                    cached_input_price?: components["schemas"]["PriceInput"];
                    cached_input_price_tiers?: components["schemas"]["PriceTiersInput"];
                    cache_write_input_price?: components["schemas"]["PriceInput"];
                    cache_write_input_price_tiers?: components["schemas"]["PriceTiersInput"];
                    cache_write_1h_input_price?: components["schemas"]["PriceInput"];
                    cache_write_1h_input_price_tiers?: components["schemas"]["PriceTiersInput"];
                    image_input_price?: components["schemas"]["PriceInput"];
                    image_input_price_tiers?: components["schemas"]["PriceTiersInput"];
                    image_output_price?: components["schemas"]["PriceInput"];
                    image_output_price_tiers?: components["schemas"]["PriceTiersInput"];
                    audio_input_price?: components["schemas"]["PriceInput"];
                    audio_input_price_tiers?: components["schemas"]["PriceTiersInput"];
                    audio_output_price?: components["schemas"]["PriceInput"];
                    audio_output_price_tiers?: components["schemas"]["PriceTiersInput"];
                    video_billing_config?: components["schemas"]["VideoPricesInput"];
                    max_output_tokens?: number | null;
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
                     *       "id": 2,
                     *       "model_name": "gpt-x",
                     *       "description": "",
                     *       "provider": "openai",
                     *       "provider_name": "OpenAI",
                     *       "provider_icon_url": "",
                     *       "quota_type": 0,
                     *       "input_price": "2.5",
                     *       "input_price_tiers": [],
                     *       "output_price": "10",
                     *       "output_price_tiers": [],
                     *       "cached_input_price": "1.25",
                     *       "cached_input_price_tiers": [],
                     *       "cache_write_input_price": null,
                     *       "cache_write_input_price_tiers": [],
                     *       "cache_write_1h_input_price": null,
                     *       "cache_write_1h_input_price_tiers": [],
                     *       "image_input_price": null,
                     *       "image_input_price_tiers": [],
                     *       "image_output_price": null,
                     *       "image_output_price_tiers": [],
                     *       "audio_input_price": null,
                     *       "audio_input_price_tiers": [],
                     *       "audio_output_price": null,
                     *       "audio_output_price_tiers": [],
                     *       "video_billing_config": null,
                     *       "price_version": 1,
                     *       "max_output_tokens": null,
                     *       "is_demo": false,
                     *       "priced": true,
                     *       "enabled": true,
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ModelConfig"];
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
    deleteModelConfig: {
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
                     *       "message": "模型已删除"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
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
    listUserChannels: {
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
                     * @example [
                     *       {
                     *         "id": 1,
                     *         "name": "default",
                     *         "description": "",
                     *         "multiplier": "1",
                     *         "routing_algorithm": "priority",
                     *         "enabled": true,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z",
                     *         "channels": [
                     *           {
                     *             "id": 2,
                     *             "name": "Vendor A",
                     *             "type": "openai",
                     *             "base_url": "https://api.example.com/v1",
                     *             "api_key": "…3f9a",
                     *             "has_proxy": false,
                     *             "user_channel_id": 1,
                     *             "multiplier": "1",
                     *             "priority": 10,
                     *             "weight": 1,
                     *             "enabled": true,
                     *             "max_concurrency": null,
                     *             "requests_per_minute": null,
                     *             "connect_timeout_ms": null,
                     *             "first_byte_timeout_ms": null,
                     *             "idle_timeout_ms": null,
                     *             "consecutive_failures": 0,
                     *             "last_failure_at": null,
                     *             "last_failure_reason": null,
                     *             "auto_disabled_at": null,
                     *             "auto_disabled_reason": null,
                     *             "last_health_checked_at": null,
                     *             "last_health_status": null,
                     *             "problem": null,
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           }
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["UserChannel"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createUserChannel: {
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
                 *       "name": "premium",
                 *       "multiplier": "1.2",
                 *       "routing_algorithm": "priority"
                 *     }
                 */
                "application/json": {
                    name: string;
                    description?: string;
                    multiplier?: components["schemas"]["DecimalInput"];
                    /** @description How channels of one priority share calls: `priority` (the default) draws by weight, `round_robin` takes them in turn, `weighted_round_robin` in turn as often as they weigh. */
                    routing_algorithm?: string;
                    enabled?: boolean;
                };
            };
        };
        responses: {
            /** @description It is there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 2,
                     *       "name": "premium",
                     *       "description": "",
                     *       "multiplier": "1.2",
                     *       "routing_algorithm": "priority",
                     *       "enabled": true,
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z",
                     *       "channels": []
                     *     }
                     */
                    "application/json": components["schemas"]["UserChannel"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateUserChannel: {
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
                 *       "enabled": true
                 *     }
                 */
                "application/json": {
                    name?: string;
                    description?: string;
                    multiplier?: components["schemas"]["DecimalInput"];
                    /** @description How channels of one priority share calls: `priority` (the default) draws by weight, `round_robin` takes them in turn, `weighted_round_robin` in turn as often as they weigh. */
                    routing_algorithm?: string;
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
                     *       "id": 1,
                     *       "name": "default",
                     *       "description": "",
                     *       "multiplier": "1",
                     *       "routing_algorithm": "priority",
                     *       "enabled": true,
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z",
                     *       "channels": [
                     *         {
                     *           "id": 2,
                     *           "name": "Vendor A",
                     *           "type": "openai",
                     *           "base_url": "https://api.example.com/v1",
                     *           "api_key": "…3f9a",
                     *           "has_proxy": false,
                     *           "user_channel_id": 1,
                     *           "multiplier": "1",
                     *           "priority": 10,
                     *           "weight": 1,
                     *           "enabled": true,
                     *           "max_concurrency": null,
                     *           "requests_per_minute": null,
                     *           "connect_timeout_ms": null,
                     *           "first_byte_timeout_ms": null,
                     *           "idle_timeout_ms": null,
                     *           "consecutive_failures": 0,
                     *           "last_failure_at": null,
                     *           "last_failure_reason": null,
                     *           "auto_disabled_at": null,
                     *           "auto_disabled_reason": null,
                     *           "last_health_checked_at": null,
                     *           "last_health_status": null,
                     *           "problem": null,
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UserChannel"];
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
    deleteUserChannel: {
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
                     *       "message": "用户渠道已删除"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listGroups: {
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
                     * @example [
                     *       {
                     *         "id": 1,
                     *         "name": "user",
                     *         "multiplier": "1",
                     *         "built_in": true,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       },
                     *       {
                     *         "id": 2,
                     *         "name": "vip",
                     *         "multiplier": "0.8",
                     *         "built_in": false,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Group"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createGroup: {
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
                 *       "name": "vip",
                 *       "multiplier": "0.8"
                 *     }
                 */
                "application/json": {
                    name: string;
                    multiplier?: components["schemas"]["DecimalInput"];
                };
            };
        };
        responses: {
            /** @description It is there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 2,
                     *       "name": "vip",
                     *       "multiplier": "0.8",
                     *       "built_in": false,
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Group"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateGroup: {
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
                 *       "multiplier": "0.8"
                 *     }
                 */
                "application/json": {
                    name?: string;
                    multiplier?: components["schemas"]["DecimalInput"];
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
                     *       "id": 2,
                     *       "name": "vip",
                     *       "multiplier": "0.8",
                     *       "built_in": false,
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Group"];
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
    deleteGroup: {
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
                     *       "message": "分组已删除"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
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
    listUsers: {
        parameters: {
            query?: {
                /** @description A part of a user name or an e-mail address, in whatever case. */
                search?: string;
                /** @description Goes on behind the user of this id. */
                after?: number;
                /** @description The most users that are answered; 1000 unless given. */
                limit?: number;
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
                     * @example [
                     *       {
                     *         "id": 7,
                     *         "username": "ada",
                     *         "email": "ada@example.com",
                     *         "email_verified": true,
                     *         "oidc_sub": null,
                     *         "avatar_url": null,
                     *         "balance": "100.5",
                     *         "referral_code": "ABCD2345",
                     *         "is_admin": false,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z",
                     *         "group_id": 2,
                     *         "group": {
                     *           "id": 2,
                     *           "name": "vip",
                     *           "multiplier": "0.8",
                     *           "built_in": false,
                     *           "created_at": "2026-01-22T10:00:00.000Z",
                     *           "updated_at": "2026-01-22T10:00:00.000Z"
                     *         },
                     *         "groups": [
                     *           {
                     *             "group_id": 2,
                     *             "group": {
                     *               "id": 2,
                     *               "name": "vip",
                     *               "multiplier": "0.8",
                     *               "built_in": false,
                     *               "created_at": "2026-01-22T10:00:00.000Z",
                     *               "updated_at": "2026-01-22T10:00:00.000Z"
                     *             },
                     *             "expires_at": "2026-12-31T00:00:00.000Z"
                     *           }
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ManagedUser"][];
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
    updateUser: {
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
                 *       "groups": [
                 *         {
                 *           "group_id": 2,
                 *           "expires_at": "2099-12-31T00:00:00Z"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description The one group that the user is in; that of the group `user` takes the user out of all others. */
                    group_id?: number;
                    /** @description Those that the user is in besides `user`, which is not named; empty: none. */
                    groups?: {
                        group_id: number;
                        /**
                         * Format: date-time
                         * @description Until when, in the future; null or left out: for ever.
                         */
                        expires_at?: string | null;
                    }[];
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
                     *       "id": 7,
                     *       "username": "ada",
                     *       "email": "ada@example.com",
                     *       "email_verified": true,
                     *       "oidc_sub": null,
                     *       "avatar_url": null,
                     *       "balance": "100.5",
                     *       "referral_code": "ABCD2345",
                     *       "is_admin": false,
                     *       "created_at": "2026-01-22T10:00:00.000Z",
                     *       "updated_at": "2026-01-22T10:00:00.000Z",
                     *       "group_id": 2,
                     *       "group": {
                     *         "id": 2,
                     *         "name": "vip",
                     *         "multiplier": "0.8",
                     *         "built_in": false,
                     *         "created_at": "2026-01-22T10:00:00.000Z",
                     *         "updated_at": "2026-01-22T10:00:00.000Z"
                     *       },
                     *       "groups": [
                     *         {
                     *           "group_id": 2,
                     *           "group": {
                     *             "id": 2,
                     *             "name": "vip",
                     *             "multiplier": "0.8",
                     *             "built_in": false,
                     *             "created_at": "2026-01-22T10:00:00.000Z",
                     *             "updated_at": "2026-01-22T10:00:00.000Z"
                     *           },
                     *           "expires_at": "2026-12-31T00:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ManagedUser"];
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
    listCalls: {
        parameters: {
            query?: {
                user_id?: number;
                api_key_id?: number;
                user_channel_id?: number;
                channel_id?: number;
                /** @description A part of the name. */
                model_name?: string;
                /** @description `YYYY-MM-DD`, RFC 3339, or a date and time of UTC; from then on. */
                start_time?: string;
                /** @description `YYYY-MM-DD`, RFC 3339, or a date and time of UTC; before then, and a day to its end. */
                end_time?: string;
                /** @description As `start_time`. */
                start_date?: string;
                /** @description As `end_time`. */
                end_date?: string;
                /** @description From 1; what is out of bounds counts as the nearest. */
                page?: number;
                /** @description 20 unless given, 100 at most. */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calls, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"][] | {
                        items: components["schemas"]["Call"][];
                        total: number;
                        page: number;
                        page_size: number;
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
    explainCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The call’s `id` or `call_id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its price, its usage, and every move of credits. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "call": {
                     *         "id": 41,
                     *         "call_id": "019b0f5e-7c00-7a2b-9c3d-0123456789ab",
                     *         "user_id": 3,
                     *         "api_key_id": 7,
                     *         "user_channel_id": 1,
                     *         "channel_id": 2,
                     *         "model_name": "gpt-x",
                     *         "model_config_id": 2,
                     *         "surface": "gateway",
                     *         "protocol": "openai-chat",
                     *         "upstream_protocol": "openai",
                     *         "upstream_model_name": "gpt-x-2026",
                     *         "ip": "203.0.113.7",
                     *         "user_agent": "OpenAI/JS",
                     *         "input_tokens": 1000,
                     *         "output_tokens": 100,
                     *         "cached_input_tokens": 0,
                     *         "cache_write_input_tokens": 0,
                     *         "cache_write_1h_input_tokens": 0,
                     *         "image_input_tokens": 0,
                     *         "image_output_tokens": 0,
                     *         "audio_input_tokens": 0,
                     *         "audio_output_tokens": 0,
                     *         "reasoning_tokens": 0,
                     *         "usage_source": "reported",
                     *         "base_cost": "0.0035",
                     *         "cost": "0.0035",
                     *         "shortfall": "0",
                     *         "user_package_id": null,
                     *         "price_version": 1,
                     *         "group_multiplier": "1",
                     *         "user_channel_multiplier": "1",
                     *         "is_stream": true,
                     *         "response_time_ms": 812,
                     *         "first_response_time_ms": 201,
                     *         "status": 0,
                     *         "state": "succeeded",
                     *         "error_code": null,
                     *         "error_message": null,
                     *         "losses": [],
                     *         "created_at": "2026-01-22T10:00:00.000Z"
                     *       },
                     *       "quote": {
                     *         "price_version": 1,
                     *         "quota_type": 0,
                     *         "prices": {
                     *           "input_price": "2.5",
                     *           "output_price": "10"
                     *         },
                     *         "group_multiplier": "1",
                     *         "user_channel_multiplier": "1",
                     *         "held": "0.0425"
                     *       },
                     *       "lines": [
                     *         {
                     *           "rate": "input",
                     *           "segments": [
                     *             {
                     *               "count": 1000,
                     *               "price": "2.5"
                     *             }
                     *           ],
                     *           "amount": "0.0025"
                     *         },
                     *         {
                     *           "rate": "output",
                     *           "segments": [
                     *             {
                     *               "count": 100,
                     *               "price": "10"
                     *             }
                     *           ],
                     *           "amount": "0.001"
                     *         }
                     *       ],
                     *       "base_cost": "0.0035",
                     *       "cost": "0.0035",
                     *       "shortfall": "0",
                     *       "package": null,
                     *       "hold": {
                     *         "amount": "0.0425",
                     *         "state": "captured",
                     *         "at": "2026-01-22T10:00:00.000Z"
                     *       },
                     *       "capture": {
                     *         "amount": "0.0035",
                     *         "at": "2026-01-22T10:00:00.000Z"
                     *       },
                     *       "release": null,
                     *       "rest": null,
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "channel_id": 2,
                     *           "upstream_model_name": "gpt-x-2026",
                     *           "status": null,
                     *           "error": null,
                     *           "outcome": "answered",
                     *           "base_cost": "0.0035",
                     *           "started_at": "2026-01-22T10:00:00.000Z",
                     *           "duration_ms": 790
                     *         }
                     *       ],
                     *       "bodies": null
                     *     }
                     */
                    "application/json": components["schemas"]["Explanation"];
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
    getStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Days are of UTC. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "users": 5,
                     *       "channels": 2,
                     *       "total_cost": "12.5",
                     *       "today_requests": 40
                     *     }
                     */
                    "application/json": {
                        users: number;
                        channels: number;
                        total_cost: components["schemas"]["Decimal"];
                        today_requests: number;
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
    getChannelUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user_channels": [
                     *         {
                     *           "id": 1,
                     *           "name": "default",
                     *           "description": "",
                     *           "routing_algorithm": "priority",
                     *           "multiplier": "1",
                     *           "request_count": 12,
                     *           "input_tokens": 4200,
                     *           "output_tokens": 900,
                     *           "cached_input_tokens": 0,
                     *           "total_tokens": 5100,
                     *           "total_cost": "0.006"
                     *         }
                     *       ],
                     *       "upstream_channels": [
                     *         {
                     *           "id": 2,
                     *           "name": "Vendor A",
                     *           "type": "openai",
                     *           "user_channel_id": 1,
                     *           "user_channel_name": "default",
                     *           "priority": 10,
                     *           "weight": 1,
                     *           "request_count": 12,
                     *           "input_tokens": 4200,
                     *           "output_tokens": 900,
                     *           "cached_input_tokens": 0,
                     *           "total_tokens": 5100,
                     *           "total_cost": "0.006",
                     *           "failed_count": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        user_channels: {
                            id: number;
                            name: string;
                            description: string;
                            routing_algorithm: string;
                            multiplier: components["schemas"]["Decimal"];
                            request_count: number;
                            input_tokens: number;
                            output_tokens: number;
                            cached_input_tokens: number;
                            total_tokens: number;
                            total_cost: components["schemas"]["Decimal"];
                        }[];
                        upstream_channels: {
                            id: number;
                            name: string;
                            type: string;
                            user_channel_id: number;
                            user_channel_name: string;
                            priority: number;
                            weight: number;
                            request_count: number;
                            input_tokens: number;
                            output_tokens: number;
                            cached_input_tokens: number;
                            total_tokens: number;
                            total_cost: components["schemas"]["Decimal"];
                            /** @description Tries at it that brought no answer, also of calls that another channel answered then; `GET /api/logs?channel_id=…` finds them. */
                            failed_count: number;
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
    listModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAI’s list; with the header `anthropic-version`, Claude’s. */
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
    getModel: {
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
                    "X-Taskloom-Losses": components["headers"]["Losses"];
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
    createCompletion: {
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
                 *       "prompt": "Hello"
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
                     *       "id": "cmpl-1",
                     *       "object": "text_completion",
                     *       "created": 1769076000,
                     *       "model": "demo-text",
                     *       "choices": [
                     *         {
                     *           "index": 0,
                     *           "text": "Hello!",
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
    createImage: {
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
                 *       "model": "demo-image",
                 *       "prompt": "A lighthouse at night"
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The images. */
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
                     *       "created": 1769076000,
                     *       "data": [
                     *         {
                     *           "b64_json": "iVBORw0KGgo="
                     *         }
                     *       ]
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
                    "X-Taskloom-Losses": components["headers"]["Losses"];
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
    callGeminiModelBeta: {
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
