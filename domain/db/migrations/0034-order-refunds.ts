import type { Migration } from '../migrator';

const WORD = 'VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin';

export const orderRefunds: Migration = {
  name: '0034-order-refunds',
  kind: 'expand',
  up: [
    // `live_order_id` is the order's until the refund is refused: as NULLs never meet in a unique key, an order has one
    // refund that stands, and any number that came to nothing. `sent_at`: the provider may have heard of it.
    `CREATE TABLE IF NOT EXISTS order_refunds (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      order_id BIGINT UNSIGNED NOT NULL,
      live_order_id BIGINT UNSIGNED NULL,
      state ${WORD} NOT NULL DEFAULT 'asked',
      amount_fen BIGINT NOT NULL,
      credits BIGINT NOT NULL,
      reason VARCHAR(255) NOT NULL,
      refusal VARCHAR(255) NULL,
      asked_by BIGINT UNSIGNED NOT NULL,
      asked_at DATETIME(3) NOT NULL,
      sent_at DATETIME(3) NULL,
      ended_at DATETIME(3) NULL,
      UNIQUE KEY order_refunds_live (live_order_id),
      KEY order_refunds_order (order_id, id),
      KEY order_refunds_ended (state, ended_at),
      CONSTRAINT order_refunds_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
      CONSTRAINT order_refunds_state CHECK (
        (state = 'refused') = (live_order_id IS NULL) AND (state = 'asked') = (ended_at IS NULL))
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  ],
};
