package org.briefwire.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.briefwire.model.BriefwireException;

/** The demo's mail server: GreenMail on a free port of this machine, and what has arrived in it. */
final class DemoPost implements AutoCloseable {
    private final GreenMail greenMail;

    private DemoPost(GreenMail greenMail) {
        this.greenMail = greenMail;
    }

    static DemoPost open() {
        var setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        var greenMail = new GreenMail(setup);
        greenMail.start();
        return new DemoPost(greenMail);
    }

    int port() {
        return greenMail.getSmtp().getPort();
    }

    /**
     * A mail as it arrived.
     *
     * @param number from 1, in the order of arrival
     * @param source headers and body, as they came
     */
    record Arrived(
            int number,
            String to,
            String from,
            String subject,
            Optional<Date> sent,
            String html,
            String text,
            String source) {}

    /** What has arrived, in the order of arrival. */
    List<Arrived> arrived() {
        var messages = greenMail.getReceivedMessages();
        var arrived = new ArrayList<Arrived>();
        for (var i = 0; i < messages.length; i++) {
            arrived.add(read(i + 1, messages[i]));
        }
        return arrived;
    }

    private static Arrived read(int number, MimeMessage message) {
        try {
            return new Arrived(
                    number,
                    join(message.getRecipients(Message.RecipientType.TO)),
                    join(message.getFrom()),
                    Objects.requireNonNullElse(message.getSubject(), ""),
                    Optional.ofNullable(message.getSentDate()),
                    part(message, "text/html"),
                    part(message, "text/plain"),
                    source(message));
        } catch (MessagingException | IOException e) {
            throw new BriefwireException("mail %d can't be read back".formatted(number), e);
        }
    }

    private static String join(jakarta.mail.Address... addresses) {
        var names = new ArrayList<String>();
        for (var address : addresses) {
            names.add(
                    address instanceof InternetAddress internet
                            ? named(internet)
                            : address.toString());
        }
        return String.join(", ", names);
    }

    private static String named(InternetAddress address) {
        var name = address.getPersonal();
        return name == null ? address.getAddress() : name + " <" + address.getAddress() + ">";
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof MimeMultipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static String source(MimeMessage message) throws MessagingException, IOException {
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        greenMail.stop();
    }
}
