package org.briefwire.config;

import java.nio.file.Path;
import org.briefwire.testing.Golden;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void thePageTellsWhatTheReaderEnforces() {
        Golden.assertSameAsFile(Path.of("docs/configuration.md"), ConfigurationPage.text());
    }
}
