package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void aFreshDatabaseHasReleasedNothing(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var head =
                    database.read(handle ->
                            handle.createQuery("SELECT seq FROM head").mapTo(long.class).one());
            assertThat(head).isZero();
        }
    }
}
