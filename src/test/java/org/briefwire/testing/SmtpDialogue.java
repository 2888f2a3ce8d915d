package org.briefwire.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** What the SMTP server says and hears on one connection. */
final class SmtpDialogue {
    private final SmtpServerStub server;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean secured;
    private boolean agreed;
    private boolean wentAhead;
    private String login = "";
    private String from = "";
    private final List<String> to = new ArrayList<>();

    SmtpDialogue(SmtpServerStub server, Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** A rule hung up. */
    private static final class HungUp extends IOException {
        private static final long serialVersionUID = 1L;
    }

    void run() throws IOException, InterruptedException {
        if (server.implicitTls()) {
            secure();
        }
        if (!misbehaves(SmtpMoment.GREETING, "")) {
            say("220 stub.example ESMTP");
        }
        while (true) {
            if (in.available() == 0) {
                server.awaits();
            }
            var line = text(readLine());
            if (in.available() > 0) {
                server.hasMore();
            }
            var command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (command) {
                case "EHLO", "HELO" -> greet(line);
                case "STARTTLS" -> startTls();
                case "AUTH" -> authenticate(line);
                case "MAIL" -> mail(line);
                case "RCPT" -> rcpt(line);
                case "DATA" -> data();
                case "RSET" -> {
                    reset();
                    if (!misbehaves(SmtpMoment.RESET, "")) {
                        say("250 2.0.0 reset");
                    }
                }
                case "NOOP" -> say("250 2.0.0 fine");
                case "QUIT" -> {
                    if (!misbehaves(SmtpMoment.QUIT, "")) {
                        say("221 2.0.0 bye");
                    }
                    return;
                }
                default -> say("500 5.5.1 what is '" + command + "'?");
            }
        }
    }

    private void greet(String line) throws IOException, InterruptedException {
        if (misbehaves(SmtpMoment.EHLO, line)) {
            return;
        }
        var lines = new ArrayList<String>();
        lines.add("stub.example");
        server.extensions().stream()
                .filter(extension -> !(secured && extension.equals("STARTTLS")))
                .forEach(lines::add);
        if (!server.users().isEmpty()) {
            lines.add("AUTH PLAIN LOGIN");
        }
        for (var i = 0; i < lines.size(); i++) {
            say("250" + (i == lines.size() - 1 ? " " : "-") + lines.get(i));
        }
    }

    private void startTls() throws IOException, InterruptedException {
        if (!misbehaves(SmtpMoment.STARTTLS, "")) {
            say("220 2.0.0 go ahead");
            secure();
        }
    }

    private void secure() throws IOException {
        SSLContext context = Objects.requireNonNull(server.tls());
        var top =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(
                                        socket,
                                        socket.getInetAddress().getHostAddress(),
                                        socket.getPort(),
                                        true);
        top.setUseClientMode(false);
        top.startHandshake();
        socket = top;
        in = new BufferedInputStream(top.getInputStream());
        out = new BufferedOutputStream(top.getOutputStream());
        secured = true;
    }

    private void authenticate(String line) throws IOException, InterruptedException {
        if (misbehaves(SmtpMoment.AUTH, line)) {
            return;
        }
        var words = line.split(" ", -1);
        String user;
        String password;
        if (words[1].equalsIgnoreCase("PLAIN")) {
            var parts = text(Base64.getDecoder().decode(words[2])).split("\0", -1);
            user = parts[1];
            password = parts[2];
        } else {
            say("334 VXNlcm5hbWU6");
            user = text(Base64.getDecoder().decode(text(readLine())));
            say("334 UGFzc3dvcmQ6");
            password = text(Base64.getDecoder().decode(text(readLine())));
        }
        if (password.equals(server.users().get(user))) {
            login = user;
            say("235 2.7.0 welcome");
        } else {
            say("535 5.7.8 wrong name or password");
        }
    }

    private void mail(String line) throws IOException, InterruptedException {
        if (!server.users().isEmpty() && login.isEmpty()) {
            say("530 5.7.0 log in first");
            return;
        }
        reset();
        from = path(line);
        if (refusesParameters(line) || refuses(SmtpMoment.MAIL, from, "250 2.1.0 sender fine")) {
            from = "";
        }
    }

    private void rcpt(String line) throws IOException, InterruptedException {
        var recipient = path(line);
        if (from.isEmpty()) {
            say("503 5.5.1 MAIL first");
        } else if (!refusesParameters(line)
                && !refuses(SmtpMoment.RCPT, recipient, "250 2.1.5 recipient fine")) {
            to.add(recipient);
        }
    }

    /** Answers; whether that was a refusal. */
    private boolean refuses(SmtpMoment moment, String subject, String fine)
            throws IOException, InterruptedException {
        if (misbehaves(moment, subject)) {
            return !agreed;
        }
        say(fine);
        return false;
    }

    private boolean refusesParameters(String line) throws IOException, InterruptedException {
        server.introduced(line);
        return !line.endsWith(">") && misbehaves(SmtpMoment.PARAMETERS, line);
    }

    private void data() throws IOException, InterruptedException {
        var subject = to.isEmpty() ? "" : to.getFirst();
        if (misbehaves(SmtpMoment.DATA, subject)) {
            if (!wentAhead) {
                return;
            }
        } else if (to.isEmpty()) {
            say("503 5.5.1 RCPT first");
            return;
        } else {
            say("354 end with a dot");
        }
        var message = new ByteArrayOutputStream();
        var first = true;
        for (var line = readOctets(); !ends(line); line = readOctets()) {
            if (first && misbehaves(SmtpMoment.MESSAGE, subject)) {
                return;
            }
            first = false;
            message.write(line, dotted(line), line.length - dotted(line));
        }
        end(subject, message.toByteArray());
    }

    private boolean ends(byte[] line) throws IOException, InterruptedException {
        return text(line).equals(".\r\n")
                && !(in.available() > 0 && misbehaves(SmtpMoment.CROWDED_DOT, ""));
    }

    private static int dotted(byte[] line) {
        return line.length > 0 && line[0] == '.' ? 1 : 0;
    }

    /** A rule that answers something else than 2xx here has not taken the message. */
    private void end(String subject, byte[] message) throws IOException, InterruptedException {
        var security = secured ? ReceivedMail.Security.TLS : ReceivedMail.Security.PLAIN;
        var mail = new ReceivedMail(from, List.copyOf(to), message, security, login);
        reset();
        if (misbehaves(SmtpMoment.END, subject)) {
            return;
        }
        server.keep(mail);
        if (!misbehaves(SmtpMoment.TAKEN, subject)) {
            say("250 2.0.0 taken");
        }
    }

    private void reset() {
        from = "";
        to.clear();
    }

    /** Follows the first rule that fits; true when the answer is given. */
    private boolean misbehaves(SmtpMoment moment, String subject)
            throws IOException, InterruptedException {
        for (var rule : server.rules()) {
            if (rule.fits(moment, subject)) {
                return follow(rule.reaction());
            }
        }
        return false;
    }

    private boolean follow(SmtpRule.Reaction reaction) throws IOException, InterruptedException {
        switch (reaction) {
            case SmtpRule.Reaction.Answer(var octets) -> {
                heed(octets);
                out.write(octets);
                out.flush();
            }
            case SmtpRule.Reaction.AnswerAndClose(var octets) -> {
                out.write(octets);
                out.flush();
                throw new HungUp();
            }
            case SmtpRule.Reaction.Drop() -> throw new HungUp();
            case SmtpRule.Reaction.Wait(var time) -> {
                Thread.sleep(time);
                return false;
            }
            case SmtpRule.Reaction.WaitFor(var word) -> {
                word.await();
                return false;
            }
            case SmtpRule.Reaction.Forget() -> {
                in.skipNBytes(in.available());
                return false;
            }
            case SmtpRule.Reaction.Sip(var gap) -> {
                while (in.read() >= 0 && !socket.isClosed()) {
                    Thread.sleep(gap);
                }
                throw new HungUp();
            }
            case SmtpRule.Reaction.Drip(var octets, var gap) -> {
                heed(octets);
                for (var octet : octets) {
                    out.write(octet);
                    out.flush();
                    Thread.sleep(gap);
                }
            }
        }
        return true;
    }

    private void heed(byte[] answer) {
        agreed = answer.length > 0 && answer[0] == '2';
        wentAhead = text(answer).startsWith("354");
    }

    private void say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private byte[] readLine() throws IOException {
        var octets = readOctets();
        var end = octets.length - 1;
        return Arrays.copyOf(octets, end > 0 && octets[end - 1] == '\r' ? end - 1 : end);
    }

    /** A line as it came, up to its LF. */
    private byte[] readOctets() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            var next = in.read();
            if (next < 0) {
                throw new HungUp();
            }
            line.write(next);
            if (next == '\n') {
                return line.toByteArray();
            }
        }
    }

    private static String path(String line) {
        return line.substring(line.indexOf('<') + 1, line.lastIndexOf('>'));
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
