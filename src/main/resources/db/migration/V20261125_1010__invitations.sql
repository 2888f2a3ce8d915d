-- Imported people who wait for confirmation are asked, once: the hash of their address stays whatever becomes of them,
-- so that no second import and no undoing asks them again.

CREATE TABLE invite_order (
    id       ${id},
    list     text NOT NULL,   -- '': every list
    import   bigint NOT NULL, -- 0: whoever waits
    per_hour integer NOT NULL,
    position bigint NOT NULL, -- subscriptions up to this id are dealt with
    at       bigint NOT NULL,
    ended    bigint
);
CREATE UNIQUE INDEX invite_order_open ON invite_order (list, import) WHERE ended IS NULL;

CREATE TABLE invitation (
    list         text NOT NULL,
    person       text NOT NULL, -- the hash of the address
    invite_order bigint NOT NULL,
    request      bigint NOT NULL,
    at           bigint NOT NULL,
    posted       bigint,        -- when its mail was kept
    PRIMARY KEY (list, person)
);
CREATE INDEX invitation_of ON invitation (invite_order, at);
CREATE INDEX invitation_unposted ON invitation (request) WHERE posted IS NULL;
