-- Whether a node, or another before it, has looked through what was left (decision 64); programs from before don't say.
ALTER TABLE node ADD COLUMN looked integer NOT NULL DEFAULT 1;

-- How many signs of life there were: fewer than somebody remembers in a database that was put back.
ALTER TABLE sign_of_life ADD COLUMN signs bigint NOT NULL DEFAULT 0;
