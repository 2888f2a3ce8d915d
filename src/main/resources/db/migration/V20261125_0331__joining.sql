-- one row that who counts sign-ups holds, so that two at once are counted one after the other
CREATE TABLE join_gate (
    one  integer PRIMARY KEY CHECK (one = 1),
    turn bigint NOT NULL
);
INSERT INTO join_gate (one, turn) VALUES (1, 0);

-- what the limits count; client and person are hashes
CREATE TABLE join_attempt (
    id     ${id},
    at     bigint NOT NULL,
    client text NOT NULL,
    person text NOT NULL,
    mailed integer NOT NULL
);
CREATE INDEX join_attempt_at ON join_attempt (at);
CREATE INDEX join_attempt_client ON join_attempt (client, at);
CREATE INDEX join_attempt_person ON join_attempt (person, at);

-- what somebody asked for and has not confirmed, or has
CREATE TABLE join_request (
    id         ${id},
    subscriber bigint NOT NULL,
    asked      bigint NOT NULL,
    ends       bigint NOT NULL,
    form       text NOT NULL,
    language   text NOT NULL,
    wording    text NOT NULL,
    confirmed  bigint
);
CREATE INDEX join_request_of ON join_request (subscriber);
CREATE INDEX join_request_open ON join_request (ends) WHERE confirmed IS NULL;

CREATE TABLE join_wish (
    request bigint NOT NULL REFERENCES join_request (id),
    list    text NOT NULL,
    cadence text NOT NULL,
    depth   text NOT NULL,
    topics  text NOT NULL,
    PRIMARY KEY (request, list)
);

-- proofs of work that were taken: each is good once
CREATE TABLE join_proof (
    challenge text PRIMARY KEY,
    ends      bigint NOT NULL
);
