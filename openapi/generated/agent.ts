// Made from openapi/agent.yaml by `npm run generate`: change that, not this.

export interface paths {
    "/api/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an account with an e-mail address and a code that was sent to it */
        post: operations["register"];
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
        /** Sign in with a password */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a code that was sent to an e-mail address
         * @description An address that is not known becomes an account.
         */
        post: operations["loginByEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a code that was sent to a phone
         * @description A number that is not known becomes an account.
         */
        post: operations["loginByPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/email/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a code to an e-mail address, for registering or signing in */
        post: operations["sendEmailCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sms/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a code to a phone, for signing in */
        post: operations["sendSmsCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/oauth2/google/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Begin to sign in with Google
         * @description A state lasts 10 minutes and is good for one sign-in.
         */
        get: operations["getGoogleState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/oauth2/google": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with what Google sent back */
        post: operations["loginWithGoogle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change a refresh token for new tokens
         * @description Only from the address and User-Agent that signed in: else 401 `auth.error.deviceVerifyFailed`. A refresh token that was used before ends the session.
         */
        post: operations["refreshToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
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
         * @description Without a token that holds there is nothing to end: 400.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the password */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
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
    "/api/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The user's profile */
        get: operations["getProfile"];
        /**
         * Change the profile
         * @description What is left out stays as it is.
         */
        put: operations["updateProfile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a picture of the user
         * @description A PNG, JPEG or WebP picture of at most 5 MB and 4096 pixels a side. What is kept is a square PNG made of its middle, without anything else that the file held.
         */
        post: operations["uploadAvatar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The user's profile */
        get: operations["getUserProfile"];
        /**
         * Change the profile
         * @description What is left out stays as it is.
         */
        put: operations["updateUserProfile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a picture of the user
         * @description A PNG, JPEG or WebP picture of at most 5 MB and 4096 pixels a side. What is kept is a square PNG made of its middle, without anything else that the file held.
         */
        post: operations["uploadUserAvatar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/agent-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the user likes agents to work */
        get: operations["getAgentPreferences"];
        /**
         * Change preferences
         * @description What is left out stays as it is.
         */
        put: operations["updateAgentPreferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/model-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which model the user likes, and how */
        get: operations["getModelPreferences"];
        /**
         * Change preferences
         * @description What is left out stays as it is; null is the model's own default.
         */
        put: operations["updateModelPreferences"];
        post?: never;
        /** Go back to the models' own defaults */
        delete: operations["resetModelPreferences"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts elsewhere that sign in to this one */
        get: operations["listIdentities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/identities/google": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link the Google account that sent this back
         * @description In place of one that was linked before. 409 when that Google account is linked to another user. Takes a sign-in of the last 15 minutes.
         */
        post: operations["linkGoogle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/identities/google/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A state to go to Google with, to link an account there
         * @description Good for ten minutes, once, and for the user who asked for it.
         */
        get: operations["getGoogleLinkState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/identities/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example google */
                provider: "google" | "oidc" | "baizhi";
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unlink an account elsewhere
         * @description 409 when nobody could sign in to this account without it.
         */
        delete: operations["unlinkIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the user is signed in, on every surface; the session used last first */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere */
        delete: operations["endSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0b6f7e2c-54c1-4e0e-9d0a-5a1f3f0f7a55 */
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out one session */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to the account, newest first */
        get: operations["listIdentityEvents"];
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
        GoogleReturn: {
            code: string;
            state: string;
            /** @description The nonce that the page sent to Google, if it sent one: then the ID token must have it. */
            nonce?: string;
            /** @description The verifier (PKCE) of the challenge that the page sent to Google, if it sent one. */
            codeVerifier?: string;
        };
        Identities: {
            /** @enum {string} */
            provider: "google" | "oidc" | "baizhi";
            createdTime: components["schemas"]["Time"];
        }[];
        /**
         * @description Milliseconds of Unix time.
         * @example 1767225600000
         */
        Timestamp: number;
        /**
         * @description With the offset of Beijing.
         * @example 2027-05-14T00:00:00+08:00
         */
        Time: string;
        /**
         * Format: email
         * @example user@example.com
         */
        Email: string;
        /**
         * @description A mobile number of mainland China.
         * @example 13800138000
         */
        Phone: string;
        /**
         * @description Six digits.
         * @example 123456
         */
        Code: string;
        /** @example Tony Stark */
        Nickname: string;
        /**
         * @description The address of a picture.
         * @example https://example.com/picture.png
         */
        AvatarUrl: string;
        /** @example eyJhbGciOi... */
        Token: string;
        Subscription: {
            /** @enum {string} */
            planId: "free" | "pro" | "turbo" | "ultra";
            expiresAt: components["schemas"]["Time"] | null;
            /** @enum {string|null} */
            billingCycle: "monthly" | "quarterly" | "yearly" | null;
            autoRenew: boolean;
            /** @description Whether a plan was bought that runs now. */
            isActive: boolean;
        };
        User: {
            /** Format: uuid */
            userId: string;
            /** @description The e-mail address, where there is one. */
            username: string;
            nickname: string | null;
            avatarUrl: string | null;
            email: string | null;
            phone: string | null;
            /** @description What can be spent, with up to 8 decimals. */
            credits: number;
            /** @description What work has cost so far, with up to 8 decimals. */
            totalCreditsUsed: number;
            /**
             * @description 1: active, 0: disabled.
             * @enum {integer}
             */
            status: 0 | 1;
            onboardingCompleted: boolean;
            subscription: components["schemas"]["Subscription"];
        };
        LoginResponse: {
            accessToken: string;
            refreshToken: string;
            /** @description Seconds that the access token lasts. */
            expiresIn: number;
            user: components["schemas"]["User"];
        };
        Profile: {
            /** Format: uuid */
            userId: string;
            username: string;
            nickname: string | null;
            email: string | null;
            phone: string | null;
            avatarUrl: string | null;
            credits: number;
            totalCreditsUsed: number;
            subscription: components["schemas"]["Subscription"];
            /** @enum {integer} */
            status: 0 | 1;
            createdTime: components["schemas"]["Time"];
        };
        ProfileChange: {
            nickname?: components["schemas"]["Nickname"];
            avatarUrl?: components["schemas"]["AvatarUrl"];
            /**
             * @description That the user went through the first steps; it is never taken back.
             * @constant
             */
            onboardingCompleted?: true;
        };
        /** @enum {string} */
        ExecutionMode: "auto" | "direct" | "simple" | "thought" | "complex";
        ErrorEnvelope: {
            /** @description The HTTP status. */
            code: number;
            /** @description A key. */
            message: string;
            data: {
                /** @description The fields that were refused. */
                errors?: {
                    /** @example body.email */
                    field: string;
                    /** @description Chinese, or English when `Accept-Language` prefers it. */
                    message: string;
                }[];
                /** @description With 429: seconds to wait. */
                retryAfter?: number;
                /** @description With 500: the request, for whoever runs the platform. */
                requestId?: string;
            } | null;
            timestamp: components["schemas"]["Timestamp"];
        };
        modeConfig: {
            useWebSearch: boolean;
            useKnowledgeBase: boolean;
            useMemoryEnhancement: boolean;
        };
        agentPreferences: {
            preferredAgentType: string | null;
            executionMode: components["schemas"]["ExecutionMode"];
            modeConfigs: {
                auto: components["schemas"]["modeConfig"];
                direct: components["schemas"]["modeConfig"];
                simple: components["schemas"]["modeConfig"];
                thought: components["schemas"]["modeConfig"];
                complex: components["schemas"]["modeConfig"];
            };
            autoEnableSkills: boolean;
            taskCompleteNotification: boolean;
        };
        modeConfigChange: {
            useWebSearch?: boolean;
            useKnowledgeBase?: boolean;
            useMemoryEnhancement?: boolean;
        };
        agentPreferencesChange: {
            preferredAgentType?: string | null;
            executionMode?: components["schemas"]["ExecutionMode"];
            /** @description What is left out of a mode stays as it is. */
            modeConfigs?: {
                auto?: components["schemas"]["modeConfigChange"];
                direct?: components["schemas"]["modeConfigChange"];
                simple?: components["schemas"]["modeConfigChange"];
                thought?: components["schemas"]["modeConfigChange"];
                complex?: components["schemas"]["modeConfigChange"];
            };
            /** @description Whether skills that fit a task start by themselves. */
            autoEnableSkills?: boolean;
            taskCompleteNotification?: boolean;
        };
        modelPreferences: {
            defaultModelId: number | null;
            temperature: number | null;
            maxTokens: number | null;
        };
        modelPreferencesChange: {
            defaultModelId?: number | null;
            temperature?: number | null;
            maxTokens?: number | null;
        };
    };
    responses: {
        /** @description Both tokens, and who signed in. */
        SignedIn: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 200,
                 *       "message": "success.login",
                 *       "data": {
                 *         "accessToken": "eyJhbGciOi...",
                 *         "refreshToken": "eyJhbGciOi...",
                 *         "expiresIn": 7200,
                 *         "user": {
                 *           "userId": "0b6f7e2c-54c1-4e0e-9d0a-5a1f3f0f7a55",
                 *           "username": "user@example.com",
                 *           "nickname": "Tony Stark",
                 *           "avatarUrl": "https://example.com/picture.png",
                 *           "email": "user@example.com",
                 *           "phone": null,
                 *           "credits": 100,
                 *           "totalCreditsUsed": 23.5,
                 *           "status": 1,
                 *           "onboardingCompleted": true,
                 *           "subscription": {
                 *             "planId": "pro",
                 *             "expiresAt": "2027-05-14T00:00:00+08:00",
                 *             "billingCycle": "monthly",
                 *             "autoRenew": false,
                 *             "isActive": true
                 *           }
                 *         }
                 *       },
                 *       "timestamp": 1767225600000
                 *     }
                 */
                "application/json": {
                    /** @constant */
                    code: 200;
                    /** @constant */
                    message: "success.login";
                    data: components["schemas"]["LoginResponse"];
                    timestamp: components["schemas"]["Timestamp"];
                };
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
                 *       "code": 200,
                 *       "message": "success.codeSent",
                 *       "data": null,
                 *       "timestamp": 1767225600000
                 *     }
                 */
                "application/json": {
                    /** @constant */
                    code: 200;
                    /** @constant */
                    message: "success.codeSent";
                    data: null;
                    timestamp: components["schemas"]["Timestamp"];
                };
            };
        };
        /** @description The profile. */
        Profile: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 200,
                 *       "message": "success",
                 *       "data": {
                 *         "userId": "0b6f7e2c-54c1-4e0e-9d0a-5a1f3f0f7a55",
                 *         "username": "user@example.com",
                 *         "nickname": "Tony Stark",
                 *         "email": "user@example.com",
                 *         "phone": null,
                 *         "avatarUrl": null,
                 *         "credits": 100,
                 *         "totalCreditsUsed": 23.5,
                 *         "subscription": {
                 *           "planId": "free",
                 *           "expiresAt": null,
                 *           "billingCycle": null,
                 *           "autoRenew": false,
                 *           "isActive": false
                 *         },
                 *         "status": 1,
                 *         "createdTime": "2026-05-14T00:00:00+08:00"
                 *       },
                 *       "timestamp": 1767225600000
                 *     }
                 */
                "application/json": {
                    /** @constant */
                    code: 200;
                    /** @enum {string} */
                    message: "success" | "success.profileUpdated";
                    data: components["schemas"]["Profile"];
                    timestamp: components["schemas"]["Timestamp"];
                };
            };
        };
        /** @description Where the picture is now. */
        AvatarStored: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 200,
                 *       "message": "success.profileUpdated",
                 *       "data": {
                 *         "avatarUrl": "http://127.0.0.1:8000/avatars/4f1c8a9e02b7d653-7b0f6c1e-57a1-4c40-8d6c-1f3f0f7a5520.png"
                 *       },
                 *       "timestamp": 1767225600000
                 *     }
                 */
                "application/json": {
                    /** @constant */
                    code: 200;
                    /** @constant */
                    message: "success.profileUpdated";
                    data: {
                        avatarUrl: string;
                    };
                    timestamp: components["schemas"]["Timestamp"];
                };
            };
        };
        /** @description Fields of the request are wrong, or the code or state does not hold; nothing was done. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 400,
                 *       "message": "common.error.param",
                 *       "data": {
                 *         "errors": [
                 *           {
                 *             "field": "body.email",
                 *             "message": "不是有效的邮箱地址"
                 *           }
                 *         ]
                 *       },
                 *       "timestamp": 1767225600000
                 *     }
                 */
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
                 *       "message": "auth.error.tokenInvalid",
                 *       "data": null,
                 *       "timestamp": 1767225600000
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The caller may not do this, or the account is disabled. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 403,
                 *       "message": "auth.error.userDisabled",
                 *       "data": null,
                 *       "timestamp": 1767225600000
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
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
                 *       "code": 404,
                 *       "message": "common.error.notFound",
                 *       "data": null,
                 *       "timestamp": 1767225600000
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The e-mail address is registered. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 409,
                 *       "message": "auth.error.emailExists",
                 *       "data": null,
                 *       "timestamp": 1767225600000
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
                 *       "message": "common.error.rateLimited",
                 *       "data": {
                 *         "retryAfter": 12
                 *       },
                 *       "timestamp": 1767225600000
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
                 *       "message": "common.error.internal",
                 *       "data": {
                 *         "requestId": "0b6f7e2c-54c1-4e0e-9d0a-5a1f3f0f7a55"
                 *       },
                 *       "timestamp": 1767225600000
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description Something that the request needs is away (try again later), or this way to sign in is not set up. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 503,
                 *       "message": "common.error.unavailable",
                 *       "data": null,
                 *       "timestamp": 1767225600000
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
    };
    parameters: never;
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
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
                 *       "email": "newuser@example.com",
                 *       "password": "Strong@Pass1",
                 *       "code": "123456",
                 *       "nickname": "Tony Stark"
                 *     }
                 */
                "application/json": {
                    email: components["schemas"]["Email"];
                    password: string;
                    code: components["schemas"]["Code"];
                    nickname?: components["schemas"]["Nickname"];
                    avatarUrl?: components["schemas"]["AvatarUrl"];
                };
            };
        };
        responses: {
            /** @description Who registered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success.register",
                     *       "data": {
                     *         "userId": "0b6f7e2c-54c1-4e0e-9d0a-5a1f3f0f7a55",
                     *         "username": "newuser@example.com"
                     *       },
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success.register";
                        data: {
                            /** Format: uuid */
                            userId: string;
                            /** @description The e-mail address. */
                            username: string;
                        };
                        timestamp: components["schemas"]["Timestamp"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
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
                 *       "email": "user@example.com",
                 *       "password": "yourPassword123"
                 *     }
                 */
                "application/json": {
                    email: components["schemas"]["Email"];
                    password: string;
                };
            };
        };
        responses: {
            200: components["responses"]["SignedIn"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    loginByEmail: {
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
                 *       "code": "123456"
                 *     }
                 */
                "application/json": {
                    email: components["schemas"]["Email"];
                    code: components["schemas"]["Code"];
                };
            };
        };
        responses: {
            200: components["responses"]["SignedIn"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    loginByPhone: {
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
                 *       "phone": "13800138000",
                 *       "code": "123456"
                 *     }
                 */
                "application/json": {
                    phone: components["schemas"]["Phone"];
                    code: components["schemas"]["Code"];
                };
            };
        };
        responses: {
            200: components["responses"]["SignedIn"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    sendEmailCode: {
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
                    email: components["schemas"]["Email"];
                };
            };
        };
        responses: {
            200: components["responses"]["CodeSent"];
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    sendSmsCode: {
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
                 *       "phone": "13800138000"
                 *     }
                 */
                "application/json": {
                    phone: components["schemas"]["Phone"];
                };
            };
        };
        responses: {
            200: components["responses"]["CodeSent"];
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getGoogleState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What Google is to send back. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": {
                     *         "state": "Zb3qkXo1m0hT0y0bq6iC9u2dQv8w3n5sY7pRfLkJxGQ"
                     *       },
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            state: string;
                        };
                        timestamp: components["schemas"]["Timestamp"];
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    loginWithGoogle: {
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
                 *       "code": "google-auth-code",
                 *       "state": "Zb3qkXo1m0hT0y0bq6iC9u2dQv8w3n5sY7pRfLkJxGQ"
                 *     }
                 */
                "application/json": components["schemas"]["GoogleReturn"];
            };
        };
        responses: {
            200: components["responses"]["SignedIn"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    refreshToken: {
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
                 *       "refreshToken": "eyJhbGciOi..."
                 *     }
                 */
                "application/json": {
                    refreshToken: components["schemas"]["Token"];
                };
            };
        };
        responses: {
            /** @description New tokens; the refresh token that was sent is used up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success.refresh",
                     *       "data": {
                     *         "accessToken": "eyJhbGciOi...",
                     *         "refreshToken": "eyJhbGciOi...",
                     *         "expiresIn": 7200
                     *       },
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success.refresh";
                        data: {
                            accessToken: string;
                            refreshToken: string;
                            expiresIn: number;
                        };
                        timestamp: components["schemas"]["Timestamp"];
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
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended, and with it its tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success.logout",
                     *       "data": null,
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success.logout";
                        data: null;
                        timestamp: components["schemas"]["Timestamp"];
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
                 *       "newPassword": "NewStrong@1"
                 *     }
                 */
                "application/json": {
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description The password is changed, and every other session has ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success.passwordChanged",
                     *       "data": null,
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success.passwordChanged";
                        data: null;
                        timestamp: components["schemas"]["Timestamp"];
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
    getCurrentUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": {
                     *         "userId": "0b6f7e2c-54c1-4e0e-9d0a-5a1f3f0f7a55"
                     *       },
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            /** Format: uuid */
                            userId: string;
                        };
                        timestamp: components["schemas"]["Timestamp"];
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
                 *       "nickname": "Tony Stark"
                 *     }
                 */
                "application/json": components["schemas"]["ProfileChange"];
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
    uploadAvatar: {
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
            200: components["responses"]["AvatarStored"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getUserProfile: {
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
    updateUserProfile: {
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
                 *       "nickname": "Tony Stark"
                 *     }
                 */
                "application/json": components["schemas"]["ProfileChange"];
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
    uploadUserAvatar: {
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
            200: components["responses"]["AvatarStored"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getAgentPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The preferences; those that were never set have their defaults. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": {
                     *         "preferredAgentType": null,
                     *         "executionMode": "auto",
                     *         "modeConfigs": {
                     *           "auto": {
                     *             "useWebSearch": true,
                     *             "useKnowledgeBase": true,
                     *             "useMemoryEnhancement": true
                     *           },
                     *           "direct": {
                     *             "useWebSearch": false,
                     *             "useKnowledgeBase": false,
                     *             "useMemoryEnhancement": false
                     *           },
                     *           "simple": {
                     *             "useWebSearch": true,
                     *             "useKnowledgeBase": true,
                     *             "useMemoryEnhancement": true
                     *           },
                     *           "thought": {
                     *             "useWebSearch": true,
                     *             "useKnowledgeBase": true,
                     *             "useMemoryEnhancement": true
                     *           },
                     *           "complex": {
                     *             "useWebSearch": true,
                     *             "useKnowledgeBase": true,
                     *             "useMemoryEnhancement": true
                     *           }
                     *         },
                     *         "autoEnableSkills": true,
                     *         "taskCompleteNotification": true
                     *       },
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["agentPreferences"];
                        timestamp: components["schemas"]["Timestamp"];
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
    updateAgentPreferences: {
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
                 *       "executionMode": "direct",
                 *       "modeConfigs": {
                 *         "auto": {
                 *           "useWebSearch": false
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["agentPreferencesChange"];
            };
        };
        responses: {
            /** @description All preferences, as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success.preferenceUpdated",
                     *       "data": {
                     *         "preferredAgentType": null,
                     *         "executionMode": "auto",
                     *         "modeConfigs": {
                     *           "auto": {
                     *             "useWebSearch": true,
                     *             "useKnowledgeBase": true,
                     *             "useMemoryEnhancement": true
                     *           },
                     *           "direct": {
                     *             "useWebSearch": false,
                     *             "useKnowledgeBase": false,
                     *             "useMemoryEnhancement": false
                     *           },
                     *           "simple": {
                     *             "useWebSearch": true,
                     *             "useKnowledgeBase": true,
                     *             "useMemoryEnhancement": true
                     *           },
                     *           "thought": {
                     *             "useWebSearch": true,
                     *             "useKnowledgeBase": true,
                     *             "useMemoryEnhancement": true
                     *           },
                     *           "complex": {
                     *             "useWebSearch": true,
                     *             "useKnowledgeBase": true,
                     *             "useMemoryEnhancement": true
                     *           }
                     *         },
                     *         "autoEnableSkills": true,
                     *         "taskCompleteNotification": true
                     *       },
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success.preferenceUpdated";
                        data: components["schemas"]["agentPreferences"];
                        timestamp: components["schemas"]["Timestamp"];
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
    getModelPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The preferences; null is the model's own default. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": {
                     *         "defaultModelId": 1,
                     *         "temperature": 0.7,
                     *         "maxTokens": 2048
                     *       },
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["modelPreferences"];
                        timestamp: components["schemas"]["Timestamp"];
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
    updateModelPreferences: {
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
                 *       "defaultModelId": 1,
                 *       "temperature": 0.7,
                 *       "maxTokens": 2048
                 *     }
                 */
                "application/json": components["schemas"]["modelPreferencesChange"];
            };
        };
        responses: {
            /** @description All preferences, as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success.preferenceUpdated",
                     *       "data": {
                     *         "defaultModelId": 1,
                     *         "temperature": 0.7,
                     *         "maxTokens": 2048
                     *       },
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success.preferenceUpdated";
                        data: components["schemas"]["modelPreferences"];
                        timestamp: components["schemas"]["Timestamp"];
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
    resetModelPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All preferences, as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success.preferenceUpdated",
                     *       "data": {
                     *         "defaultModelId": null,
                     *         "temperature": null,
                     *         "maxTokens": null
                     *       },
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success.preferenceUpdated";
                        data: components["schemas"]["modelPreferences"];
                        timestamp: components["schemas"]["Timestamp"];
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
    listIdentities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is linked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": [
                     *         {
                     *           "provider": "google",
                     *           "createdTime": "2026-05-14T00:00:00+08:00"
                     *         }
                     *       ],
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Identities"];
                        timestamp: components["schemas"]["Timestamp"];
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
    linkGoogle: {
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
                 *       "code": "google-auth-code",
                 *       "state": "Zb3qkXo1m0hT0y0bq6iC9u2dQv8w3n5sY7pRfLkJxGQ"
                 *     }
                 */
                "application/json": components["schemas"]["GoogleReturn"];
            };
        };
        responses: {
            /** @description What is linked now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": [
                     *         {
                     *           "provider": "google",
                     *           "createdTime": "2026-05-14T00:00:00+08:00"
                     *         }
                     *       ],
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Identities"];
                        timestamp: components["schemas"]["Timestamp"];
                    };
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
    getGoogleLinkState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": {
                     *         "state": "Zb3qkXo1m0hT0y0bq6iC9u2dQv8w3n5sY7pRfLkJxGQ"
                     *       },
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            state: string;
                        };
                        timestamp: components["schemas"]["Timestamp"];
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
    unlinkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example google */
                provider: "google" | "oidc" | "baizhi";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is still linked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": [
                     *         {
                     *           "provider": "google",
                     *           "createdTime": "2026-05-14T00:00:00+08:00"
                     *         }
                     *       ],
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: components["schemas"]["Identities"];
                        timestamp: components["schemas"]["Timestamp"];
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
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions that stand. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": [
                     *         {
                     *           "id": "0b6f7e2c-54c1-4e0e-9d0a-5a1f3f0f7a55",
                     *           "surface": "agent",
                     *           "method": "password",
                     *           "ip": "203.0.113.7",
                     *           "userAgent": "Mozilla/5.0",
                     *           "createdTime": "2026-05-14T00:00:00+08:00",
                     *           "lastSeenTime": "2026-05-14T08:00:00+08:00",
                     *           "expiresAt": "2026-05-21T00:00:00+08:00",
                     *           "current": true
                     *         }
                     *       ],
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** @description Where the user signed in. */
                            surface: string;
                            /** @description How the user signed in. */
                            method: string;
                            ip: string;
                            userAgent: string;
                            createdTime: components["schemas"]["Time"];
                            lastSeenTime: components["schemas"]["Time"];
                            expiresAt: components["schemas"]["Time"];
                            /** @description Whether it is the one that asks. */
                            current: boolean;
                        }[];
                        timestamp: components["schemas"]["Timestamp"];
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
    endSessions: {
        parameters: {
            query?: {
                /** @description Whether the session that asks goes on. */
                keepCurrent?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many sessions have ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": {
                     *         "ended": 2
                     *       },
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            ended: number;
                        };
                        timestamp: components["schemas"]["Timestamp"];
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
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0b6f7e2c-54c1-4e0e-9d0a-5a1f3f0f7a55 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": null,
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: null;
                        timestamp: components["schemas"]["Timestamp"];
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
    listIdentityEvents: {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
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
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": {
                     *         "total": 1,
                     *         "page": 1,
                     *         "pageSize": 20,
                     *         "items": [
                     *           {
                     *             "action": "sign_in",
                     *             "surface": "agent",
                     *             "ip": "203.0.113.7",
                     *             "userAgent": "Mozilla/5.0",
                     *             "detail": "password",
                     *             "createdTime": "2026-05-14T00:00:00+08:00"
                     *           }
                     *         ]
                     *       },
                     *       "timestamp": 1767225600000
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        /** @constant */
                        message: "success";
                        data: {
                            total: number;
                            page: number;
                            pageSize: number;
                            items: {
                                action: string;
                                surface: string;
                                ip: string;
                                userAgent: string;
                                detail: string | null;
                                createdTime: components["schemas"]["Time"];
                            }[];
                        };
                        timestamp: components["schemas"]["Timestamp"];
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
}
