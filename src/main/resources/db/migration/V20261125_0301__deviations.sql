-- What a subscription gets deviates from its cursor: a release beyond it that went out of turn
-- (rule 11), and one behind it whose edition was cancelled before they had it. taken_by: the wave
-- that made good for it.
CREATE TABLE out_of_turn (
    release      bigint NOT NULL REFERENCES release (seq),
    subscription bigint NOT NULL REFERENCES subscription (id),
    edition      bigint NOT NULL REFERENCES edition (id),
    PRIMARY KEY (release, subscription)
);
CREATE INDEX out_of_turn_edition ON out_of_turn (edition, subscription);
CREATE TABLE owed (
    subscription bigint NOT NULL REFERENCES subscription (id),
    release      bigint NOT NULL REFERENCES release (seq),
    taken_by     bigint,
    PRIMARY KEY (subscription, release)
);

-- a wave's groups by what they chose, where they stand, and how they deviate
CREATE TABLE wave_group_deviating (
    wave      bigint NOT NULL REFERENCES wave (id),
    choice    bigint NOT NULL,
    cursor    bigint NOT NULL,
    deviation text NOT NULL,
    content   bigint REFERENCES content (id),
    PRIMARY KEY (wave, choice, cursor, deviation)
);
INSERT INTO wave_group_deviating (wave, choice, cursor, deviation, content)
SELECT wave, choice, cursor, '', content FROM wave_group;
DROP TABLE wave_group;
ALTER TABLE wave_group_deviating RENAME TO wave_group;
