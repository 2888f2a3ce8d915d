-- Mails that came back, each once, and of whom they tell; what followed. Nothing was ever kept in the first table.
DROP TABLE bounce;

-- digest: the SHA-256 of the mail, or what stands for one: a mail is taken once
-- raw: gone once it is older than bounces.keep; a refusal at hand-over has none
CREATE TABLE bounce (
    id      ${id},
    at      bigint NOT NULL,
    digest  text NOT NULL UNIQUE,
    origin  text NOT NULL,
    sender  text NOT NULL,
    subject text NOT NULL,
    kind    text NOT NULL,
    rule    text NOT NULL,
    note    text NOT NULL,
    raw     ${bytes}
);
CREATE INDEX bounce_kept ON bounce (at) WHERE raw IS NOT NULL;

CREATE TABLE bounce_recipient (
    bounce       bigint NOT NULL REFERENCES bounce (id),
    position     integer NOT NULL,
    address      text NOT NULL,
    status       text NOT NULL,
    category     text NOT NULL,
    hard         integer NOT NULL,
    edition      bigint,
    subscription bigint,
    effect       text NOT NULL,
    PRIMARY KEY (bounce, position)
);
CREATE INDEX bounce_recipient_delivery ON bounce_recipient (edition, subscription);

-- how often mail to an address failed softly of late; through: when the last of it was handed over
CREATE TABLE soft_score (
    key_hash text PRIMARY KEY,
    score    double precision NOT NULL,
    at       bigint NOT NULL,
    through  bigint NOT NULL
);

-- only added to: a suppression that was lifted is still told of
CREATE TABLE suppression_event (
    id       ${id},
    key_hash text NOT NULL,
    at       bigint NOT NULL,
    kind     text NOT NULL CHECK (kind IN ('added', 'lifted')),
    reason   text NOT NULL,
    evidence text NOT NULL
);
CREATE INDEX suppression_event_of ON suppression_event (key_hash, id);

CREATE TABLE list_pause (
    list   text PRIMARY KEY,
    at     bigint NOT NULL,
    reason text NOT NULL
);

-- whether what the server said for good has had its consequences
ALTER TABLE delivery ADD COLUMN judged integer NOT NULL DEFAULT 0;
CREATE INDEX delivery_unjudged ON delivery (edition, subscription) WHERE state = 'failed' AND judged = 0;
ALTER TABLE notice ADD COLUMN judged integer NOT NULL DEFAULT 0;
CREATE INDEX notice_unjudged ON notice (id) WHERE state = 'failed' AND judged = 0;
