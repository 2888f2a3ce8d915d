package org.briefwire.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A way to a server of this machine on which connections can die without a word, as when a machine
 * on the way loses its power: octets are swallowed from then on, and neither end is told. New
 * connections are as good as ever.
 */
public final class FadingRoute implements AutoCloseable {
    private final ServerSocket door;
    private final int behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile AtomicBoolean dead = new AtomicBoolean();

    /** Opens it on a free port in front of a port of the loopback. */
    public FadingRoute(int behind) {
        this.behind = behind;
        try {
            this.door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("fading-route").start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Every connection that there is now is dead. */
    public void fade() {
        var before = dead;
        dead = new AtomicBoolean();
        before.set(true);
    }

    private void accept() {
        try {
            for (var near = door.accept(); ; near = door.accept()) {
                var far = new Socket(InetAddress.getLoopbackAddress(), behind);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                open.add(near);
                open.add(far);
                carry(near, far, dead);
                carry(far, near, dead);
            }
        } catch (IOException closed) {
            return; // by close()
        }
    }

    private void carry(Socket from, Socket to, AtomicBoolean dead) {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    var octets = new byte[16 * 1024];
                    try {
                        var in = from.getInputStream();
                        var out = to.getOutputStream();
                        for (var count = in.read(octets); count >= 0; count = in.read(octets)) {
                            if (!dead.get()) {
                                out.write(octets, 0, count);
                            }
                        }
                    } catch (IOException gone) {
                        // an end that is passed on, or is not, like any other
                    }
                    if (!dead.get()) {
                        end(to);
                    }
                });
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // that is what was wanted
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(FadingRoute::end);
    }
}
