package io.diabolo.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A line to a server that can be cut: then whoever is connected is thrown out, and nobody gets in. Or it falls silent:
 * everybody gets in, and nothing comes back.
 */
final class CutLine implements AutoCloseable {
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final InetSocketAddress to;
    private final int port;
    private ServerSocket door;
    private volatile boolean silent;

    private CutLine(InetSocketAddress to, ServerSocket door) {
        this.to = to;
        this.door = door;
        this.port = door.getLocalPort();
    }

    static CutLine to(int port) throws IOException {
        var line = new CutLine(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        line.letIn(line.door);
        return line;
    }

    int port() {
        return port;
    }

    void cut() throws IOException {
        door.close();
        for (var socket : open) {
            socket.close();
        }
    }

    void fallSilent() {
        silent = true;
    }

    /** Whoever was on the line meanwhile has given up. */
    void speak() throws IOException {
        for (var socket : open) {
            socket.close();
        }
        silent = false;
    }

    void mend() throws IOException {
        door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        letIn(door);
    }

    private void letIn(ServerSocket by) {
        Thread.ofVirtual().start(() -> {
            while (!by.isClosed()) {
                try {
                    join(by.accept());
                } catch (IOException e) {
                    // cut
                }
            }
        });
    }

    private void join(Socket client) throws IOException {
        var server = new Socket();
        server.connect(to);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> carry(client, server));
        Thread.ofVirtual().start(() -> carry(server, client));
    }

    private void carry(Socket from, Socket into) {
        try (from;
                into) {
            var bytes = new byte[8_192];
            for (int read; (read = from.getInputStream().read(bytes)) >= 0; ) {
                while (silent) {
                    LockSupport.parkNanos(1_000_000);
                    if (from.isClosed() || into.isClosed()) {
                        return;
                    }
                }
                into.getOutputStream().write(bytes, 0, read);
            }
        } catch (IOException e) {
            // cut, or one side hung up
        } finally {
            open.remove(from);
            open.remove(into);
        }
    }

    @Override
    public void close() {
        try {
            cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
