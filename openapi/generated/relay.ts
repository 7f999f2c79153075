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
        get?: never;
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
