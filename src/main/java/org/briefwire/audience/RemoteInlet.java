package org.briefwire.audience;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.briefwire.config.BounceMailbox;
import org.briefwire.config.SmtpServer.Tls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mailbox over IMAP or POP3. A mail is fetched without being marked, kept, and only then marked
 * as seen or deleted; POP3 deletes when the connection is closed in good order.
 */
public final class RemoteInlet implements Inlet {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteInlet.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST = 500;

    private final BounceMailbox mailbox;
    private final Taker taker;
    private final SocketFactory secured;

    public RemoteInlet(BounceMailbox mailbox, Taker taker) {
        this(mailbox, taker, SSLSocketFactory.getDefault());
    }

    /** One that trusts whom this factory trusts. */
    RemoteInlet(BounceMailbox mailbox, Taker taker, SocketFactory secured) {
        this.mailbox = mailbox;
        this.taker = taker;
        this.secured = secured;
    }

    @Override
    public int look() {
        try (var store = connect()) {
            var folder = store.getFolder(mailbox.folder());
            if (!folder.exists()) {
                LOG.error(
                        "the mailbox of bounces has no folder '{}'; bounces.mailbox.folder names it",
                        mailbox.folder());
                return 0;
            }
            folder.open(Folder.READ_WRITE);
            try {
                return takeAll(unread(folder));
            } finally {
                folder.close(true);
            }
        } catch (MessagingException e) {
            LOG.warn(
                    "the mailbox of bounces, {} at {}:{}: {}; it is tried again",
                    mailbox.user(),
                    mailbox.host(),
                    mailbox.port(),
                    e.getMessage());
            return 0;
        }
    }

    private Store connect() throws MessagingException {
        var session = Session.getInstance(properties());
        var store = session.getStore(protocol());
        store.connect(mailbox.host(), mailbox.port(), mailbox.user(), mailbox.password().reveal());
        return store;
    }

    private String protocol() {
        var plain =
                switch (mailbox.protocol()) {
                    case IMAP -> "imap";
                    case POP3 -> "pop3";
                };
        return mailbox.tls() == Tls.IMPLICIT ? plain + "s" : plain;
    }

    private Properties properties() {
        var properties = new Properties();
        var prefix = "mail." + protocol() + ".";
        var patience = Long.toString(PATIENCE.toMillis());
        properties.put(prefix + "connectiontimeout", patience);
        properties.put(prefix + "timeout", patience);
        properties.put(prefix + "writetimeout", patience);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "ssl.socketFactory", secured);
        if (mailbox.tls() == Tls.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        // reading a mail must not mark it, and a large one must not fill the memory
        properties.put(prefix + "peek", "true");
        properties.put(prefix + "filecache.enable", "true");
        return properties;
    }

    private List<Message> unread(Folder folder) throws MessagingException {
        var messages =
                switch (mailbox.protocol()) {
                    case IMAP ->
                            folder.search(
                                    new AndTerm(
                                            new FlagTerm(new Flags(Flags.Flag.SEEN), false),
                                            new FlagTerm(new Flags(Flags.Flag.DELETED), false)));
                    case POP3 -> folder.getMessages();
                };
        return Arrays.stream(messages).limit(MOST).toList();
    }

    private int takeAll(List<Message> messages) throws MessagingException {
        var taken = 0;
        for (var message : messages) {
            byte[] raw;
            try {
                raw = raw(message);
            } catch (MessagingException | IOException e) {
                LOG.warn(
                        "mail {} in the mailbox of bounces can't be read: {}; it stays there",
                        message.getMessageNumber(),
                        e.getMessage());
                continue;
            }
            taker.take(raw, "mailbox");
            message.setFlag(
                    switch (mailbox.taken()) {
                        case SEEN -> Flags.Flag.SEEN;
                        case DELETED -> Flags.Flag.DELETED;
                    },
                    true);
            taken++;
        }
        return taken;
    }

    private static byte[] raw(Message message) throws MessagingException, IOException {
        var start = new MailStart();
        message.writeTo(start);
        return start.bytes();
    }
}
