package org.briefwire.config;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Mailbox;
import org.briefwire.model.Secret;

/**
 * The whole site.
 *
 * @param url its public address, without a slash at the end
 * @param editors who is told when something waits for a person
 * @param address the postal address in every mail's footer
 * @param language a BCP 47 tag
 * @param secret signs links; made and kept in data/ when absent
 */
public record Publication(
        String title,
        URI url,
        Mailbox sender,
        Mailbox replyTo,
        List<EmailAddress> editors,
        String address,
        ZoneId zone,
        String language,
        Optional<Secret> secret) {
    public Publication {
        editors = List.copyOf(editors);
    }

    /**
     * The absolute address of a page.
     *
     * @param path begins with a slash
     */
    public String at(String path) {
        return url + path;
    }
}
