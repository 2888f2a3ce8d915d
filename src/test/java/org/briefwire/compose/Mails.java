package org.briefwire.compose;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/** A filled mail as a second implementation, Jakarta Mail, reads it. */
record Mails(MimeMessage message, MimeMultipart parts) {
    static Mails read(ComposedContent content, Map<Blank, String> values) {
        return read(content.stencil().fill(values));
    }

    static Mails read(byte[] bytes) {
        try {
            var message = new MimeMessage(null, new ByteArrayInputStream(bytes));
            return new Mails(message, (MimeMultipart) message.getContent());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String header(String name) {
        try {
            return String.join("|", message.getHeader(name));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    String text() {
        return part(0);
    }

    String html() {
        return part(1);
    }

    private String part(int number) {
        try {
            return ((String) parts.getBodyPart(number).getContent()).replace("\r\n", "\n");
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
