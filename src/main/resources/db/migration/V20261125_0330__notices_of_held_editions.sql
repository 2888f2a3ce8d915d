-- what is held is asked for every few seconds, and hardly ever there
CREATE INDEX wave_held ON wave (edition) WHERE outcome = 'held';
-- when was the last notice of a kind?
CREATE INDEX notice_kind ON notice (kind, due);
