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
