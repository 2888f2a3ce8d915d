package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void aFreshDatabaseHasReleasedNothing(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.empty(kind, folder))) {
            var head =
                    database.read(handle ->
                            handle.createQuery("SELECT seq FROM head").mapTo(long.class).one());
            assertThat(head).isZero();
        }
    }

    @Test
    void noPasswordStandsInWhatIsSaidOfADatabase() {
        var url =
                "jdbc:postgresql://ada:first-secret@127.0.0.1:1/x?user=ada&password=second-secret";

        assertThatThrownBy(() -> Database.open(url))
                .isInstanceOf(StoreException.class)
                .message()
                .contains("ada:****@127.0.0.1", "password=****")
                .doesNotContain("first-secret", "second-secret");
    }
}
