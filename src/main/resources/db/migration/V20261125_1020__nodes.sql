-- What an operator sees of a node, and a secret that the nodes agree on when the config names none (decision 60).

ALTER TABLE node ADD COLUMN name text NOT NULL DEFAULT '';
ALTER TABLE node ADD COLUMN shards integer NOT NULL DEFAULT 0;

CREATE TABLE shared_secret (
    one    integer PRIMARY KEY CHECK (one = 1),
    secret text NOT NULL
);
