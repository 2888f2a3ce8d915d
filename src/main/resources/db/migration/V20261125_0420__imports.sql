-- An import's place in its file is kept together with its rows, so that it goes on where a kill ended it;
-- what it changed is kept as it was, so that it can be undone.

CREATE TABLE import (
    id      ${id},
    file    text NOT NULL,
    hash    text NOT NULL, -- of the file's bytes
    manner  text NOT NULL, -- list and state that were ordered
    state   text NOT NULL CHECK (state IN ('running', 'done', 'undone')),
    through bigint NOT NULL, -- rows of the file that are dealt with
    after   bigint NOT NULL, -- its events have higher ids
    at      bigint NOT NULL,
    done    bigint
);
CREATE UNIQUE INDEX import_running ON import (hash, manner) WHERE state = 'running';

CREATE TABLE import_before (
    import       bigint NOT NULL REFERENCES import (id),
    subscription bigint NOT NULL REFERENCES subscription (id),
    state        text NOT NULL,
    cadence      text NOT NULL,
    choice       bigint NOT NULL,
    PRIMARY KEY (import, subscription)
);
CREATE INDEX import_before_of ON import_before (subscription);

-- restored only where what the import set still stands
CREATE TABLE import_person_before (
    import       bigint NOT NULL REFERENCES import (id),
    subscriber   bigint NOT NULL REFERENCES subscriber (id),
    name         text NOT NULL,
    language     text NOT NULL,
    zone         text NOT NULL,
    new_name     text NOT NULL,
    new_language text NOT NULL,
    new_zone     text NOT NULL,
    PRIMARY KEY (import, subscriber)
);
CREATE INDEX import_person_before_of ON import_person_before (subscriber);
