-- The pictures that briefings show, by where they come from (an http(s) address, or file:SOURCE/PATH), and what we
-- keep of each. state: wanted until it is had, kept, lost when it was tried for too long; stamp: a file's size and time
-- when it was looked at last; hash and what follows are empty until it is kept.
CREATE TABLE picture (
    reference text PRIMARY KEY,
    state     text NOT NULL CHECK (state IN ('wanted', 'kept', 'lost')),
    hash      text NOT NULL,
    type      text NOT NULL,
    width     integer NOT NULL,
    height    integer NOT NULL,
    octets    bigint NOT NULL,
    stamp     text NOT NULL,
    error     text NOT NULL,
    failures  integer NOT NULL,
    next      bigint NOT NULL,
    wanted    bigint NOT NULL
);
CREATE INDEX picture_due ON picture (next) WHERE state = 'wanted';
CREATE INDEX picture_newest ON picture (wanted, reference) WHERE state = 'kept';
