package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalDataTest {
    /** Tables that erasing knows of in a way of its own. */
    private static final Set<String> OTHERS =
            Set.of(
                    "subscriber",
                    "notice",
                    "suppression",
                    "suppression_event",
                    "soft_score",
                    "bounce_recipient",
                    "join_request");

    @TempDir Path folder;

    /** A new table that holds something of a person must be erased too. */
    @Test
    void erasingKnowsEveryTableThatHoldsSomethingOfAPerson() {
        var url = TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder);
        try (var database = Database.open(url)) {
            var personal =
                    database.read(handle ->
                            handle.createQuery(
                                            """
                                            SELECT DISTINCT m.name FROM sqlite_master m
                                            JOIN pragma_table_info(m.name) c
                                            WHERE m.type = 'table' AND c.name IN (
                                                'subscription', 'subscriber', 'address', 'key_hash')
                                            """)
                                    .mapTo(String.class)
                                    .set());
            var known = new TreeSet<>(OTHERS);
            known.addAll(PersonalData.OF_A_SUBSCRIPTION);
            known.addAll(PersonalData.OF_A_SUBSCRIBER);
            assertThat(personal).isEqualTo(known);
        }
    }
}
