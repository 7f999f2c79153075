// Made from openapi/studio.yaml by `npm run generate`: change that, not this.

export interface paths {
    "/api/v1/auth/register": {
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
    "/api/v1/auth/login": {
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
         * @description Also begins a browser session (an HttpOnly cookie), which is taken only where a browser cannot send a header: the event stream and the WebSocket.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a new access token
         * @description Takes the refresh token as the Bearer credential; an access token there is refused with 401.
         */
        post: operations["refreshToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
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
    "/api/v1/credit/recharge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order credits
         * @description 10 credits to the yuan. The order is paid at `payment_url` within half an hour.
         */
        post: operations["createRecharge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credit/payment/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell that an order was paid
         * @description For a payment system of one's own that stands in front of the provider. It needs no user, so it is signed with the secret that the platform was given for it: `X-Taskloom-Signature` is the lower-case hex HMAC-SHA256 of `<timestamp>.<nonce>.<raw body>`. The time may differ by 300 seconds, and a nonce is taken once. Repeating a call changes nothing. An unsigned call is refused, and credits nothing on its word.
         */
        post: operations["handlePaymentCallback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credit/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many credits there are to spend */
        get: operations["getBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credit/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account's statement, newest first */
        get: operations["listTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credit/recharge/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The orders of credits, newest first */
        get: operations["listRechargeOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppt/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a slide deck
         * @description Answers when the deck is done. When it takes longer than this installation waits, the answer is `任务已创建` with `status: processing`: follow the job, or look the deck up among the creations. Hanging up loses nothing. A deck that fails costs nothing.
         */
        post: operations["generatePresentation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/video/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order a video
         * @description Answers at once; follow the task by its status, its job's events, or the WebSocket.
         */
        post: operations["generateVideo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/video/{task_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a video is */
        get: operations["getVideoStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/creations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the user made, newest first */
        get: operations["listCreations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/creations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 123 */
                id: number;
            };
            cookie?: never;
        };
        /** One creation */
        get: operations["getCreation"];
        put?: never;
        post?: never;
        /**
         * Take a creation out of the list
         * @description What it cost stays on the statement.
         */
        delete: operations["deleteCreation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be ordered */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10 */
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        /** One job */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10 */
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        /**
         * A job's events, from the first or after the last one seen, as they happen
         * @description A server-sent event stream: each event's `id` is its `seq`, its `event` the type, its `data` a `JobEvent` as JSON. It has no gap and no repeat, and ends after the job's last event. A browser's `EventSource` may use the session that signing in began.
         */
        get: operations["streamJobEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10 */
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        /** Why the job cost what it cost, line by line */
        get: operations["explainJob"];
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
         * @description Beijing time (UTC+8).
         * @example 2026-01-22T10:00:00
         */
        LocalTime: string;
        ErrorEnvelope: {
            /** @description The HTTP status or a business code. */
            code: number;
            message: string;
            data: {
                /** @description The fields that were refused. */
                errors?: {
                    /** @example body.amount */
                    field: string;
                    message: string;
                }[];
                /** @description With 40001: the credits that are needed. */
                required?: number;
                /** @description With 40001: the credits that there are. */
                available?: number;
                /** @description With 429: seconds to wait. */
                retry_after?: number;
                /** @description With 500: the request, for whoever runs the platform. */
                request_id?: string;
            } | null;
        };
        /** @enum {string|null} */
        MembershipType: "monthly" | "quarterly" | "yearly" | null;
        /**
         * @description alipay: 支付宝, wechat: 微信支付.
         * @enum {string}
         */
        PaymentMethod: "alipay" | "wechat";
        /** @enum {string} */
        JobState: "queued" | "running" | "succeeded" | "failed" | "cancelled";
        /** @description Why a job failed. */
        ErrorReason: {
            /** @description A business code. */
            code: number;
            message: string;
        };
        /** @description One change of a job. `seq` starts at 1 and has no gaps. */
        JobEvent: {
            /** Format: uuid */
            job_id: string;
            seq: number;
            /** @enum {string} */
            type: "queued" | "started" | "progress" | "succeeded" | "failed" | "cancelled";
            data: {
                [key: string]: unknown;
            };
            created_at: components["schemas"]["LocalTime"];
        };
    };
    responses: {
        /** @description The request has fields that are wrong; nothing was done. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 400,
                 *       "message": "请求参数错误",
                 *       "data": {
                 *         "errors": [
                 *           {
                 *             "field": "body.amount",
                 *             "message": "不能小于 0.01"
                 *           }
                 *         ]
                 *       }
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
                 *       "message": "未认证",
                 *       "data": null
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description There are too few credits; nothing was reserved. */
        PaymentRequired: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 40001,
                 *       "message": "积分不足",
                 *       "data": {
                 *         "required": 30,
                 *         "available": 12.5
                 *       }
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
                 *       "message": "无权限",
                 *       "data": null
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
                 *       "message": "资源不存在",
                 *       "data": null
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The `Idempotency-Key` was used for a different request. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 409,
                 *       "message": "相同的 Idempotency-Key 已用于不同的请求",
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
                 *       "code": 429,
                 *       "message": "请求过于频繁",
                 *       "data": {
                 *         "retry_after": 12
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description Something went wrong on our side, or the content could not be made (40007). */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 500,
                 *       "message": "服务器内部错误",
                 *       "data": {
                 *         "request_id": "0b6f7e2c-54c1-4e0e-9d0a-5a1f3f0f7a55"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description Something that the request needs is away (503), or the AI service failed (40006). Try again later. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 40006,
                 *       "message": "AI服务调用失败",
                 *       "data": null
                 *     }
                 */
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
    };
    parameters: {
        /** @description Makes the request safe to repeat: the second request under the same key does nothing and gets the first one's answer; one that differs from the first is refused with 409. Keys belong to the user and the operation, and are kept for at least 24 hours. Printable ASCII. */
        IdempotencyKey: string;
        /** @description The `id` of the last event that was received; the stream goes on after it. Browsers send it themselves. */
        LastEventId: number;
        /** @description Which page, from 1. */
        Page: number;
        /** @description Items a page. */
        PageSize: number;
        /** @example 3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10 */
        jobId: string;
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
        /** @description `true` when this is the kept answer of an earlier request under the same `Idempotency-Key`. */
        IdempotentReplayed: "true";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    register: {
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
                 *       "username": "testuser",
                 *       "email": "test@example.com",
                 *       "password": "password123"
                 *     }
                 */
                "application/json": {
                    /** @description Letters, digits and `_`. Unique, whatever its case. */
                    username: string;
                    /** Format: email */
                    email: string;
                    password: string;
                    nickname?: string;
                    /** @description Another user's. */
                    referral_code?: string;
                };
            };
        };
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "注册成功",
                     *       "data": {
                     *         "id": 1,
                     *         "username": "testuser",
                     *         "email": "test@example.com",
                     *         "credit_balance": 0,
                     *         "is_member": false,
                     *         "referral_code": "ABC123"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            id: number;
                            username: string;
                            email: string;
                            credit_balance: number;
                            is_member: boolean;
                            referral_code: string;
                        };
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
                 *       "username": "testuser",
                 *       "password": "password123"
                 *     }
                 */
                "application/json": {
                    /** @description The user name or the e-mail address. */
                    username: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Both tokens, and who signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "登录成功",
                     *       "data": {
                     *         "access_token": "eyJ0eXAiOiJKV1QiLCJhbGc...",
                     *         "refresh_token": "eyJ0eXAiOiJKV1QiLCJhbGc...",
                     *         "token_type": "bearer",
                     *         "user": {
                     *           "id": 1,
                     *           "username": "testuser",
                     *           "email": "test@example.com",
                     *           "credit_balance": 100,
                     *           "is_member": true,
                     *           "membership_type": "monthly"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            access_token: string;
                            refresh_token: string;
                            /** @constant */
                            token_type: "bearer";
                            user: {
                                id: number;
                                username: string;
                                email: string;
                                credit_balance: number;
                                is_member: boolean;
                                membership_type: components["schemas"]["MembershipType"];
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
    refreshToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A new access token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "Token刷新成功",
                     *       "data": {
                     *         "access_token": "eyJ0eXAiOiJKV1QiLCJhbGc...",
                     *         "token_type": "bearer"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            access_token: string;
                            /** @constant */
                            token_type: "bearer";
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
                     *       "code": 200,
                     *       "message": "success",
                     *       "data": {
                     *         "id": 1,
                     *         "username": "testuser",
                     *         "email": "test@example.com",
                     *         "credit_balance": 100,
                     *         "is_member": true,
                     *         "membership_type": "monthly",
                     *         "membership_end_date": "2026-02-22T10:00:00",
                     *         "referral_code": "ABC123"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            id: number;
                            username: string;
                            email: string;
                            nickname?: string | null;
                            credit_balance: number;
                            is_member: boolean;
                            membership_type: components["schemas"]["MembershipType"];
                            membership_end_date: components["schemas"]["LocalTime"] | null;
                            referral_code: string;
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
    createRecharge: {
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
                 *       "amount": 10,
                 *       "payment_method": "alipay"
                 *     }
                 */
                "application/json": {
                    /** @description Yuan, with at most two decimals. */
                    amount: number;
                    payment_method: components["schemas"]["PaymentMethod"];
                    coupon_code?: string;
                };
            };
        };
        responses: {
            /** @description The order, waiting to be paid. */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "订单创建成功",
                     *       "data": {
                     *         "order_id": "R202601221000001",
                     *         "amount": 10,
                     *         "credits": 100,
                     *         "payment_url": "https://payment.example.com/pay?order=..."
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            order_id: string;
                            /** @description Yuan. */
                            amount: number;
                            credits: number;
                            /**
                             * Format: uri
                             * @description Open it in the browser.
                             */
                            payment_url: string;
                        };
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
    handlePaymentCallback: {
        parameters: {
            query?: never;
            header?: {
                /** @description Unix time in seconds. */
                "X-Taskloom-Timestamp"?: string;
                /** @description 8 to 128 letters, digits, `_` or `-`, never used before. */
                "X-Taskloom-Nonce"?: string;
                "X-Taskloom-Signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "order_id": "R202601221000001",
                 *       "payment_method": "alipay",
                 *       "transaction_id": "2026012212345678",
                 *       "status": "success"
                 *     }
                 */
                "application/json": {
                    order_id: string;
                    payment_method: components["schemas"]["PaymentMethod"];
                    transaction_id: string;
                    /** @enum {string} */
                    status: "success" | "failed";
                };
            };
        };
        responses: {
            /** @description The notice was taken; `success` tells whether the order is paid. */
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
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            success: boolean;
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
    getBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The balance without what is reserved for running jobs. */
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
                     *         "credit_balance": 100,
                     *         "is_member": true,
                     *         "membership_type": "monthly",
                     *         "membership_end_date": "2026-02-22T10:00:00"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            credit_balance: number;
                            /** @description Reserved for jobs that have not ended. */
                            held_credits?: number;
                            is_member: boolean;
                            membership_type: components["schemas"]["MembershipType"];
                            membership_end_date: components["schemas"]["LocalTime"] | null;
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
    listTransactions: {
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
            /** @description One page of it. */
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
                     *         "total": 50,
                     *         "page": 1,
                     *         "page_size": 20,
                     *         "items": [
                     *           {
                     *             "id": 1,
                     *             "type": "recharge",
                     *             "amount": 100,
                     *             "balance_after": 200,
                     *             "description": "充值10元",
                     *             "created_at": "2026-01-22T10:00:00"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            total: number;
                            page: number;
                            page_size: number;
                            items: {
                                id: number;
                                /** @enum {string} */
                                type: "recharge" | "consume" | "refund" | "reward" | "expire";
                                /** @description Credits; below 0 when they were spent. */
                                amount: number;
                                balance_after: number;
                                description: string;
                                created_at: components["schemas"]["LocalTime"];
                            }[];
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
    listRechargeOrders: {
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
            /** @description One page of them. */
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
                     *         "page_size": 20,
                     *         "items": [
                     *           {
                     *             "id": 1,
                     *             "order_no": "R202601221000001",
                     *             "order_id": "R202601221000001",
                     *             "amount": 10,
                     *             "credits": 100,
                     *             "bonus_credits": 0,
                     *             "payment_status": "paid",
                     *             "payment_method": "alipay",
                     *             "created_at": "2026-01-22T10:00:00",
                     *             "paid_at": "2026-01-22T10:01:30"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            total: number;
                            page: number;
                            page_size: number;
                            items: {
                                id: number;
                                order_no: string;
                                /** @description The same as `order_no`. */
                                order_id: string;
                                /** @description Yuan. */
                                amount: number;
                                credits: number;
                                bonus_credits: number;
                                /** @enum {string} */
                                payment_status: "pending" | "paid" | "failed" | "refunded" | "cancelled";
                                payment_method: components["schemas"]["PaymentMethod"];
                                created_at: components["schemas"]["LocalTime"];
                                paid_at: components["schemas"]["LocalTime"] | null;
                            }[];
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
    generatePresentation: {
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
                 *       "topic": "产品发布会",
                 *       "outline": [
                 *         "产品介绍",
                 *         "核心功能",
                 *         "市场分析"
                 *       ],
                 *       "model_id": 4
                 *     }
                 */
                "application/json": {
                    topic: string;
                    /** @description One slide an entry. */
                    outline: string[];
                    /** @description Default: the first that makes decks. */
                    model_id?: number;
                };
            };
        };
        responses: {
            /** @description The deck, or the job that is making it. */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            /** @description The creation. */
                            ppt_id: number;
                            /** Format: uuid */
                            job_id?: string;
                            /** @enum {string} */
                            status?: "processing" | "completed";
                            /**
                             * Format: uri
                             * @description A link that works for a day.
                             */
                            download_url: string | null;
                            credits_used: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    generateVideo: {
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
                 *       "script": "视频脚本内容",
                 *       "duration": 30,
                 *       "model_id": 3
                 *     }
                 */
                "application/json": {
                    /** @description Cut into captioned scenes. */
                    script: string;
                    /** @description Seconds. */
                    duration: number;
                    /** @description Default: the first that makes videos. */
                    model_id?: number;
                };
            };
        };
        responses: {
            /** @description The task. */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "任务已创建",
                     *       "data": {
                     *         "task_id": "video_task_123",
                     *         "status": "processing"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            task_id: string;
                            /** @constant */
                            status: "processing";
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getVideoStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example video_task_123 */
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task as it stands. */
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
                     *         "task_id": "video_task_123",
                     *         "status": "completed",
                     *         "video_url": "https://cdn.example.com/videos/xxx.mp4",
                     *         "credits_used": 50
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            task_id: string;
                            /** @enum {string} */
                            status: "processing" | "completed" | "failed";
                            /**
                             * Format: uri
                             * @description A link that works for a day.
                             */
                            video_url: string | null;
                            credits_used: number;
                            /** @description Percent. */
                            progress?: number;
                            error?: components["schemas"]["ErrorReason"];
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
    listCreations: {
        parameters: {
            query?: {
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                page_size?: components["parameters"]["PageSize"];
                type?: "writing" | "image" | "video" | "ppt";
                tool_type?: string;
                /** @description Part of the title, in any case. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of finished creations. */
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
                     *         "total": 100,
                     *         "page": 1,
                     *         "page_size": 20,
                     *         "items": [
                     *           {
                     *             "id": 123,
                     *             "type": "writing",
                     *             "tool_type": "wechat_article",
                     *             "title": "如何提高工作效率",
                     *             "content": "文章内容...",
                     *             "created_at": "2026-01-22T10:00:00"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            total: number;
                            page: number;
                            page_size: number;
                            items: {
                                id: number;
                                type: string;
                                tool_type: string | null;
                                title: string;
                                content: string | null;
                                created_at: components["schemas"]["LocalTime"];
                            }[];
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
    getCreation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 123 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The creation, with a link to its file. */
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
                     *         "id": 456,
                     *         "type": "ppt",
                     *         "tool_type": null,
                     *         "title": "产品发布会",
                     *         "content": null,
                     *         "job_id": "3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10",
                     *         "file_url": "https://cdn.example.com/ppt/xxx.pptx",
                     *         "created_at": "2026-01-22T10:00:00",
                     *         "updated_at": "2026-01-22T10:00:09"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            id: number;
                            type: string;
                            tool_type: string | null;
                            title: string;
                            content: string | null;
                            /** Format: uuid */
                            job_id: string;
                            /**
                             * Format: uri
                             * @description A link that works for a day.
                             */
                            file_url: string | null;
                            created_at: components["schemas"]["LocalTime"];
                            updated_at: components["schemas"]["LocalTime"];
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
    deleteCreation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 123 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is no longer listed. */
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
                     *         "message": "删除成功"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
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
            503: components["responses"]["Unavailable"];
        };
    };
    listModels: {
        parameters: {
            query?: {
                /** @example qwen */
                provider?: string;
                /** @example true */
                is_active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The models. */
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
                     *           "id": 1,
                     *           "name": "通义千问Max",
                     *           "provider": "qwen",
                     *           "model_name": "qwen-max",
                     *           "is_active": true,
                     *           "credits_cost": 10
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            id: number;
                            name: string;
                            provider: string;
                            model_name: string;
                            /** @description What it makes: text, presentation, video. */
                            kind?: string;
                            is_active: boolean;
                            /** @description Whether its answers are only a demonstration. */
                            is_demo?: boolean;
                            /** @description Credits a job. */
                            credits_cost: number;
                        }[];
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
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10 */
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job as it stands. */
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
                     *         "id": "3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10",
                     *         "kind": "video",
                     *         "state": "succeeded",
                     *         "progress": 100,
                     *         "model_id": 3,
                     *         "quoted_credits": 50,
                     *         "credits_used": 50,
                     *         "last_seq": 9,
                     *         "file_url": "https://cdn.example.com/videos/xxx.mp4",
                     *         "created_at": "2026-01-22T10:00:00",
                     *         "started_at": "2026-01-22T10:00:01",
                     *         "ended_at": "2026-01-22T10:00:41"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "presentation" | "video";
                            state: components["schemas"]["JobState"];
                            /** @description Percent. */
                            progress: number;
                            error?: components["schemas"]["ErrorReason"];
                            model_id: number | null;
                            /** @description What was reserved when it was accepted. */
                            quoted_credits: number;
                            /** @description What was charged: 0 until it has succeeded. */
                            credits_used: number;
                            /** @description The number of its newest event. */
                            last_seq: number;
                            /**
                             * Format: uri
                             * @description A link that works for a day.
                             */
                            file_url: string | null;
                            created_at: components["schemas"]["LocalTime"];
                            started_at: components["schemas"]["LocalTime"] | null;
                            ended_at: components["schemas"]["LocalTime"] | null;
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
    streamJobEvents: {
        parameters: {
            query?: {
                /** @description As `Last-Event-ID`, which comes before it. */
                after?: number;
            };
            header?: {
                /** @description The `id` of the last event that was received; the stream goes on after it. Browsers send it themselves. */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            path: {
                /** @example 3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10 */
                id: components["parameters"]["jobId"];
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
                     *     event: queued
                     *     data: {"job_id":"3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10","seq":1,"type":"queued","data":{},"created_at":"2026-01-22T10:00:00"}
                     *
                     *     id: 2
                     *     event: started
                     *     data: {"job_id":"3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10","seq":2,"type":"started","data":{},"created_at":"2026-01-22T10:00:01"}
                     */
                    "text/event-stream": string;
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
    explainJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10 */
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The price it was ordered at, and every move of credits for it, oldest first. */
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
                     *         "job_id": "3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10",
                     *         "kind": "video",
                     *         "state": "succeeded",
                     *         "price": {
                     *           "model_id": 3,
                     *           "price_version": 1,
                     *           "credits": 50
                     *         },
                     *         "totals": {
                     *           "reserved": 0,
                     *           "charged": 50,
                     *           "returned": 0
                     *         },
                     *         "lines": [
                     *           {
                     *             "step": "quote",
                     *             "credits": 50,
                     *             "description": "生成视频",
                     *             "key": null,
                     *             "at": "2026-01-22T10:00:00"
                     *           },
                     *           {
                     *             "step": "hold",
                     *             "credits": 50,
                     *             "description": "生成视频",
                     *             "key": "job/3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10",
                     *             "at": "2026-01-22T10:00:00"
                     *           },
                     *           {
                     *             "step": "capture",
                     *             "credits": 50,
                     *             "description": "生成视频",
                     *             "key": "job/3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10/capture",
                     *             "at": "2026-01-22T10:00:41"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            /** Format: uuid */
                            job_id: string;
                            kind: string;
                            state: components["schemas"]["JobState"];
                            price: {
                                model_id: number | null;
                                price_version: number;
                                credits: number;
                            };
                            totals: {
                                /** @description Still reserved. */
                                reserved: number;
                                charged: number;
                                returned: number;
                            };
                            lines: {
                                /** @enum {string} */
                                step: "quote" | "hold" | "capture" | "release" | "transfer";
                                credits: number;
                                description: string;
                                /** @description The ledger's key of this line. */
                                key: string | null;
                                at: components["schemas"]["LocalTime"];
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
}
