-- The whole schema's start: docs/architecture.md tells what each table is for.
-- Instants are bigint milliseconds since 1970. Loads on SQLite and PostgreSQL alike.

CREATE TABLE head (
    one integer PRIMARY KEY CHECK (one = 1),
    seq bigint NOT NULL
);
INSERT INTO head (one, seq) VALUES (1, 0);

CREATE TABLE briefing (
    id        ${id},
    slug      text NOT NULL UNIQUE,
    tag_uri   text NOT NULL UNIQUE,
    state     text NOT NULL CHECK (state IN ('waiting', 'released', 'withdrawn')),
    revision  integer NOT NULL,
    link      text NOT NULL,
    published bigint NOT NULL,
    embargo   bigint,
    urgent    integer NOT NULL DEFAULT 0,
    quiet     integer NOT NULL DEFAULT 0,
    source    text NOT NULL,
    created   bigint NOT NULL
);
CREATE INDEX briefing_waiting ON briefing (embargo) WHERE state = 'waiting';
CREATE INDEX briefing_newest ON briefing (published, id) WHERE state = 'released';

CREATE TABLE origin (
    source   text NOT NULL,
    key      text NOT NULL,
    briefing bigint NOT NULL REFERENCES briefing (id),
    hash     text NOT NULL,
    seen     bigint NOT NULL,
    PRIMARY KEY (source, key)
);
CREATE INDEX origin_briefing ON origin (briefing);
CREATE INDEX origin_hash ON origin (source, hash);

CREATE TABLE revision (
    briefing bigint NOT NULL REFERENCES briefing (id),
    revision integer NOT NULL,
    body     text NOT NULL,
    hash     text NOT NULL,
    note     text NOT NULL,
    at       bigint NOT NULL,
    PRIMARY KEY (briefing, revision)
);

CREATE TABLE briefing_topic (
    topic    text NOT NULL,
    briefing bigint NOT NULL REFERENCES briefing (id),
    position integer NOT NULL,
    PRIMARY KEY (topic, briefing)
);
CREATE INDEX briefing_topic_of ON briefing_topic (briefing);

CREATE TABLE release (
    seq      bigint PRIMARY KEY,
    briefing bigint NOT NULL REFERENCES briefing (id),
    revision integer NOT NULL,
    kind     text NOT NULL CHECK (kind IN ('new', 'correction', 'withdrawal')),
    quiet    integer NOT NULL,
    urgent   integer NOT NULL,
    at       bigint NOT NULL
);
CREATE INDEX release_briefing ON release (briefing, seq);

-- zone: empty for the publication's; language: empty for each list's;
-- key_hash: the SHA-256 of address_key, what suppression knows of an address
CREATE TABLE subscriber (
    id          ${id},
    address     text NOT NULL,
    address_key text NOT NULL UNIQUE,
    key_hash    text NOT NULL,
    name        text NOT NULL,
    language    text NOT NULL,
    zone        text NOT NULL,
    created     bigint NOT NULL
);

-- depth, topics ('*' or ids parted by spaces) and language: what makes two contents differ
CREATE TABLE choice (
    id       ${id},
    depth    text NOT NULL CHECK (depth IN ('headlines', 'essentials', 'full')),
    topics   text NOT NULL,
    language text NOT NULL,
    UNIQUE (depth, topics, language)
);

CREATE TABLE subscription (
    id           ${id},
    list         text NOT NULL,
    subscriber   bigint NOT NULL REFERENCES subscriber (id),
    state        text NOT NULL CHECK (state IN ('pending', 'active', 'unsubscribed')),
    cadence      text NOT NULL,
    choice       bigint NOT NULL REFERENCES choice (id),
    cursor       bigint NOT NULL,
    prev         bigint NOT NULL,
    moved_by     bigint, -- the wave that moved the cursor last
    since        bigint NOT NULL DEFAULT 0,
    paused_until bigint,
    UNIQUE (list, subscriber)
);
CREATE INDEX subscription_due ON subscription (list, cadence, state, id);
CREATE INDEX subscription_of ON subscription (subscriber);

-- consent, choices, leaving: only added to
CREATE TABLE subscription_event (
    id           ${id},
    subscription bigint NOT NULL REFERENCES subscription (id),
    at           bigint NOT NULL,
    kind         text NOT NULL,
    evidence     text NOT NULL,
    import       text
);
CREATE INDEX subscription_event_of ON subscription_event (subscription, at);

CREATE TABLE suppression (
    key_hash text PRIMARY KEY,
    reason   text NOT NULL,
    at       bigint NOT NULL,
    evidence text NOT NULL
);

-- when a list and its cadence were first seen in the config, and the list's last edition number
CREATE TABLE list_state (
    list   text PRIMARY KEY,
    seen   bigint NOT NULL,
    number bigint NOT NULL
);
CREATE TABLE cadence_state (
    list    text NOT NULL,
    cadence text NOT NULL,
    seen    bigint NOT NULL,
    head    bigint NOT NULL,
    PRIMARY KEY (list, cadence)
);

