package io.diabolo.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A small SMTP server that does what a test wants of it: refuse, break off, hold on, ask for XOAUTH2 or STARTTLS. */
public final class TestSmtp implements AutoCloseable {
    /** What it does with a message. */
    public enum Manner {
        /** Takes everything. */
        KIND,
        /** Knows no address. */
        UNKNOWN_ADDRESS,
        /** Asks to come again. */
        BUSY,
        /** Takes the whole message and goes away without a word. */
        SILENT_AT_THE_END,
        /** Goes away while the message is being written. */
        GONE_IN_THE_MIDDLE,
        /** Stops reading while the message is being written, and stays. */
        WAITS_IN_THE_MIDDLE,
        /** Takes the whole message and doesn't answer, but stays. */
        WAITS_AT_THE_END
    }

    private final ServerSocket server;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<String> signedIn = new CopyOnWriteArrayList<>();
    private final Queue<Manner> next = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Manner manner = Manner.KIND;
    private volatile boolean waiting;
    private final boolean asksForToken;
    private final @Nullable SSLContext tls;

    private TestSmtp(int port, boolean asksForToken, @Nullable SSLContext tls) throws IOException {
        this.asksForToken = asksForToken;
        this.tls = tls;
        this.server = new ServerSocket();
        // So little that a message of some size can't be on its way while nobody reads it.
        this.server.setReceiveBufferSize(16_384);
        this.server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        Thread.ofVirtual().start(this::serve);
    }

    /** On any free port. */
    public static TestSmtp started() {
        return started(0);
    }

    /** Lets nobody sign in before the line is encrypted. */
    static TestSmtp withStartTls(SSLContext tls) {
        try {
            return new TestSmtp(0, false, tls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On this port. */
    public static TestSmtp started(int port) {
        try {
            return new TestSmtp(port, false, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestSmtp askingForToken() {
        try {
            return new TestSmtp(0, true, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port at which nobody answers. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    void behave(Manner wanted) {
        manner = wanted;
    }

    /** With the next messages, one after the other; with those behind them as before. */
    public void behaveWithNext(Manner... wanted) {
        waiting = false;
        next.addAll(List.of(wanted));
    }

    /** Whether it has come to a message with which it waits. */
    public boolean isWaiting() {
        return waiting;
    }

    /** The messages that it has got whole. */
    public List<String> taken() {
        return taken;
    }

    List<String> tokens() {
        return tokens;
    }

    /** How each sign-in was asked for. */
    List<String> signedIn() {
        return signedIn;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket, true));
            } catch (SocketException _) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void talk(Socket socket, boolean greets) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            if (greets) {
                say(socket, "220 test ESMTP");
            }
            String line;
            while ((line = in.readLine()) != null) {
                if (!answer(socket, in, line)) {
                    return;
                }
            }
        } catch (IOException _) {
            // The other side went away: what a test does on purpose.
        }
    }

    /** False: the line is cut. */
    private boolean answer(Socket socket, BufferedReader in, String line) throws IOException {
        var verb = line.split("[ :]")[0].toUpperCase(java.util.Locale.ROOT);
        switch (verb) {
            case "EHLO" -> say(socket, "250-test\r\n250 " + offers(socket));
            case "STARTTLS" -> {
                encrypt(socket);
                return false;
            }
            case "AUTH" -> authenticate(socket, in, line);
            case "RCPT" -> say(socket, recipient());
            case "DATA" -> {
                return data(socket, in);
            }
            case "QUIT" -> {
                say(socket, "221 bye");
                return false;
            }
            default -> say(socket, "250 ok");
        }
        return true;
    }

    private String recipient() {
        return switch (manner) {
            case UNKNOWN_ADDRESS -> "550 5.1.1 no such user here";
            case BUSY -> "451 4.7.1 come again later";
            default -> "250 ok";
        };
    }

    private String offers(Socket socket) {
        if (tls != null && !(socket instanceof SSLSocket)) {
            return "STARTTLS";
        }
        return "AUTH " + (asksForToken ? "XOAUTH2" : "PLAIN LOGIN");
    }

    private void encrypt(Socket socket) throws IOException {
        say(socket, "220 go ahead");
        var encrypted = (SSLSocket)
                Objects.requireNonNull(tls).getSocketFactory().createSocket(socket, (InputStream) null, true);
        encrypted.setUseClientMode(false);
        talk(encrypted, false);
    }

    private void authenticate(Socket socket, BufferedReader in, String line) throws IOException {
        if (tls != null && !(socket instanceof SSLSocket)) {
            say(socket, "530 5.7.0 STARTTLS first");
            return;
        }
        var words = line.split(" ");
        signedIn.add(words[1]);
        if (asksForToken && words.length == 3 && words[1].equals("XOAUTH2")) {
            var text = new String(Base64.getDecoder().decode(words[2]), StandardCharsets.UTF_8);
            tokens.add(text.replace('\u0001', '|'));
            if (text.contains("auth=Bearer good-")) {
                say(socket, "235 ok");
            } else {
                // As Google and Microsoft do: first what is wrong, and the refusal after an empty line.
                say(
                        socket,
                        "334 "
                                + Base64.getEncoder()
                                        .encodeToString("{\"status\":\"401\"}".getBytes(StandardCharsets.UTF_8)));
                in.readLine();
                say(socket, "535 5.7.8 no");
            }
        } else {
            say(socket, asksForToken ? "504 5.5.4 only XOAUTH2" : "235 ok");
        }
    }

    private boolean data(Socket socket, BufferedReader in) throws IOException {
        var scripted = next.poll();
        var now = scripted == null ? manner : scripted;
        say(socket, "354 go");
        if (now == Manner.GONE_IN_THE_MIDDLE || now == Manner.WAITS_IN_THE_MIDDLE) {
            in.readLine();
            return now == Manner.WAITS_IN_THE_MIDDLE && hold();
        }
        var message = new StringBuilder();
        String line;
        while ((line = in.readLine()) != null && !line.equals(".")) {
            message.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
        }
        if (line == null) {
            return false;
        }
        taken.add(message.toString());
        if (now == Manner.SILENT_AT_THE_END || now == Manner.WAITS_AT_THE_END) {
            return now == Manner.WAITS_AT_THE_END && hold();
        }
        say(socket, "250 2.0.0 taken");
        return true;
    }

    /** Until the test is over. */
    private boolean hold() {
        waiting = true;
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
