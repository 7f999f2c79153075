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
    "/api/v1/auth/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The account's address, and whether it is proven
         * @description Notifications are mailed to proven addresses only.
         */
        get: operations["getOwnEmail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail a code that proves the account's address
         * @description To the address that the account has, and no other. It is six digits, good once and for ten minutes; the code before dies. Registering sends the first one. An address that is proven already gets none.
         */
        post: operations["sendOwnEmailCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove the account's address with the code that was mailed
         * @description Notifications are mailed to proven addresses only.
         */
        post: operations["confirmOwnEmail"];
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
         * @description 10 credits to the yuan. The order is paid at `payment_url` within half an hour. A coupon that was claimed takes
         *     its discount off what is paid (`amount`), while the credits are those of the whole price, or adds its credits;
         *     one that cannot be used for this order is 40003, which says why in `data.errors`. Where it leaves nothing to
         *     pay, the order is paid at once.
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
        /**
         * The account's statement, newest first
         * @description `total_received` and `total_spent` are over all that fit.
         */
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
        /**
         * The orders of credits, newest first
         * @description `total_amount` and `total_credits` are those of the paid ones among all that fit.
         */
        get: operations["listRechargeOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credit/membership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order a membership
         * @description monthly: 9.90 yuan, quarterly: 25 yuan, yearly: 99 yuan. Members make what they like without paying in credits,
         *     up to a fair number a day. Buying again adds to the end. With `balance` it is paid from the credits at once, 10
         *     to the yuan; too few are 40001.
         */
        post: operations["createMembershipOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credit/membership/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The orders of memberships, newest first
         * @description `total_amount` is that of the paid ones among all that fit.
         */
        get: operations["listMembershipOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credit/orders/{order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example R202601221000001 */
                order_id: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        /** One of the caller's orders */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credit/orders/{order_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example R202601221000001 */
                order_id: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an order up
         * @description Its coupon is free again. An order that is paid stays paid, and one that is paid after all gives what it bought,
         *     unless its coupon has been used for another one since: then an operator looks at it.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operation/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Activities, newest first */
        get: operations["listActivities"];
        put?: never;
        /**
         * Begin an activity
         * @description For administrators. It takes place from `start_time` to `end_time`, each user has part in it once, and no more
         *     than `max_participants` have. What it gives:
         *
         *     - `credit_gift`: `config.credits` to who takes part, or, with `config.trigger` `registration`, to who registers;
         *     - `membership_discount`: `config.discount` percent off a membership, at the order;
         *     - `first_purchase`: `config.credits` with a user's first payment of money;
         *     - `referral_bonus`: `config.credits` to who referred a user, on top of the reward, at that user's first payment.
         */
        post: operations["createActivity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operation/activities/{activity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                activity_id: components["parameters"]["activityId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Pause, end or change an activity
         * @description For administrators. What is left out stays; `active` lets the times decide again.
         */
        put: operations["updateActivity"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operation/activities/{activity_id}/participate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                activity_id: components["parameters"]["activityId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take part in an activity
         * @description Its credits are given at once. Outside of its times, and while it is paused, it is 40010; a second time, and when
         *     it is full, 400. Activities of other types than `credit_gift` take effect by themselves.
         */
        post: operations["participateInActivity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operation/referral/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The caller's referral code
         * @description Everybody has one; asking again answers the same.
         */
        post: operations["generateReferralCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operation/referral/bind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Name who brought the caller
         * @description For who registered without a code and has not paid yet. An unknown code, one's own, a second referrer, and
         *     somebody whom the caller brought are refused.
         */
        post: operations["bindReferrer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operation/referral/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom the caller brought, newest first
         * @description A referral is `completed` by the referred user's first payment of money: a tenth of a recharge, or 100 credits
         *     for a membership. `total_rewards` is over all of them.
         */
        get: operations["listReferralRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operation/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the business stands
         * @description For administrators; days in Beijing, at most 366. Revenue is money that providers took, less `refunds`, which they
         *     gave back in the same time; credits sold are those of paid recharges, less those of refunded ones, as they left the
         *     ledger's account of sales. `paid_orders` counts payments, whatever became of them. `total_users`, `active_members` (whose bought
         *     membership runs) and `conversion_rate` (the part of all users who have paid money) are as of the end of the range.
         */
        get: operations["getStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operation/orders/{order_id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example R202601221000001 */
                order_id: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        /**
         * The newest refund of an order
         * @description For administrators.
         */
        get: operations["getOrderRefund"];
        put?: never;
        /**
         * Give an order's money back
         * @description For administrators. The credits that the order gave are set aside at once (40001 when they are spent), and taken
         *     when the provider has given the money back; a membership ends as many days earlier, though not before now. What was
         *     paid from the balance goes back at once. A repeat answers the refund that stands; one that the provider refused, and
         *     that changed nothing, may be asked for again.
         */
        post: operations["refundOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operation/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Coupons, newest first */
        get: operations["listCoupons"];
        put?: never;
        /**
         * Make a coupon
         * @description For administrators. `value` is in percent for a `discount` (10: a price of 10.00 becomes 9.00), in yuan for a
         *     `deduction`, and in credits for a `credit_bonus`, which is given on top of a recharge when that is paid. No
         *     price falls below 0. `max_usage` is how many users may have one.
         */
        post: operations["createCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operation/coupons/{coupon_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                coupon_id: components["parameters"]["couponId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Switch a coupon off or on
         * @description For administrators. While it is off it is not given out, and what users have of it cannot be used.
         */
        put: operations["updateCoupon"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operation/coupons/{coupon_id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                coupon_id: components["parameters"]["couponId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim a coupon
         * @description Each user may have one of a coupon. One that is not valid now, or of which none is left, is 40003, which says why in `data.errors`.
         */
        post: operations["claimCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operation/my-coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's coupons, newest first
         * @description `reserved` is one that an order has which waits to be paid: it is free again when the order dies.
         */
        get: operations["listMyCoupons"];
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
    "/api/v1/image/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a picture
         * @description Answers when the picture is done. When it takes longer than this installation waits, the answer is `任务已创建` with `status: processing`: follow the job, or look the picture up among the creations. Hanging up loses nothing. A picture that fails costs nothing. Vendors' models do not make every size; one that is refused is not charged for. The prompt is words for a picture: markup in it is drawn or left out, and never run.
         */
        post: operations["generateImage"];
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
         *
         *     The video is as long as was asked for. What this installation renders lasts 1 to 600 seconds; a vendor's model makes
         *     only certain lengths, such as 5 or 10 seconds, and takes shorter scripts: everything else is refused with 400 and
         *     its field in `data.errors`, before anything is reserved.
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
    "/api/v1/writing/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be written */
        get: operations["listWritingTools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/writing/{tool_type}/generate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example wechat_article */
                tool_type: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have something written
         * @description Answers when the text is done. When it takes longer than this installation waits, the answer is `任务已创建` with `status: processing`: follow the job, or look the text up among the creations. Hanging up loses nothing. A text that fails costs nothing. One that is cancelled meanwhile is 409; it costs nothing unless some of it was shown as it was written: then it is charged, and what there is of it is kept. What the user says is subject matter for the model, never an instruction, but for `requirements`.
         *
         *     To who accepts `text/event-stream` rather than JSON, the text comes as it is written: `accepted` with `creation_id` and `job_id`; `text` with a piece, `{at, text}`, where `at` says in UTF-16 units where in the text it stands (a piece at 0 begins the text anew, and one that is missed is not sent again); last `done` with the whole answer that JSON would have been, or `error` with the error's. What is refused at once is answered with its own status, as JSON.
         */
        post: operations["generateWriting"];
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
        /**
         * Edit a creation
         * @description What is left out stays. Where the title or the content changes, what it was is kept as a version: the newest 100 are. Of edits that come at once none is lost. `extra_data` is the caller's own, and replaced whole.
         */
        put: operations["updateCreation"];
        post?: never;
        /**
         * Take a creation out of the list
         * @description What it cost stays on the statement, and it can be restored.
         */
        delete: operations["deleteCreation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a creation, now or at a time
         * @description The creation is published at every platform by itself, and each has a record in the history. What a platform's rules do not take is refused here (40009), and so is a platform at which no account is bound (40008): then nothing is published anywhere. Where a platform takes nothing from servers, the record has a page from which the user publishes by hand, and waits for a confirmation. An installation says how many records of a user may wait for their time, usually 2,000.
         */
        post: operations["createPublication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publish/platforms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where creations can be published
         * @description With the caller's accounts when the caller is signed in.
         */
        get: operations["listPlatforms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publish/platforms/bind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bind an account of a platform
         * @description The platform is asked whether it takes the credentials. They are kept encrypted, and never shown. Binding an account again replaces its credentials; other accounts of the platform stay. A user binds at most 20 accounts at each platform.
         */
        post: operations["bindPlatform"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publish/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 12 */
                id: number;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unbind an account
         * @description Its credentials are deleted. What is scheduled at it fails with 40008, unless it is bound again before.
         */
        delete: operations["unbindPlatformAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publish/accounts/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 12 */
                id: number;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the platform whether an account's credentials still hold */
        post: operations["testPlatformAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publish/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of publications at each platform, newest first */
        get: operations["listPublicationRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publish/history/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 901 */
                id: number;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what became of a record that waits for its user
         * @description For a record that was handed to its user (`awaiting_confirmation`), or whose outcome the platform does not tell (`unknown`). Saying the same again changes nothing.
         */
        post: operations["confirmPublicationRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publish/{publish_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 789 */
                publish_id: number;
            };
            cookie?: never;
        };
        /** One publication, with its records */
        get: operations["getPublication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publish/{publish_id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 789 */
                publish_id: number;
            };
            cookie?: never;
        };
        get?: never;
        /** Move a publication that has not begun */
        put: operations["reschedulePublication"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publish/{publish_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 789 */
                publish_id: number;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a publication that has not begun
         * @description Cancelling again changes nothing.
         */
        post: operations["cancelPublication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/creations/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 123 */
                id: number;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a deleted creation back
         * @description One that is not deleted stays as it is.
         */
        post: operations["restoreCreation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/creations/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 123 */
                id: number;
            };
            cookie?: never;
        };
        /**
         * A text as a file
         * @description The text as it stands now, read as Markdown: headings, quotations, lists, tables, code, emphasis and links. It has at most 300,000 characters.
         */
        get: operations["exportCreation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/creations/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 123 */
                id: number;
            };
            cookie?: never;
        };
        /** What edits of a creation replaced, newest first */
        get: operations["listCreationVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/creations/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 123 */
                id: number;
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        /** One version, with its whole content */
        get: operations["getCreationVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/creations/{id}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 123 */
                id: number;
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make title and content what they were
         * @description What they are is kept as a version, as with every edit.
         */
        post: operations["restoreCreationVersion"];
        delete?: never;
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
        /**
         * Add a model
         * @description For administrators. `provider` says how its vendor is asked: `qwen` (and `dashscope`, `wanx`) in DashScope's
         *     protocol, or in OpenAI's at its address `…/compatible-mode/v1`; `anthropic` and `gemini` in their own; every other
         *     in OpenAI's. Images are asked of OpenAI's protocol or DashScope's, videos of DashScope's. The key is kept sealed and
         *     never shown again.
         */
        post: operations["createModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 5 */
                id: number;
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Change a model
         * @description For administrators. What is left out stays, the key as well, unless `api_base` changes to another origin: the key
         *     must then be given anew. `null` takes the key away. A new price is for jobs
         *     that are ordered from now on.
         */
        put: operations["updateModel"];
        post?: never;
        /**
         * Delete a model
         * @description For administrators. Jobs that were ordered with it go on, and what it made stays. The models that this
         *     installation comes with are switched off instead (409).
         */
        delete: operations["deleteModel"];
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
    "/api/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10 */
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job
         * @description What was reserved for a cancelled job is given back. A text that was shown to the caller while it was written
         *     (`text/event-stream`) was delivered as far as it is: it is charged, and kept among the creations with
         *     `unfinished: true` in its `result`. The answer is the job as it stands: `cancelled`, or still
         *     `running` where its end takes longer than a few seconds; its events tell which one it is. Cancelling again changes
         *     nothing. A job that has ended in another way is 409.
         *
         *     A picture or video that a vendor has begun to make can no longer be taken back: that job goes on, and is charged
         *     when it succeeds.
         */
        post: operations["cancelJob"];
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
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the caller is told, newest first
         * @description How jobs, publications and orders ended, what waits for the caller, and what the caller received: each once. Those that were read go after a time that the operator sets (90 days unless they say otherwise); those that were not, after four times that.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark all as read */
        post: operations["readAllNotifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What comes by mail too */
        get: operations["getNotificationSettings"];
        /**
         * Choose what comes by mail too
         * @description Nothing does unless it is chosen here. A notification is mailed at most once. Members are written to about the end of their membership in any case.
         */
        put: operations["updateNotificationSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's feed, as it happens
         * @description A server-sent event stream. The first event, `opened`, says where it begins and how much is unread: after `Last-Event-ID` or `after`, else with what comes from now on. Then each line of the feed once and in order, without a gap: `notification` for what is in the list, `change` for what only says that a publication or an order moved. Each event's `id` is its `seq`, its `data` a `Notification` as JSON. A browser's `EventSource` may use the session that signing in began.
         */
        get: operations["streamNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7d1f6f0e-0f3c-4a55-9a65-0b8f7b0c2d11 */
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark one as read
         * @description One that was read stays as it is.
         */
        post: operations["readNotification"];
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
                /** @description With 40001 and 40002: the credits that are needed. */
                required?: number;
                /** @description With 40001 and 40002: the credits that there are. */
                available?: number;
                /** @description With 40002: when the membership ended, in Beijing. */
                ended_at?: string;
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
        Order: {
            id: number;
            order_no: string;
            /** @description The same as `order_no`. */
            order_id: string;
            /** @enum {string} */
            purpose: "recharge" | "membership";
            description?: string;
            /** @description Yuan, to be paid. */
            amount: number;
            original_amount?: number;
            discount_amount?: number;
            credits?: number;
            bonus_credits?: number;
            membership_type?: components["schemas"]["MembershipType"];
            /** @description The beginning of the membership that it gave. */
            started_at?: string | null;
            /** @description The end of that. */
            expired_at?: string | null;
            payment_status: components["schemas"]["PaymentStatus"];
            payment_method: components["schemas"]["OrderPaymentMethod"];
            payment_url?: components["schemas"]["PaymentUrl"];
            created_at: components["schemas"]["LocalTime"];
            expires_at?: components["schemas"]["LocalTime"];
            paid_at: string | null;
        };
        /**
         * @description balance: 余额支付, from the credits.
         * @enum {string}
         */
        OrderPaymentMethod: "alipay" | "wechat" | "balance";
        /** @description Where the order is paid for as long as it waits for that; null otherwise. */
        PaymentUrl: string | null;
        /** @enum {string} */
        PaymentStatus: "pending" | "paid" | "failed" | "refunded" | "cancelled";
        /** @enum {string} */
        ActivityType: "credit_gift" | "membership_discount" | "referral_bonus" | "first_purchase";
        /**
         * @description A draft has not begun. Follows from the time, unless an operator paused or ended it.
         * @enum {string}
         */
        ActivityStatus: "draft" | "active" | "paused" | "ended";
        ActivityConfig: {
            credits?: number;
            /** @description Percent off. */
            discount?: number;
            /** @enum {string} */
            trigger?: "registration" | "participation";
        };
        Activity: {
            id: number;
            name: string;
            type: components["schemas"]["ActivityType"];
            description: string;
            config: components["schemas"]["ActivityConfig"];
            status: components["schemas"]["ActivityStatus"];
            start_time: components["schemas"]["LocalTime"];
            end_time: components["schemas"]["LocalTime"];
            max_participants: number | null;
            current_participants: number;
            created_at?: components["schemas"]["LocalTime"];
        };
        Coupon: {
            id: number;
            code: string;
            name: string;
            /** @enum {string} */
            type: "discount" | "deduction" | "credit_bonus";
            /** @description Percent off, yuan off, or credits on top, as the type says. */
            value: number;
            /** @description Yuan. */
            min_amount: number;
            max_usage: number | null;
            claimed_count?: number;
            used_count: number;
            valid_from: components["schemas"]["LocalTime"];
            valid_until: components["schemas"]["LocalTime"];
            /** @enum {string} */
            status: "active" | "expired" | "disabled";
            created_at?: components["schemas"]["LocalTime"];
        };
        UserCoupon: {
            id: number;
            coupon_id: number;
            /** @enum {string} */
            status: "unused" | "reserved" | "used" | "expired";
            received_at: components["schemas"]["LocalTime"];
            used_at: components["schemas"]["LocalTime"] | null;
            coupon: components["schemas"]["Coupon"];
        };
        /** @description What a model is asked with, whatever the work would ask it with. */
        ModelConfig: {
            temperature?: number;
            max_tokens?: number;
            /** @description The lengths of videos that it makes, in seconds. Those of the models `wan2.2-t2v-…` to `wan2.7-t2v` and `wanx2.1-t2v-…` are known. */
            durations?: number[];
            /** @description The size of its videos, `<width>x<height>`: one that the vendor has for it. */
            size?: string;
        };
        Model: {
            id: number;
            name: string;
            provider: string;
            model_name: string;
            /** @description What it makes: text, image, video, presentation. */
            kind?: string;
            is_active: boolean;
            /** @description The one for its kind where a job names none. */
            is_default?: boolean;
            /** @description Whether its answers are only a demonstration. */
            is_demo?: boolean;
            /** @description Credits a job. */
            credits_cost: number;
            /** @description Shown to administrators alone. */
            api_base?: string;
            /** @description Shown to administrators alone. */
            has_api_key?: boolean;
            config?: components["schemas"]["ModelConfig"];
        };
        /**
         * @description wechat: 微信公众号, xiaohongshu: 小红书, douyin: 抖音, kuaishou: 快手, toutiao: 今日头条.
         * @enum {string}
         */
        PublishPlatform: "wechat" | "xiaohongshu" | "douyin" | "kuaishou" | "toutiao";
        /** @description What a post may have there; what breaks it is refused with 40009. Lengths are in characters, and a figure is null where the platform takes nothing of the kind. */
        PlatformRules: {
            title_min_length: number;
            title_max_length: number;
            /** @description Of an article without the marks of Markdown. */
            text_max_length: number | null;
            max_images: number | null;
            /** @description Of each. */
            image_max_bytes: number | null;
            video_max_bytes: number | null;
        };
        PlatformCredential: string;
        /** @enum {string} */
        PublishContentType: "article" | "images" | "video";
        /**
         * @description ISO 8601, in Beijing time (UTC+8) unless it has an offset; in the future, and within a year.
         * @example 2026-01-23T10:00:00
         */
        ScheduleTime: string;
        /**
         * @description What its records say together; `partial` when they differ.
         * @enum {string}
         */
        PublicationStatus: "pending" | "publishing" | "awaiting_confirmation" | "unknown" | "success" | "failed" | "cancelled" | "partial";
        /**
         * @description `awaiting_confirmation`: the user publishes it by hand and says so. `unknown`: the platform did not answer, and is being asked whether it has the post; it is not posted again.
         * @enum {string}
         */
        PublicationRecordStatus: "pending" | "scheduled" | "publishing" | "awaiting_confirmation" | "unknown" | "success" | "failed" | "cancelled";
        PlatformAccount: {
            id: number;
            platform: components["schemas"]["PublishPlatform"];
            account_name: string;
            /** @enum {string} */
            is_active: "active" | "inactive";
            /** @description What the platform said. */
            inactive_because?: string | null;
            /** @description Where the platform may tell what came of posts; it is entered there. Null where it tells nothing. */
            webhook_url?: string | null;
            created_at: components["schemas"]["LocalTime"];
        };
        /** @description What became of a publication at one account. */
        PublicationRecord: {
            id: number;
            publish_id: number;
            creation_id: number;
            platform: components["schemas"]["PublishPlatform"];
            account_id?: number;
            account_name: string;
            content_type: components["schemas"]["PublishContentType"];
            title: string;
            status: components["schemas"]["PublicationRecordStatus"];
            platform_post_id?: string | null;
            platform_url?: string | null;
            /** @description 40008 or 40009. */
            error_code?: number | null;
            /** @description Why it failed, or what is not known. */
            error_message?: string | null;
            /** @description With `awaiting_confirmation`: the page to publish from. It needs no sign-in for a week. */
            hand_off_url?: string | null;
            scheduled_at?: components["schemas"]["LocalTime"] | null;
            published_at?: components["schemas"]["LocalTime"] | null;
            created_at: components["schemas"]["LocalTime"];
        };
        Publication: {
            publish_id: number;
            creation_id: number;
            title: string;
            status: components["schemas"]["PublicationStatus"];
            schedule_time: components["schemas"]["LocalTime"] | null;
            records: components["schemas"]["PublicationRecord"][];
        };
        Creation: {
            id: number;
            type: string;
            tool_type: string | null;
            title: string;
            content: string | null;
            /** @description What the user keeps with it. */
            extra_data: {
                [key: string]: unknown;
            };
            /** @description What its job said of it, such as whether a demonstration model made it (`demo`) and the length of a text (`characters`). Of a text that was edited since: `edited`, its length now, and what the job said of the text that it wrote, under `generated`. */
            result: {
                [key: string]: unknown;
            };
            /** @description Counts the edits of title and content. */
            version: number;
            /** Format: uuid */
            job_id: string;
            /**
             * Format: uri
             * @description A link that works for a day to what the job made; none for a text that was edited since, which `GET /creations/{id}/export` answers as a file.
             */
            file_url: string | null;
            created_at: components["schemas"]["LocalTime"];
            updated_at: components["schemas"]["LocalTime"];
        };
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
        /**
         * @description A type of notifications that can come by mail too.
         * @enum {string}
         */
        NotificationMailType: "job_succeeded" | "job_failed" | "job_cancelled" | "publish_succeeded" | "publish_failed" | "publish_handed_off" | "publish_unknown" | "publish_abandoned" | "order_paid" | "order_cancelled" | "order_expired" | "order_refunded" | "coupon_received" | "reward_received";
        /**
         * @description What is for reading. `publish_handed_off`: the caller is to publish by hand; `publish_unknown`: the caller is to say whether it is published; `publish_abandoned`: an operator stopped it.
         * @enum {string}
         */
        NotificationType: "job_succeeded" | "job_failed" | "job_cancelled" | "publish_succeeded" | "publish_failed" | "publish_handed_off" | "publish_unknown" | "publish_abandoned" | "order_paid" | "order_cancelled" | "order_expired" | "order_refunded" | "coupon_received" | "reward_received" | "membership_ending" | "membership_ended";
        /** @description One line of the caller's feed. */
        Notification: {
            /** Format: uuid */
            id: string;
            /** @description Its place in the feed: later lines have higher numbers. */
            seq: number;
            /** @description A `NotificationType`; or, of a line that only says on the feed that something moved, `publish_pending`, `publish_rescheduled`, `publish_started`, `publish_checking`, `publish_confirmed`, `publish_cancelled` or `order_pending`. */
            type: string;
            /** @description Whether it is in the list. */
            listed: boolean;
            title: string;
            message: string;
            /** @description The ids of what it is about. */
            subject: {
                /** Format: uuid */
                job_id?: string;
                creation_id?: number | null;
                publish_id?: number;
                record_id?: number;
                platform?: components["schemas"]["PublishPlatform"];
                /** @description With `publish_handed_off`: the page to publish from, which needs no sign-in for a week. It is in the mail, too. */
                hand_off_url?: string;
                order_id?: string;
                coupon_id?: number;
                activity_id?: number | null;
            };
            created_at: components["schemas"]["LocalTime"];
            read_at: components["schemas"]["LocalTime"] | null;
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
        /** @description The `Idempotency-Key` was used for a different request, or it is too late for this one. */
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
        /** @description The activity as it is now. */
        one: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 200,
                 *       "message": "活动创建成功",
                 *       "data": {
                 *         "id": 1,
                 *         "name": "新用户注册送积分",
                 *         "type": "credit_gift",
                 *         "description": "新用户注册即送100积分",
                 *         "config": {
                 *           "credits": 100,
                 *           "trigger": "participation"
                 *         },
                 *         "status": "active",
                 *         "start_time": "2026-01-22T00:00:00",
                 *         "end_time": "2026-02-22T23:59:59",
                 *         "max_participants": null,
                 *         "current_participants": 0,
                 *         "created_at": "2026-01-22T10:00:00"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @constant */
                    code: 200;
                    message: components["schemas"]["Message"];
                    data: components["schemas"]["Activity"];
                };
            };
        };
        /** @description How it stands. */
        oneRefund: {
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
                 *         "order_id": "R202601221000001",
                 *         "status": "asked",
                 *         "amount": 10,
                 *         "credits": 100,
                 *         "reason": "用户申请退款",
                 *         "refusal": null,
                 *         "asked_at": "2026-01-23T10:00:00",
                 *         "ended_at": null
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @constant */
                    code: 200;
                    message: components["schemas"]["Message"];
                    data: {
                        id: number;
                        order_id: string;
                        /**
                         * @description asked: the provider has not answered; refused: it would not, and all stands as it was.
                         * @enum {string}
                         */
                        status: "asked" | "done" | "refused";
                        /** @description Yuan, given back. */
                        amount: number;
                        /** @description What the order gave, and is taken back. */
                        credits: number;
                        reason: string;
                        /** @description What the provider said. */
                        refusal: string | null;
                        asked_at: components["schemas"]["LocalTime"];
                        ended_at: string | null;
                    };
                };
            };
        };
        /** @description The coupon as it is now. */
        coupons_one: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 200,
                 *       "message": "优惠券创建成功",
                 *       "data": {
                 *         "id": 1,
                 *         "code": "DISCOUNT10",
                 *         "name": "充值优惠券",
                 *         "type": "discount",
                 *         "value": 10,
                 *         "min_amount": 100,
                 *         "max_usage": 1000,
                 *         "claimed_count": 0,
                 *         "used_count": 0,
                 *         "valid_from": "2026-01-22T00:00:00",
                 *         "valid_until": "2026-02-22T23:59:59",
                 *         "status": "active",
                 *         "created_at": "2026-01-22T10:00:00"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @constant */
                    code: 200;
                    message: components["schemas"]["Message"];
                    data: components["schemas"]["Coupon"];
                };
            };
        };
        /** @description The model as it is now. */
        models_one: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 200,
                 *       "message": "success",
                 *       "data": {
                 *         "id": 5,
                 *         "name": "通义千问Plus",
                 *         "provider": "qwen",
                 *         "model_name": "qwen-plus",
                 *         "kind": "text",
                 *         "is_active": true,
                 *         "is_default": false,
                 *         "is_demo": false,
                 *         "credits_cost": 8
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @constant */
                    code: 200;
                    message: components["schemas"]["Message"];
                    data: components["schemas"]["Model"];
                };
            };
        };
        /** @description The job as it stands. */
        jobs_one: {
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
                        kind: "image" | "presentation" | "video" | "writing" | "task";
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
    };
    parameters: {
        PaymentStatusFilter: components["schemas"]["PaymentStatus"];
        PaymentMethodFilter: components["schemas"]["OrderPaymentMethod"];
        /**
         * @description The first day, in Beijing.
         * @example 2026-01-01
         */
        StartDate: string;
        /**
         * @description The last day, in Beijing.
         * @example 2026-01-31
         */
        EndDate: string;
        /** @example R202601221000001 */
        OrderId: string;
        /** @description Makes the request safe to repeat: the second request under the same key does nothing and gets the first one's answer; one that differs from the first is refused with 409. Keys belong to the user and the operation, and are kept for at least 24 hours. Printable ASCII. */
        IdempotencyKey: string;
        /** @description The `id` of the last event that was received; the stream goes on after it. Browsers send it themselves. */
        LastEventId: number;
        /** @description Which page, from 1. */
        Page: number;
        /** @description Items a page. */
        PageSize: number;
        /** @example 1 */
        activityId: number;
        /** @example 1 */
        couponId: number;
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
    getOwnEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address; empty where the account has none. */
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
                     *         "email": "test@example.com",
                     *         "email_verified": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            email: string;
                            email_verified: boolean;
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
    sendOwnEmailCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address that it went to. */
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
                     *         "email": "test@example.com",
                     *         "email_verified": false
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            email: string;
                            email_verified: boolean;
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
    confirmOwnEmail: {
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
                 *       "code": "123456"
                 *     }
                 */
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description The address, which is proven. */
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
                     *         "email": "test@example.com",
                     *         "email_verified": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            email: string;
                            email_verified: boolean;
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
                            /** @description Yuan, to be paid. */
                            amount: number;
                            /** @description Yuan before the coupon. */
                            original_amount?: number;
                            /** @description Yuan. */
                            discount_amount?: number;
                            credits: number;
                            /** @description What the coupon adds. */
                            bonus_credits?: number;
                            payment_status?: components["schemas"]["PaymentStatus"];
                            /**
                             * Format: uri
                             * @description Open it in the browser. Null where nothing is left to pay.
                             */
                            payment_url: string | null;
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
                type?: "recharge" | "consume" | "refund" | "reward" | "expire";
                /**
                 * @description The first day, in Beijing.
                 * @example 2026-01-01
                 */
                start_date?: components["parameters"]["StartDate"];
                /**
                 * @description The last day, in Beijing.
                 * @example 2026-01-31
                 */
                end_date?: components["parameters"]["EndDate"];
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
                            /** @description Credits. */
                            total_received?: number;
                            /** @description Credits, 0 or more. */
                            total_spent?: number;
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
                payment_status?: components["parameters"]["PaymentStatusFilter"];
                payment_method?: components["parameters"]["PaymentMethodFilter"];
                /**
                 * @description The first day, in Beijing.
                 * @example 2026-01-01
                 */
                start_date?: components["parameters"]["StartDate"];
                /**
                 * @description The last day, in Beijing.
                 * @example 2026-01-31
                 */
                end_date?: components["parameters"]["EndDate"];
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
                     *             "payment_url": null,
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
                            /** @description Yuan. */
                            total_amount?: number;
                            total_credits?: number;
                            page: number;
                            page_size: number;
                            items: {
                                id: number;
                                order_no: string;
                                /** @description The same as `order_no`. */
                                order_id: string;
                                /** @description Yuan, to be paid. */
                                amount: number;
                                original_amount?: number;
                                discount_amount?: number;
                                credits: number;
                                bonus_credits: number;
                                payment_status: components["schemas"]["PaymentStatus"];
                                payment_method: components["schemas"]["OrderPaymentMethod"];
                                payment_url?: components["schemas"]["PaymentUrl"];
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
    createMembershipOrder: {
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
                 *       "membership_type": "monthly",
                 *       "payment_method": "wechat"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    membership_type: "monthly" | "quarterly" | "yearly";
                    payment_method: components["schemas"]["OrderPaymentMethod"];
                    coupon_code?: string;
                };
            };
        };
        responses: {
            /** @description The order. */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "会员订单创建成功",
                     *       "data": {
                     *         "order_id": "M202601221000001",
                     *         "membership_type": "monthly",
                     *         "amount": 9.9,
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
                            /** @enum {string} */
                            membership_type: "monthly" | "quarterly" | "yearly";
                            /** @description Yuan, to be paid. */
                            amount: number;
                            /** @description Yuan before what was taken off. */
                            original_amount?: number;
                            /** @description Yuan. */
                            discount_amount?: number;
                            payment_status?: components["schemas"]["PaymentStatus"];
                            /**
                             * Format: uri
                             * @description Open it in the browser. Null where nothing is left to pay.
                             */
                            payment_url: string | null;
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
    listMembershipOrders: {
        parameters: {
            query?: {
                payment_status?: components["parameters"]["PaymentStatusFilter"];
                payment_method?: components["parameters"]["PaymentMethodFilter"];
                membership_type?: "monthly" | "quarterly" | "yearly";
                /**
                 * @description The first day, in Beijing.
                 * @example 2026-01-01
                 */
                start_date?: components["parameters"]["StartDate"];
                /**
                 * @description The last day, in Beijing.
                 * @example 2026-01-31
                 */
                end_date?: components["parameters"]["EndDate"];
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
                     *         "total_amount": 9.9,
                     *         "page": 1,
                     *         "page_size": 20,
                     *         "items": [
                     *           {
                     *             "id": 2,
                     *             "order_no": "M202601221000002",
                     *             "order_id": "M202601221000002",
                     *             "membership_type": "monthly",
                     *             "amount": 9.9,
                     *             "original_amount": 9.9,
                     *             "discount_amount": 0,
                     *             "payment_status": "paid",
                     *             "payment_method": "wechat",
                     *             "payment_url": null,
                     *             "created_at": "2026-01-22T10:00:00",
                     *             "paid_at": "2026-01-22T10:00:10",
                     *             "started_at": "2026-01-22T10:00:10",
                     *             "expired_at": "2026-02-22T10:00:10"
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
                            /** @description Yuan. */
                            total_amount?: number;
                            page: number;
                            page_size: number;
                            items: {
                                id: number;
                                order_no: string;
                                /** @description The same as `order_no`. */
                                order_id?: string;
                                membership_type: components["schemas"]["MembershipType"];
                                amount: number;
                                original_amount: number;
                                discount_amount: number;
                                payment_status: components["schemas"]["PaymentStatus"];
                                payment_method: components["schemas"]["OrderPaymentMethod"];
                                payment_url?: components["schemas"]["PaymentUrl"];
                                created_at: components["schemas"]["LocalTime"];
                                paid_at: string | null;
                                started_at?: string | null;
                                /** @description The end of the membership that it gave. */
                                expired_at: string | null;
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
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example R202601221000001 */
                order_id: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order; another's is 40004. */
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
                     *         "order_no": "R202601221000001",
                     *         "order_id": "R202601221000001",
                     *         "purpose": "recharge",
                     *         "description": "充值10元",
                     *         "amount": 10,
                     *         "original_amount": 10,
                     *         "discount_amount": 0,
                     *         "credits": 100,
                     *         "bonus_credits": 0,
                     *         "membership_type": null,
                     *         "started_at": null,
                     *         "expired_at": null,
                     *         "payment_status": "pending",
                     *         "payment_method": "alipay",
                     *         "payment_url": "https://pay.example.com/submit.php?out_trade_no=R202601221000001",
                     *         "created_at": "2026-01-22T10:00:00",
                     *         "expires_at": "2026-01-22T10:30:00",
                     *         "paid_at": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: components["schemas"]["Order"];
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
    cancelOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example R202601221000001 */
                order_id: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order as it is now; another's is 40004. */
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
                     *         "order_no": "R202601221000001",
                     *         "order_id": "R202601221000001",
                     *         "purpose": "recharge",
                     *         "description": "充值10元",
                     *         "amount": 10,
                     *         "original_amount": 10,
                     *         "discount_amount": 0,
                     *         "credits": 100,
                     *         "bonus_credits": 0,
                     *         "membership_type": null,
                     *         "started_at": null,
                     *         "expired_at": null,
                     *         "payment_status": "cancelled",
                     *         "payment_method": "alipay",
                     *         "payment_url": null,
                     *         "created_at": "2026-01-22T10:00:00",
                     *         "expires_at": "2026-01-22T10:30:00",
                     *         "paid_at": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: components["schemas"]["Order"];
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
    listActivities: {
        parameters: {
            query?: {
                status?: components["schemas"]["ActivityStatus"];
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
                     *             "name": "新用户注册送积分",
                     *             "type": "credit_gift",
                     *             "description": "新用户注册即送100积分",
                     *             "config": {
                     *               "credits": 100,
                     *               "trigger": "participation"
                     *             },
                     *             "status": "active",
                     *             "start_time": "2026-01-22T00:00:00",
                     *             "end_time": "2026-02-22T23:59:59",
                     *             "max_participants": null,
                     *             "current_participants": 0,
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
                            items: components["schemas"]["Activity"][];
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
    createActivity: {
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
                 *       "name": "新用户注册送积分",
                 *       "type": "credit_gift",
                 *       "description": "新用户注册即送100积分",
                 *       "config": {
                 *         "credits": 100
                 *       },
                 *       "start_time": "2026-01-22T00:00:00",
                 *       "end_time": "2026-02-22T23:59:59"
                 *     }
                 */
                "application/json": {
                    name: string;
                    type: components["schemas"]["ActivityType"];
                    description?: string;
                    config: components["schemas"]["ActivityConfig"];
                    start_time: components["schemas"]["LocalTime"];
                    end_time: components["schemas"]["LocalTime"];
                    max_participants?: number | null;
                };
            };
        };
        responses: {
            200: components["responses"]["one"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateActivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                activity_id: components["parameters"]["activityId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "paused"
                 *     }
                 */
                "application/json": {
                    name?: string;
                    description?: string;
                    /** @enum {string} */
                    status?: "active" | "paused" | "ended";
                    end_time?: components["schemas"]["LocalTime"];
                };
            };
        };
        responses: {
            200: components["responses"]["one"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    participateInActivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                activity_id: components["parameters"]["activityId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was given. */
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
                     *         "activity_id": 1,
                     *         "user_id": 1,
                     *         "reward_type": "credits",
                     *         "reward_amount": 100,
                     *         "reward_data": {},
                     *         "participated_at": "2026-01-22T10:00:00"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            id: number;
                            activity_id: number;
                            user_id: number;
                            /** @constant */
                            reward_type: "credits";
                            reward_amount: number;
                            reward_data: Record<string, never>;
                            participated_at: components["schemas"]["LocalTime"];
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
    generateReferralCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The code, and a link with it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "推荐码已生成",
                     *       "data": {
                     *         "referral_code": "ABC123",
                     *         "referral_url": "https://example.com/register?ref=ABC123"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            referral_code: string;
                            /** Format: uri */
                            referral_url: string;
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
    bindReferrer: {
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
                 *       "referral_code": "ABC123"
                 *     }
                 */
                "application/json": {
                    referral_code: string;
                };
            };
        };
        responses: {
            /** @description It is noted. */
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
                     *         "referral_code": "ABC123"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            referral_code: string;
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
    listReferralRecords: {
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
                     *         "total": 10,
                     *         "total_rewards": 500,
                     *         "items": [
                     *           {
                     *             "id": 1,
                     *             "referred_user": "user123",
                     *             "reward_amount": 50,
                     *             "status": "completed",
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
                            total_rewards: number;
                            page?: number;
                            page_size?: number;
                            items: {
                                id: number;
                                referred_user: string;
                                reward_amount: number;
                                /** @enum {string} */
                                status: "pending" | "completed";
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
    getStatistics: {
        parameters: {
            query: {
                /**
                 * @description The first day.
                 * @example 2026-01-01
                 */
                start_date: string;
                /**
                 * @description The last day.
                 * @example 2026-01-31
                 */
                end_date: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures, in all and by day. */
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
                     *         "total_users": 10000,
                     *         "new_users": 500,
                     *         "total_revenue": 50000,
                     *         "total_refunds": 0,
                     *         "total_credits_sold": 500000,
                     *         "paid_orders": 1500,
                     *         "active_members": 1000,
                     *         "conversion_rate": 0.15,
                     *         "series": [
                     *           {
                     *             "date": "2026-01-01",
                     *             "new_users": 500,
                     *             "revenue": 50000,
                     *             "refunds": 0,
                     *             "credits_sold": 500000,
                     *             "paid_orders": 1500
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
                            total_users: number;
                            new_users: number;
                            /** @description Yuan. */
                            total_revenue: number;
                            /** @description Yuan. */
                            total_refunds?: number;
                            total_credits_sold: number;
                            paid_orders?: number;
                            active_members: number;
                            conversion_rate: number;
                            series: {
                                /** Format: date */
                                date: string;
                                new_users: number;
                                revenue: number;
                                refunds?: number;
                                credits_sold: number;
                                paid_orders: number;
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
    getOrderRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example R202601221000001 */
                order_id: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["oneRefund"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    refundOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example R202601221000001 */
                order_id: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "用户申请退款"
                 *     }
                 */
                "application/json": {
                    /** @description For the records. */
                    reason: string;
                };
            };
        };
        responses: {
            200: components["responses"]["oneRefund"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The order is not paid. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 409,
                     *       "message": "订单未支付，无法退款",
                     *       "data": null
                     *     }
                     */
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCoupons: {
        parameters: {
            query?: {
                status?: "active" | "expired" | "disabled";
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
                     *             "code": "DISCOUNT10",
                     *             "name": "充值优惠券",
                     *             "type": "discount",
                     *             "value": 10,
                     *             "min_amount": 100,
                     *             "max_usage": 1000,
                     *             "claimed_count": 2,
                     *             "used_count": 1,
                     *             "valid_from": "2026-01-22T00:00:00",
                     *             "valid_until": "2026-02-22T23:59:59",
                     *             "status": "active",
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
                            items: components["schemas"]["Coupon"][];
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
    createCoupon: {
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
                 *       "code": "DISCOUNT10",
                 *       "name": "充值优惠券",
                 *       "type": "discount",
                 *       "value": 10,
                 *       "min_amount": 100,
                 *       "max_usage": 1000,
                 *       "valid_from": "2026-01-22T00:00:00",
                 *       "valid_until": "2026-02-22T23:59:59"
                 *     }
                 */
                "application/json": {
                    /** @description Whatever its case. */
                    code: string;
                    name: string;
                    /** @enum {string} */
                    type: "discount" | "deduction" | "credit_bonus";
                    value: number;
                    /** @description Yuan: the least price it is for. */
                    min_amount?: number;
                    max_usage?: number | null;
                    valid_from: components["schemas"]["LocalTime"];
                    valid_until: components["schemas"]["LocalTime"];
                };
            };
        };
        responses: {
            200: components["responses"]["coupons_one"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateCoupon: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                coupon_id: components["parameters"]["couponId"];
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
                    /** @enum {string} */
                    status: "active" | "disabled";
                };
            };
        };
        responses: {
            200: components["responses"]["coupons_one"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    claimCoupon: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                coupon_id: components["parameters"]["couponId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the user has now. */
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
                     *         "coupon_id": 1,
                     *         "status": "unused",
                     *         "received_at": "2026-01-22T10:00:00",
                     *         "used_at": null,
                     *         "coupon": {
                     *           "id": 1,
                     *           "code": "DISCOUNT10",
                     *           "name": "充值优惠券",
                     *           "type": "discount",
                     *           "value": 10,
                     *           "min_amount": 100,
                     *           "max_usage": 1000,
                     *           "claimed_count": 1,
                     *           "used_count": 0,
                     *           "valid_from": "2026-01-22T00:00:00",
                     *           "valid_until": "2026-02-22T23:59:59",
                     *           "status": "active",
                     *           "created_at": "2026-01-22T10:00:00"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: components["schemas"]["UserCoupon"];
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
    listMyCoupons: {
        parameters: {
            query?: {
                status?: "unused" | "reserved" | "used" | "expired";
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                page_size?: number;
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
                     *       "data": [
                     *         {
                     *           "id": 1,
                     *           "coupon_id": 1,
                     *           "status": "unused",
                     *           "received_at": "2026-01-22T10:00:00",
                     *           "used_at": null,
                     *           "coupon": {
                     *             "id": 1,
                     *             "code": "DISCOUNT10",
                     *             "name": "充值优惠券",
                     *             "type": "discount",
                     *             "value": 10,
                     *             "min_amount": 100,
                     *             "max_usage": 1000,
                     *             "claimed_count": 1,
                     *             "used_count": 0,
                     *             "valid_from": "2026-01-22T00:00:00",
                     *             "valid_until": "2026-02-22T23:59:59",
                     *             "status": "active",
                     *             "created_at": "2026-01-22T10:00:00"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: components["schemas"]["UserCoupon"][];
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
    generateImage: {
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
                 *       "prompt": "一只可爱的猫咪在花园里玩耍",
                 *       "size": "1024x1024",
                 *       "model_id": 2
                 *     }
                 */
                "application/json": {
                    prompt: string;
                    /**
                     * @description Width and height in pixels.
                     * @default 1024x1024
                     * @enum {string}
                     */
                    size?: "512x512" | "768x768" | "1024x1024" | "768x1024" | "1024x768" | "720x1280" | "1280x720" | "1024x1536" | "1536x1024" | "1024x1792" | "1792x1024";
                    /** @description Default: the first that makes pictures. */
                    model_id?: number;
                };
            };
        };
        responses: {
            /** @description The picture, or the job that is making it. */
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
                            creation_id?: number;
                            /** Format: uuid */
                            job_id?: string;
                            /** @enum {string} */
                            status?: "processing" | "completed";
                            /** @description Whether it is only a demonstration. */
                            is_demo?: boolean;
                            /**
                             * Format: uri
                             * @description A link that works for a day.
                             */
                            image_url: string | null;
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
    listWritingTools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tools, with their prices under the model that is the default. */
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
                     *           "type": "wechat_article",
                     *           "name": "公众号文章",
                     *           "description": "生成适合微信公众号的文章",
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
                            type: string;
                            name: string;
                            description: string;
                            credits_cost: number;
                            /** @description What the tool takes in `inputs`. */
                            inputs?: {
                                name: string;
                                label: string;
                                /** @description In characters. */
                                max_length: number;
                                /** @description Whether it is what the tool works on: where it is missing, the title is taken for it. */
                                required: boolean;
                            }[];
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
    generateWriting: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: the second request under the same key does nothing and gets the first one's answer; one that differs from the first is refused with 409. Keys belong to the user and the operation, and are kept for at least 24 hours. Printable ASCII. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @example wechat_article */
                tool_type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "如何提高工作效率",
                 *       "keywords": [
                 *         "时间管理",
                 *         "效率工具"
                 *       ],
                 *       "requirements": "字数2000字,包含实用技巧",
                 *       "model_id": 1
                 *     }
                 */
                "application/json": {
                    title: string;
                    keywords?: string[];
                    requirements?: string;
                    /** @description By the names that `GET /writing/tools` gives for the tool. `content_rewrite` and `translation` work on `text`, or else on the title. */
                    inputs?: {
                        [key: string]: string;
                    };
                    /** @description Default: the one for texts. */
                    model_id?: number;
                };
            };
        };
        responses: {
            /** @description The text, in Markdown, or the job that is writing it. */
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
                            creation_id: number;
                            /**
                             * Format: uuid
                             * @description For `GET /jobs/{id}`, its events and its charge.
                             */
                            job_id: string;
                            /** @enum {string} */
                            status?: "processing" | "completed";
                            /** @description With `content`: whether a demo model wrote it. */
                            is_demo?: boolean;
                            content: string | null;
                            credits_used: number;
                        };
                    };
                    /**
                     * @example event: accepted
                     *     data: {"creation_id":123,"job_id":"3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10"}
                     *
                     *     event: text
                     *     data: {"at":0,"text":"# 如何提高"}
                     *
                     *     event: text
                     *     data: {"at":6,"text":"工作效率"}
                     *
                     *     event: done
                     *     data: {"code":200,"message":"生成成功","data":{"creation_id":123,"job_id":"3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10","is_demo":true,"content":"# 如何提高工作效率","credits_used":10}}
                     */
                    "text/event-stream": string;
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
                /** @description Those that were deleted and can be restored, in the place of the others. */
                deleted?: boolean;
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
                                /** @description How the text begins: 200 characters, and `…` where it goes on. All of it is the creation's own. */
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
                     *         "extra_data": {},
                     *         "result": {
                     *           "demo": false,
                     *           "slides": 3
                     *         },
                     *         "version": 1,
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
                        data: components["schemas"]["Creation"];
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
    updateCreation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 123 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "新标题",
                 *       "content": "更新后的内容"
                 *     }
                 */
                "application/json": {
                    title?: string;
                    content?: string;
                    /** @description At most 64 KB. */
                    extra_data?: {
                        [key: string]: unknown | unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The creation as it is now. */
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
                     *         "id": 123,
                     *         "type": "writing",
                     *         "tool_type": "wechat_article",
                     *         "title": "新标题",
                     *         "content": "更新后的内容",
                     *         "extra_data": {},
                     *         "result": {
                     *           "edited": true,
                     *           "characters": 6,
                     *           "generated": {
                     *             "demo": true,
                     *             "characters": 620,
                     *             "prompt": "v1"
                     *           }
                     *         },
                     *         "version": 2,
                     *         "job_id": "3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10",
                     *         "file_url": null,
                     *         "created_at": "2026-01-22T10:00:00",
                     *         "updated_at": "2026-01-22T10:05:00"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: components["schemas"]["Creation"];
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
    createPublication: {
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
                 *       "creation_id": 123,
                 *       "platforms": [
                 *         "wechat",
                 *         "xiaohongshu"
                 *       ],
                 *       "schedule_time": "2026-01-23T10:00:00"
                 *     }
                 */
                "application/json": {
                    creation_id: number;
                    platforms: components["schemas"]["PublishPlatform"][];
                    /** @description Which accounts, where several are bound at a platform. At a platform of which none is named, the one that was bound last. */
                    account_ids?: number[];
                    schedule_time?: components["schemas"]["ScheduleTime"];
                };
            };
        };
        responses: {
            /** @description The publication, which waits for its time. */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 200,
                     *       "message": "发布任务已创建",
                     *       "data": {
                     *         "publish_id": 789,
                     *         "status": "pending",
                     *         "schedule_time": "2026-01-23T10:00:00"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            publish_id: number;
                            status: components["schemas"]["PublicationStatus"];
                            /** @description Null for one that begins at once. */
                            schedule_time?: components["schemas"]["LocalTime"] | null;
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
    listPlatforms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every platform. */
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
                     *           "platform": "wechat",
                     *           "name": "微信公众号",
                     *           "login_url": "https://mp.weixin.qq.com/",
                     *           "supported_types": [
                     *             "article",
                     *             "images"
                     *           ],
                     *           "rules": {
                     *             "title_min_length": 1,
                     *             "title_max_length": 64,
                     *             "text_max_length": 20000,
                     *             "max_images": 20,
                     *             "image_max_bytes": 20971520,
                     *             "video_max_bytes": null
                     *           },
                     *           "completes": "polling",
                     *           "credential_fields": [
                     *             "app_id",
                     *             "app_secret"
                     *           ],
                     *           "optional_credential_fields": [
                     *             "event_token"
                     *           ],
                     *           "is_bound": true,
                     *           "account_name": "wx0123456789abcdef",
                     *           "accounts": [
                     *             {
                     *               "id": 12,
                     *               "platform": "wechat",
                     *               "account_name": "wx0123456789abcdef",
                     *               "is_active": "active",
                     *               "inactive_because": null,
                     *               "webhook_url": "https://studio.example.com/webhooks/publishing/12",
                     *               "created_at": "2026-01-22T10:00:00"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            platform: components["schemas"]["PublishPlatform"];
                            name: string;
                            /**
                             * Format: uri
                             * @description Where its accounts are run from.
                             */
                            login_url: string;
                            supported_types: components["schemas"]["PublishContentType"][];
                            rules: components["schemas"]["PlatformRules"];
                            /**
                             * @description Whether we publish and ask how far it is, or the user publishes what was prepared. Where an application may not publish by itself (at Douyin), the user does too.
                             * @enum {string}
                             */
                            completes: "polling" | "user_handoff";
                            /** @description What a binding needs. */
                            credential_fields: string[];
                            /** @description What it may have besides. */
                            optional_credential_fields: string[];
                            /** @description Only for who is signed in. */
                            is_bound?: boolean;
                            /** @description Of the account that was bound last. */
                            account_name?: string | null;
                            accounts?: components["schemas"]["PlatformAccount"][];
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
    bindPlatform: {
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
                 *       "platform": "wechat",
                 *       "credentials": {
                 *         "app_id": "xxx",
                 *         "app_secret": "xxx"
                 *       }
                 *     }
                 */
                "application/json": {
                    platform: components["schemas"]["PublishPlatform"];
                    /** @description What `credential_fields` of the platform says; `code` is what its authorisation page gave. */
                    credentials: {
                        app_id?: components["schemas"]["PlatformCredential"];
                        app_key?: components["schemas"]["PlatformCredential"];
                        app_secret?: components["schemas"]["PlatformCredential"];
                        client_key?: components["schemas"]["PlatformCredential"];
                        client_secret?: components["schemas"]["PlatformCredential"];
                        code?: components["schemas"]["PlatformCredential"];
                        /** @description The token by which WeChat signs its events, chosen by the account's owner: entered there together with `webhook_url`, in the mode without encryption. */
                        event_token?: string;
                    };
                };
            };
        };
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
                     *         "id": 12,
                     *         "platform": "wechat",
                     *         "account_name": "wx0123456789abcdef",
                     *         "is_active": "active",
                     *         "inactive_because": null,
                     *         "webhook_url": "https://studio.example.com/webhooks/publishing/12",
                     *         "created_at": "2026-01-22T10:00:00"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: components["schemas"]["PlatformAccount"];
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
    unbindPlatformAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 12 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is unbound. */
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
                     *         "message": "解绑成功"
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
    testPlatformAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 12 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account, as the platform sees it now. */
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
                     *         "id": 12,
                     *         "platform": "wechat",
                     *         "account_name": "wx0123456789abcdef",
                     *         "is_active": "active",
                     *         "inactive_because": null,
                     *         "webhook_url": "https://studio.example.com/webhooks/publishing/12",
                     *         "created_at": "2026-01-22T10:00:00"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: components["schemas"]["PlatformAccount"];
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
    listPublicationRecords: {
        parameters: {
            query?: {
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                page_size?: components["parameters"]["PageSize"];
                platform?: components["schemas"]["PublishPlatform"];
                status?: components["schemas"]["PublicationRecordStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of records. */
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
                     *             "id": 901,
                     *             "publish_id": 789,
                     *             "creation_id": 123,
                     *             "platform": "wechat",
                     *             "account_id": 12,
                     *             "account_name": "wx0123456789abcdef",
                     *             "content_type": "article",
                     *             "title": "如何提高工作效率",
                     *             "status": "success",
                     *             "platform_post_id": "2247483650",
                     *             "platform_url": "http://mp.weixin.qq.com/s/abc",
                     *             "error_code": null,
                     *             "error_message": null,
                     *             "hand_off_url": null,
                     *             "scheduled_at": "2026-01-23T10:00:00",
                     *             "published_at": "2026-01-23T10:00:04",
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
                            items: components["schemas"]["PublicationRecord"][];
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
    confirmPublicationRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 901 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "published": true,
                 *       "url": "https://www.xiaohongshu.com/explore/abc"
                 *     }
                 */
                "application/json": {
                    published: boolean;
                    /** @description Where the post is. */
                    url?: string;
                };
            };
        };
        responses: {
            /** @description The record. */
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
                     *         "id": 901,
                     *         "publish_id": 789,
                     *         "creation_id": 123,
                     *         "platform": "wechat",
                     *         "account_id": 12,
                     *         "account_name": "wx0123456789abcdef",
                     *         "content_type": "article",
                     *         "title": "如何提高工作效率",
                     *         "status": "success",
                     *         "platform_post_id": "2247483650",
                     *         "platform_url": "http://mp.weixin.qq.com/s/abc",
                     *         "error_code": null,
                     *         "error_message": null,
                     *         "hand_off_url": null,
                     *         "scheduled_at": "2026-01-23T10:00:00",
                     *         "published_at": "2026-01-23T10:00:04",
                     *         "created_at": "2026-01-22T10:00:00"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: components["schemas"]["PublicationRecord"];
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
    getPublication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 789 */
                publish_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The publication. */
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
                     *         "publish_id": 789,
                     *         "creation_id": 123,
                     *         "title": "如何提高工作效率",
                     *         "status": "success",
                     *         "schedule_time": "2026-01-23T10:00:00",
                     *         "records": [
                     *           {
                     *             "id": 901,
                     *             "publish_id": 789,
                     *             "creation_id": 123,
                     *             "platform": "wechat",
                     *             "account_id": 12,
                     *             "account_name": "wx0123456789abcdef",
                     *             "content_type": "article",
                     *             "title": "如何提高工作效率",
                     *             "status": "success",
                     *             "platform_post_id": "2247483650",
                     *             "platform_url": "http://mp.weixin.qq.com/s/abc",
                     *             "error_code": null,
                     *             "error_message": null,
                     *             "hand_off_url": null,
                     *             "scheduled_at": "2026-01-23T10:00:00",
                     *             "published_at": "2026-01-23T10:00:04",
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
                        data: components["schemas"]["Publication"];
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
    reschedulePublication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 789 */
                publish_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "schedule_time": "2026-01-24T10:00:00"
                 *     }
                 */
                "application/json": {
                    schedule_time: components["schemas"]["ScheduleTime"];
                };
            };
        };
        responses: {
            /** @description The publication. */
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
                     *         "publish_id": 789,
                     *         "creation_id": 123,
                     *         "title": "如何提高工作效率",
                     *         "status": "success",
                     *         "schedule_time": "2026-01-23T10:00:00",
                     *         "records": [
                     *           {
                     *             "id": 901,
                     *             "publish_id": 789,
                     *             "creation_id": 123,
                     *             "platform": "wechat",
                     *             "account_id": 12,
                     *             "account_name": "wx0123456789abcdef",
                     *             "content_type": "article",
                     *             "title": "如何提高工作效率",
                     *             "status": "success",
                     *             "platform_post_id": "2247483650",
                     *             "platform_url": "http://mp.weixin.qq.com/s/abc",
                     *             "error_code": null,
                     *             "error_message": null,
                     *             "hand_off_url": null,
                     *             "scheduled_at": "2026-01-23T10:00:00",
                     *             "published_at": "2026-01-23T10:00:04",
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
                        data: components["schemas"]["Publication"];
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
    cancelPublication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 789 */
                publish_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The publication. */
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
                     *         "publish_id": 789,
                     *         "creation_id": 123,
                     *         "title": "如何提高工作效率",
                     *         "status": "success",
                     *         "schedule_time": "2026-01-23T10:00:00",
                     *         "records": [
                     *           {
                     *             "id": 901,
                     *             "publish_id": 789,
                     *             "creation_id": 123,
                     *             "platform": "wechat",
                     *             "account_id": 12,
                     *             "account_name": "wx0123456789abcdef",
                     *             "content_type": "article",
                     *             "title": "如何提高工作效率",
                     *             "status": "success",
                     *             "platform_post_id": "2247483650",
                     *             "platform_url": "http://mp.weixin.qq.com/s/abc",
                     *             "error_code": null,
                     *             "error_message": null,
                     *             "hand_off_url": null,
                     *             "scheduled_at": "2026-01-23T10:00:00",
                     *             "published_at": "2026-01-23T10:00:04",
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
                        data: components["schemas"]["Publication"];
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
    restoreCreation: {
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
            /** @description The creation. */
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
                     *         "id": 123,
                     *         "type": "writing",
                     *         "tool_type": "wechat_article",
                     *         "title": "如何提高工作效率",
                     *         "content": "文章内容...",
                     *         "extra_data": {},
                     *         "result": {
                     *           "demo": true,
                     *           "characters": 620,
                     *           "prompt": "v1"
                     *         },
                     *         "version": 1,
                     *         "job_id": "3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10",
                     *         "file_url": "https://cdn.example.com/writing/xxx.md",
                     *         "created_at": "2026-01-22T10:00:00",
                     *         "updated_at": "2026-01-22T10:05:00"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: components["schemas"]["Creation"];
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
    exportCreation: {
        parameters: {
            query: {
                /** @example docx */
                format: "markdown" | "docx" | "pdf";
            };
            header?: never;
            path: {
                /** @example 123 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, to be saved under the title. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # 如何提高工作效率
                     *
                     *     > 摘要
                     */
                    "text/markdown": string;
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
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
    listCreationVersions: {
        parameters: {
            query?: {
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path: {
                /** @example 123 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of versions, without what stands in the creation now. */
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
                     *             "version": 1,
                     *             "title": "如何提高工作效率",
                     *             "excerpt": "文章内容...",
                     *             "characters": 7,
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
                                version: number;
                                title: string;
                                /** @description How the content begins. */
                                excerpt: string | null;
                                /** @description Of the whole content. */
                                characters: number;
                                created_at: components["schemas"]["LocalTime"];
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
    getCreationVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 123 */
                id: number;
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Title and content as they were. */
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
                     *         "version": 1,
                     *         "title": "如何提高工作效率",
                     *         "content": "文章内容...",
                     *         "created_at": "2026-01-22T10:00:00"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            version: number;
                            title: string;
                            content: string | null;
                            created_at: components["schemas"]["LocalTime"];
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
    restoreCreationVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 123 */
                id: number;
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The creation as it is now. */
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
                     *         "id": 123,
                     *         "type": "writing",
                     *         "tool_type": "wechat_article",
                     *         "title": "如何提高工作效率",
                     *         "content": "文章内容...",
                     *         "extra_data": {},
                     *         "result": {
                     *           "demo": true,
                     *           "characters": 620,
                     *           "prompt": "v1"
                     *         },
                     *         "version": 3,
                     *         "job_id": "3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10",
                     *         "file_url": "https://cdn.example.com/writing/xxx.md",
                     *         "created_at": "2026-01-22T10:00:00",
                     *         "updated_at": "2026-01-22T10:05:00"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: components["schemas"]["Creation"];
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
                        data: components["schemas"]["Model"][];
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
    createModel: {
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
                 *       "name": "通义千问Plus",
                 *       "provider": "qwen",
                 *       "model_name": "qwen-plus",
                 *       "api_key": "sk-xxx",
                 *       "api_base": "https://dashscope.aliyuncs.com/api/v1",
                 *       "config": {
                 *         "temperature": 0.7,
                 *         "max_tokens": 2000
                 *       },
                 *       "credits_cost": 8
                 *     }
                 */
                "application/json": {
                    name: string;
                    /**
                     * @description What it makes; text where nothing is said.
                     * @enum {string}
                     */
                    kind?: "text" | "image" | "video";
                    provider: string;
                    model_name: string;
                    api_key?: string;
                    api_base: string;
                    config?: components["schemas"]["ModelConfig"];
                    /** @description Credits a job. */
                    credits_cost: number;
                    is_active?: boolean;
                    /** @description The one for its kind where a job names none. */
                    is_default?: boolean;
                };
            };
        };
        responses: {
            200: components["responses"]["models_one"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 5 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "is_active": true,
                 *       "credits_cost": 8
                 *     }
                 */
                "application/json": {
                    name?: string;
                    provider?: string;
                    model_name?: string;
                    api_key?: string | null;
                    api_base?: string;
                    config?: components["schemas"]["ModelConfig"];
                    credits_cost?: number;
                    is_active?: boolean;
                    is_default?: boolean;
                };
            };
        };
        responses: {
            200: components["responses"]["models_one"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 5 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is no longer there. */
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
            409: components["responses"]["Conflict"];
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
            200: components["responses"]["jobs_one"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelJob: {
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
            200: components["responses"]["jobs_one"];
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
            /** @description The caller has had everything, and the job has ended. */
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
    listNotifications: {
        parameters: {
            query?: {
                /**
                 * @description Only those that are not read; `false` for only those that are.
                 * @example true
                 */
                unread?: boolean;
                type?: components["schemas"]["NotificationType"];
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
                     *             "id": "7d1f6f0e-0f3c-4a55-9a65-0b8f7b0c2d11",
                     *             "seq": 42,
                     *             "type": "publish_succeeded",
                     *             "listed": true,
                     *             "title": "发布成功",
                     *             "message": "《如何提高工作效率》已发布到微信公众号。",
                     *             "subject": {
                     *               "publish_id": 789,
                     *               "record_id": 1011,
                     *               "platform": "wechat"
                     *             },
                     *             "created_at": "2026-01-23T10:00:09",
                     *             "read_at": null
                     *           }
                     *         ],
                     *         "unread_count": 1,
                     *         "last_seq": 42
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
                            items: components["schemas"]["Notification"][];
                            /** @description Of all, whatever was asked for. */
                            unread_count: number;
                            /** @description A stream that begins after it misses nothing that is not here. */
                            last_seq: number;
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
    readAllNotifications: {
        parameters: {
            query?: {
                /**
                 * @description The `seq` of the last one to mark, so that none goes unseen that comes meanwhile.
                 * @example 42
                 */
                up_to?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many were marked. */
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
                     *         "read": 3,
                     *         "unread_count": 0
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            read: number;
                            /** @description What is left. */
                            unread_count: number;
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
    getNotificationSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. */
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
                     *         "mail_types": [
                     *           "publish_failed",
                     *           "publish_handed_off"
                     *         ],
                     *         "mail_address": "test@example.com"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            mail_types: components["schemas"]["NotificationMailType"][];
                            /** @description Where mail goes. Null while no address of the caller's is proven, and then nothing is mailed. */
                            mail_address: string | null;
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
    updateNotificationSettings: {
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
                 *       "mail_types": [
                 *         "publish_failed",
                 *         "publish_handed_off"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description All of them; an empty list for no mail. */
                    mail_types: components["schemas"]["NotificationMailType"][];
                };
            };
        };
        responses: {
            /** @description The settings as they are now. */
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
                     *         "mail_types": [
                     *           "publish_failed",
                     *           "publish_handed_off"
                     *         ],
                     *         "mail_address": "test@example.com"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: {
                            mail_types: components["schemas"]["NotificationMailType"][];
                            /** @description Where mail goes. Null while no address of the caller's is proven, and then nothing is mailed. */
                            mail_address: string | null;
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
    streamNotifications: {
        parameters: {
            query?: {
                /** @description As `Last-Event-ID`, which comes before it. */
                after?: number;
            };
            header?: {
                /** @description The `id` of the last event that was received; the stream goes on after it. Browsers send it themselves. */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            path?: never;
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
                     * @example id: 41
                     *     event: opened
                     *     data: {"seq":41,"last_seq":41,"unread_count":0}
                     *
                     *     id: 42
                     *     event: notification
                     *     data: {"id":"7d1f6f0e-0f3c-4a55-9a65-0b8f7b0c2d11","seq":42,"type":"publish_succeeded","listed":true,"title":"发布成功","message":"《如何提高工作效率》已发布到微信公众号。","subject":{"publish_id":789,"record_id":1011,"platform":"wechat"},"created_at":"2026-01-23T10:00:09","read_at":null}
                     */
                    "text/event-stream": string;
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
    readNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7d1f6f0e-0f3c-4a55-9a65-0b8f7b0c2d11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The notification. */
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
                     *         "id": "7d1f6f0e-0f3c-4a55-9a65-0b8f7b0c2d11",
                     *         "seq": 42,
                     *         "type": "publish_succeeded",
                     *         "listed": true,
                     *         "title": "发布成功",
                     *         "message": "《如何提高工作效率》已发布到微信公众号。",
                     *         "subject": {
                     *           "publish_id": 789,
                     *           "record_id": 1011,
                     *           "platform": "wechat"
                     *         },
                     *         "created_at": "2026-01-23T10:00:09",
                     *         "read_at": "2026-01-23T10:05:00"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        code: 200;
                        message: components["schemas"]["Message"];
                        data: components["schemas"]["Notification"];
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
