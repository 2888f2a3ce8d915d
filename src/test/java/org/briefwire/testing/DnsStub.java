package org.briefwire.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server (RFC 1035) on loopback that knows what it was told, and can fail. */
public final class DnsStub implements AutoCloseable {
    private static final int A = 1;
    private static final int MX = 15;
    private static final int TXT = 16;
    private static final int AAAA = 28;
    private static final int NAME_ERROR = 3;

    private final DatagramSocket socket;
    private final Map<String, List<byte[]>> records = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    private DnsStub(DatagramSocket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::serve);
    }

    /** Starts one that knows nothing. */
    public static DnsStub start() {
        try {
            return new DnsStub(
                    new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, as in '127.0.0.1:5353'. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** A TXT record of these strings. */
    public DnsStub txt(String name, String... strings) {
        var data = new ByteArrayOutputStream();
        for (var string : strings) {
            var octets = string.getBytes(StandardCharsets.ISO_8859_1);
            data.write(octets.length);
            data.writeBytes(octets);
        }
        return add(name, TXT, data.toByteArray());
    }

    /** An MX record. */
    public DnsStub mx(String name, int preference, String host) {
        var data = new ByteArrayOutputStream();
        data.write(preference >> 8);
        data.write(preference);
        data.writeBytes(wire(host));
        return add(name, MX, data.toByteArray());
    }

    /** An A or AAAA record. */
    public DnsStub address(String name, String literal) {
        var octets = InetAddress.ofLiteral(literal).getAddress();
        return add(name, octets.length == 4 ? A : AAAA, octets);
    }

    /** From now on the name gets that response code (2: SERVFAIL). */
    public DnsStub fails(String name, int code) {
        failures.put(name.toLowerCase(Locale.ROOT), code);
        return this;
    }

    private DnsStub add(String name, int type, byte[] data) {
        records.computeIfAbsent(key(name, type), _ -> new CopyOnWriteArrayList<>()).add(data);
        return this;
    }

    private static String key(String name, int type) {
        return type + " " + name.toLowerCase(Locale.ROOT);
    }

    private void serve() {
        var buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                var answer = answer(buffer);
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        var at = 12;
        var name = new StringBuilder();
        while (question[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(
                            new String(
                                    question, at + 1, question[at], StandardCharsets.ISO_8859_1));
            at += question[at] + 1;
        }
        var type = (question[at + 1] << 8) + question[at + 2];
        var found = records.getOrDefault(key(name.toString(), type), List.of());
        var known =
                records.keySet().stream()
                        .anyMatch(key ->
                                key.endsWith(" " + name.toString().toLowerCase(Locale.ROOT)));
        var code =
                failures.getOrDefault(
                        name.toString().toLowerCase(Locale.ROOT), known ? 0 : NAME_ERROR);
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(0x8580 + code);
        out.writeShort(1);
        out.writeShort(code == 0 ? found.size() : 0);
        out.writeInt(0);
        out.write(question, 12, at + 5 - 12);
        for (var data : code == 0 ? found : List.<byte[]>of()) {
            out.writeShort(0xc00c);
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(data.length);
            out.write(data);
        }
        return bytes.toByteArray();
    }

    private static byte[] wire(String name) {
        var out = new ByteArrayOutputStream();
        for (var label : name.split("\\.", -1)) {
            if (!label.isEmpty()) {
                out.write(label.length());
                out.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        out.write(0);
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
