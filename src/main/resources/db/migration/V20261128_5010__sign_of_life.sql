-- one row: when a sender of this database lived last; before there was this, an outcome was a sign
CREATE TABLE sign_of_life (
    one integer PRIMARY KEY CHECK (one = 1),
    at  bigint NOT NULL
);
INSERT INTO sign_of_life (one, at)
SELECT 1, s.last FROM (SELECT MAX(done) AS last FROM delivery) s WHERE s.last IS NOT NULL;
