package org.briefwire.dns;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.CommunicationException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.ServiceUnavailableException;
import javax.naming.directory.InitialDirContext;

/**
 * DNS by the JDK's own resolver, which asks over UDP and, when an answer is cut off, over TCP.
 * Looks at the machine's name servers unless it is told others.
 */
public final class JndiDns implements Dns {
    @SuppressWarnings("JdkObsolete") // JNDI wants a Hashtable
    private final Hashtable<String, String> settings = new Hashtable<>();

    private JndiDns(String servers) {
        settings.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        settings.put("java.naming.provider.url", servers);
        settings.put("com.sun.jndi.dns.timeout.initial", "1500");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
    }

    /** The machine's own. */
    public static JndiDns ofMachine() {
        return new JndiDns("dns:");
    }

    /** One name server's, as in '192.0.2.53' or '127.0.0.1:5353'. */
    public static JndiDns at(String server) {
        return new JndiDns("dns://" + server);
    }

    @Override
    public Answer ask(String name, Type type) {
        try {
            return asked(name + ".", type);
        } catch (NameNotFoundException e) {
            return new Answer.None();
        } catch (CommunicationException e) {
            return new Answer.Unknown("no name server answers");
        } catch (ServiceUnavailableException e) {
            return new Answer.Unknown("the name server can't tell (SERVFAIL)");
        } catch (NamingException e) {
            return new Answer.Unknown(String.valueOf(e.getMessage()));
        }
    }

    @SuppressWarnings("BanJNDI") // the DNS provider gives strings and bytes, never objects
    private Answer asked(String name, Type type) throws NamingException {
        var context = new InitialDirContext(settings);
        try {
            var attribute =
                    context.getAttributes(name, new String[] {type.name()}).get(type.name());
            if (attribute == null) {
                return new Answer.None();
            }
            var values = new ArrayList<String>();
            for (var each = attribute.getAll(); each.hasMore(); ) {
                var value = String.valueOf(each.next());
                values.add(type == Type.TXT ? joined(value) : value);
            }
            return values.isEmpty() ? new Answer.None() : new Answer.Found(List.copyOf(values));
        } finally {
            context.close();
        }
    }

    /**
     * The strings of a TXT record as one (RFC 7208 section 3.3). The JDK puts a space between them,
     * and quotes around those that have one of their own.
     */
    static String joined(String strings) {
        var text = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < strings.length(); i++) {
            var letter = strings.charAt(i);
            if (letter == '\\' && quoted && i + 1 < strings.length()) {
                i++;
                text.append(strings.charAt(i));
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter != ' ' || quoted) {
                text.append(letter);
            }
        }
        return text.toString();
    }
}
