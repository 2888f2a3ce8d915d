-- a change of address that waits for its confirmation at the new one
CREATE TABLE address_change (
    id         ${id},
    subscriber bigint NOT NULL REFERENCES subscriber (id),
    address    text NOT NULL,
    at         bigint NOT NULL
);
CREATE INDEX address_change_of ON address_change (subscriber, at);
