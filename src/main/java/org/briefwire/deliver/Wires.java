package org.briefwire.deliver;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one connection. Angus keeps its socket to itself and never sets TCP_NODELAY, so
 * that a message's last segment waits for a delayed ACK; these factories set it and remember the
 * socket, for writing to it and for cutting it from another thread.
 */
final class Wires {
    /**
     * So many octets have a greeting, the answers to two EHLOs, a handshake and a login. Angus
     * would read a line without an end for as long as there is memory.
     */
    private static final int MOST_UNTIL_OPEN = 256 * 1024;

    private final SSLSocketFactory tls;
    private volatile @Nullable Socket plain;
    private volatile @Nullable Socket top;
    private volatile boolean open;

    Wires(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /** Where the octets of a message go: through TLS when that stands. */
    OutputStream out() throws IOException {
        return connected(top).getOutputStream();
    }

    /** Where its answers come from. */
    InputStream in() throws IOException {
        return connected(top).getInputStream();
    }

    /** The server has shown that it speaks SMTP: whoever reads on has a measure of its own. */
    void opened() {
        open = true;
    }

    /** How long the next octet may take from now on. */
    void await(Duration octet) throws IOException {
        connected(plain).setSoTimeout(Math.toIntExact(octet.toMillis()));
    }

    private static Socket connected(@Nullable Socket socket) throws IOException {
        if (socket == null) {
            throw new IOException("not connected");
        }
        return socket;
    }

    /** Ends the connection under whoever reads or writes; closing TLS politely could block. */
    void cut() {
        var socket = plain;
        if (socket == null) {
            return;
        }
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // nothing is left to end
        }
    }

    private Socket keep(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        plain = socket;
        top = socket;
        return socket;
    }

    SocketFactory plainSockets() {
        return new Plain();
    }

    SSLSocketFactory tlsSockets() {
        return new Tls();
    }

    /** Has an end until the connection is open. Of implicit TLS, a certificate vouches for it. */
    private final class Measured extends Socket {
        private int read;

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    return count(super.read(), 1);
                }

                @Override
                public int read(byte[] octets, int from, int length) throws IOException {
                    var got = super.read(octets, from, length);
                    return count(got, got);
                }
            };
        }

        private int count(int answer, int octets) throws IOException {
            if (!open && octets > 0) {
                read += octets;
                if (read > MOST_UNTIL_OPEN) {
                    throw new IOException(Replies.ENDLESS);
                }
            }
            return answer;
        }
    }

    private final class Plain extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            return keep(new Measured());
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("only unconnected sockets");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException("only unconnected sockets");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("only unconnected sockets");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException("only unconnected sockets");
        }
    }

    private final class Tls extends SSLSocketFactory {
        @Override
        public Socket createSocket(Socket under, String host, int port, boolean autoClose)
                throws IOException {
            keep(under);
            var secured = tls.createSocket(under, host, port, autoClose);
            top = secured;
            return secured;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("only over a connected socket");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException("only over a connected socket");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("only over a connected socket");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException("only over a connected socket");
        }
    }
}
