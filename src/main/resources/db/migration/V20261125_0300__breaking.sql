-- 1: urgent briefings go to this subscription out of turn (rule 11)
ALTER TABLE subscription ADD COLUMN breaking integer NOT NULL DEFAULT 0;
CREATE INDEX subscription_breaking ON subscription (list, id) WHERE breaking = 1;
