package org.briefwire.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A proxy that holds every octet back for a while, in both directions, and none longer. */
final class FarAway implements AutoCloseable {
    private final ServerSocket door;
    private final int port;
    private final long delayNanos;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    FarAway(int port, long delayMillis) throws IOException {
        this.port = port;
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        this.door = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("far-away").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var near = keep(door.accept());
                var far = keep(new Socket(InetAddress.getLoopbackAddress(), port));
                carry(near, far);
                carry(far, near);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private Socket keep(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        open.add(socket);
        return socket;
    }

    private record Parcel(long due, byte[] octets) {}

    private void carry(Socket from, Socket to) {
        var way = new LinkedBlockingQueue<Parcel>();
        Thread.ofPlatform().daemon().start(() -> take(from, way));
        Thread.ofPlatform().daemon().start(() -> bring(way, to));
    }

    private void take(Socket from, LinkedBlockingQueue<Parcel> way) {
        var buffer = new byte[64 * 1024];
        try {
            var in = from.getInputStream();
            for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                way.add(
                        new Parcel(
                                System.nanoTime() + delayNanos,
                                java.util.Arrays.copyOf(buffer, n)));
            }
        } catch (IOException gone) {
            // its end is passed on as an end
        }
        way.add(new Parcel(System.nanoTime() + delayNanos, new byte[0]));
    }

    private static void bring(LinkedBlockingQueue<Parcel> way, Socket to) {
        try (to) {
            var out = to.getOutputStream();
            for (var parcel = way.take(); parcel.octets().length > 0; parcel = way.take()) {
                TimeUnit.NANOSECONDS.sleep(parcel.due() - System.nanoTime());
                out.write(parcel.octets());
            }
        } catch (IOException | InterruptedException gone) {
            // whoever reads there sees the end
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
