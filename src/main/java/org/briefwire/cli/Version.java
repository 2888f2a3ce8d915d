package org.briefwire.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The program's version, from the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    static String text() {
        return "briefwire "
                + Objects.requireNonNullElse(
                        Version.class.getPackage().getImplementationVersion(), "(not packaged)");
    }
}
