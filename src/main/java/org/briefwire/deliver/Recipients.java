package org.briefwire.deliver;

import java.util.List;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Glob;

/** Whom a server may send to: smtp.only-to, the guard of a staging installation. */
final class Recipients {
    private final List<Glob> globs;

    Recipients(List<String> globs) {
        this.globs = globs.stream().map(Glob::of).toList();
    }

    boolean allow(EmailAddress address) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(address.wire()));
    }
}
