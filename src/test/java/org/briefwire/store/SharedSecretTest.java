package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedSecretTest {
    @TempDir Path folder;

    @Test
    void theFirstNodesSecretIsEverybodysOnPostgresql() {
        try (var database =
                Database.open(TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder))) {
            assertThat(new SharedSecret(database).agree("the first one's"))
                    .isEqualTo("the first one's");
            assertThat(new SharedSecret(database).agree("another")).isEqualTo("the first one's");
        }
    }

    @Test
    void onSqliteEachInstallationHasItsOwn() {
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder))) {
            assertThat(new SharedSecret(database).agree("mine")).isEqualTo("mine");
        }
    }
}
