-- Twenty-four shards instead of sixteen: 1, 2, 3, 4, 6 and 8 nodes get the same each (decision 60).

DROP INDEX delivery_due;
CREATE INDEX delivery_due ON delivery ((subscription % 24), pool, due, edition, subscription)
    WHERE state IN ('pending', 'deferred');
