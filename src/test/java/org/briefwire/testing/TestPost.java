package org.briefwire.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A mail server that is not ours (GreenMail), on a free port of this machine. */
public final class TestPost implements AutoCloseable {
    private final GreenMail greenMail = new GreenMail(ServerSetup.SMTP.dynamicPort());

    private TestPost() {}

    /** Starts to take mail for anybody. */
    public static TestPost open() {
        var post = new TestPost();
        post.greenMail.start();
        return post;
    }

    public int port() {
        return greenMail.getSmtp().getPort();
    }

    /** What came for an address so far, as it came. */
    public List<ReceivedMail> mailsTo(String address) {
        var mails = new ArrayList<ReceivedMail>();
        try {
            for (var message : greenMail.getReceivedMessagesForDomain(address)) {
                mails.add(
                        new ReceivedMail(
                                "",
                                List.of(address),
                                bytes(message),
                                ReceivedMail.Security.PLAIN,
                                ""));
            }
        } catch (MessagingException | IOException e) {
            throw new UncheckedIOException(new IOException(e));
        }
        return mails;
    }

    private static byte[] bytes(MimeMessage message) throws MessagingException, IOException {
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        greenMail.stop();
    }
}