CREATE TABLE edition (
    id        ${id},
    list      text NOT NULL,
    cadence   text NOT NULL,
    slot      text NOT NULL,
    number    bigint,
    state     text NOT NULL
              CHECK (state IN ('open', 'held', 'sealed', 'done', 'replaced', 'cancelled', 'skipped')),
    subject   text NOT NULL,
    preheader text NOT NULL,
    canonical bigint,
    made      bigint NOT NULL,
    findings  text NOT NULL DEFAULT '',
    approved  bigint, -- when a person let it go out
    paused    bigint, -- since when its deliveries wait
    UNIQUE (list, cadence, slot),
    UNIQUE (list, number)
);
CREATE INDEX edition_unfinished ON edition (state, id) WHERE state IN ('open', 'held', 'sealed');

CREATE TABLE wave (
    id           ${id},
    edition      bigint NOT NULL REFERENCES edition (id),
    zone         text NOT NULL,
    due          bigint NOT NULL,
    after        bigint NOT NULL,
    cutoff       bigint NOT NULL,
    outcome      text NOT NULL CHECK (outcome IN ('open', 'held', 'made', 'skipped', 'missed', 'replaced', 'cancelled')),
    made_through bigint NOT NULL,
    UNIQUE (edition, zone)
);
CREATE INDEX wave_open ON wave (id) WHERE outcome = 'open';

CREATE TABLE edition_pick (
    edition  bigint NOT NULL REFERENCES edition (id),
    briefing bigint NOT NULL REFERENCES briefing (id),
    position integer NOT NULL,
    left_out integer NOT NULL,
    PRIMARY KEY (edition, briefing)
);

CREATE TABLE content (
    id       ${id},
    edition  bigint NOT NULL REFERENCES edition (id),
    key      text NOT NULL,
    language text NOT NULL,
    depth    text NOT NULL,
    subject  text NOT NULL,
    size     bigint NOT NULL,
    mime     ${bytes} NOT NULL,
    UNIQUE (edition, key)
);

CREATE TABLE content_item (
    content  bigint NOT NULL REFERENCES content (id),
    position integer NOT NULL,
    briefing bigint NOT NULL REFERENCES briefing (id),
    revision integer NOT NULL,
    kind     text NOT NULL,
    PRIMARY KEY (content, position)
);
CREATE INDEX content_item_briefing ON content_item (briefing, content);

-- which content those with this choice and this cursor get in a wave; none: nothing matched
CREATE TABLE wave_group (
    wave    bigint NOT NULL REFERENCES wave (id),
    choice  bigint NOT NULL,
    cursor  bigint NOT NULL,
    content bigint REFERENCES content (id),
    PRIMARY KEY (wave, choice, cursor)
);

-- pool: 0 is claimed; 1 waits because its edition is paused
-- first_due: kept when a deferral moves due, so that giving up counts from the wave
CREATE TABLE delivery (
    edition      bigint NOT NULL REFERENCES edition (id),
    subscription bigint NOT NULL REFERENCES subscription (id),
    content      bigint NOT NULL REFERENCES content (id),
    due          bigint NOT NULL,
    first_due    bigint,
    from_seq     bigint NOT NULL,
    state        text NOT NULL
                 CHECK (state IN ('pending', 'sending', 'sent', 'deferred', 'failed', 'cancelled')),
    doubt        integer NOT NULL DEFAULT 0,
    pool         integer NOT NULL DEFAULT 0,
    attempts     integer NOT NULL DEFAULT 0,
    owner        bigint,
    server       text NOT NULL DEFAULT '',
    reply        text NOT NULL DEFAULT '',
    done         bigint,
    PRIMARY KEY (edition, subscription)
);
CREATE INDEX delivery_due ON delivery (pool, due, edition, subscription)
    WHERE state IN ('pending', 'deferred');
CREATE INDEX delivery_sending ON delivery (owner) WHERE state = 'sending';
CREATE INDEX delivery_of ON delivery (subscription, edition);
CREATE INDEX delivery_content ON delivery (content);

CREATE TABLE notice (
    id       ${id},
    kind     text NOT NULL,
    dedupe   text NOT NULL UNIQUE,
    address  text NOT NULL,
    mime     ${bytes} NOT NULL,
    state    text NOT NULL,
    due      bigint NOT NULL,
    first_due bigint,
    attempts integer NOT NULL DEFAULT 0,
    owner    bigint,
    reply    text NOT NULL DEFAULT '',
    done     bigint
);
CREATE INDEX notice_due ON notice (due, id) WHERE state IN ('pending', 'deferred');

CREATE TABLE bounce (
    id           ${id},
    at           bigint NOT NULL,
    raw          ${bytes} NOT NULL,
    kind         text NOT NULL,
    edition      bigint,
    subscription bigint,
    status       text NOT NULL,
    category     text NOT NULL,
    hard         integer NOT NULL,
    rule         text NOT NULL
);

CREATE TABLE source (
    id       text PRIMARY KEY,
    url      text NOT NULL,
    etag     text NOT NULL,
    modified text NOT NULL,
    next     bigint NOT NULL,
    first    bigint,
    last     bigint,
    failures integer NOT NULL,
    error    text NOT NULL
);

CREATE TABLE rejected (
    source text NOT NULL,
    key    text NOT NULL,
    reason text NOT NULL,
    line   integer NOT NULL,
    hash   text NOT NULL,
    at     bigint NOT NULL,
    PRIMARY KEY (source, key)
);

-- one row a process that sends: its claims die with its lock
CREATE TABLE node (
    id    ${id},
    epoch bigint NOT NULL,
    beat  bigint NOT NULL
);
