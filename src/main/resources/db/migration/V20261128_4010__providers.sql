-- a mailbox provider that was ever sent to more slowly; what waits for its turn there has its pool
-- per_hour, slowed_from, slowed, since, reply: set when it asked for less
CREATE TABLE provider (
    pool        integer PRIMARY KEY,
    id          text NOT NULL UNIQUE,
    per_hour    bigint,
    slowed_from bigint,
    slowed      bigint,
    since       bigint,
    reply       text NOT NULL DEFAULT ''
);

-- until then it is on purpose that an edition is half-sent: its servers had sent their day's number
ALTER TABLE edition ADD COLUMN excused bigint;

-- of a warm-up: how many messages were allowed of a day's number
CREATE TABLE allowance (
    plan  text NOT NULL,
    day   text NOT NULL,
    taken bigint NOT NULL,
    PRIMARY KEY (plan, day)
);
