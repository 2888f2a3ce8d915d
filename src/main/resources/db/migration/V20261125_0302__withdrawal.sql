-- why a briefing was withdrawn; empty for any other release
ALTER TABLE release ADD COLUMN note text NOT NULL DEFAULT '';

-- contents that carry a briefing that was withdrawn: nothing with them is handed over.
-- replacement: the same without it; remade: whether what waited for one was seen to
CREATE TABLE stale_content (
    content     bigint PRIMARY KEY REFERENCES content (id),
    replacement bigint REFERENCES content (id),
    remade      integer NOT NULL DEFAULT 0
);
CREATE INDEX stale_content_open ON stale_content (content) WHERE remade = 0;
