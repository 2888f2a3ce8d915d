-- why an edition was paused by Briefwire itself; empty: by a person, or found half-sent
ALTER TABLE edition ADD COLUMN paused_because text NOT NULL DEFAULT '';
