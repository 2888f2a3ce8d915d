package org.briefwire.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * TLS in front of a server of this machine that knows none; closing it closes what goes through.
 */
public final class TlsTunnel implements AutoCloseable {
    private final ServerSocket door;
    private final int behind;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /** Opens it on a free port, with this key, in front of a port of the loopback. */
    public TlsTunnel(SSLContext key, int behind) throws IOException {
        this.behind = behind;
        this.door =
                key.getServerSocketFactory()
                        .createServerSocket(0, 9, InetAddress.getLoopbackAddress());
        threads.execute(this::open);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** What clients said so far, in clear. */
    public String said() {
        return said.toString(StandardCharsets.ISO_8859_1);
    }

    private void open() {
        try {
            for (var client = door.accept(); ; client = door.accept()) {
                var server = new Socket(InetAddress.getLoopbackAddress(), behind);
                pass(client, server, said);
                pass(server, client, OutputStream.nullOutputStream());
            }
        } catch (IOException closed) {
            return; // by close()
        }
    }

    private void pass(Socket from, Socket to, OutputStream copy) {
        threads.execute(() -> {
            try (from;
                    to) {
                pass(from.getInputStream(), to.getOutputStream(), copy);
            } catch (IOException ended) {
                return; // one of the two hung up, or the handshake failed: that is the story
            }
        });
    }

    private static void pass(InputStream in, OutputStream out, OutputStream copy)
            throws IOException {
        var octets = new byte[8_192];
        for (var count = in.read(octets); count >= 0; count = in.read(octets)) {
            copy.write(octets, 0, count);
            out.write(octets, 0, count);
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
        threads.close();
    }
}
