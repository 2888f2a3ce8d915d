-- A node that can't reach its servers: what waits for its turn with a slow provider is another's (decision 61).

ALTER TABLE node ADD COLUMN away integer NOT NULL DEFAULT 0;
