package io.diabolo.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small SMTP server that does what a test wants of it: refuse, break off, ask for XOAUTH2. */
final class TestSmtp implements AutoCloseable {
    enum Manner {
        /** Takes everything. */
        KIND,
        /** Knows no address. */
        UNKNOWN_ADDRESS,
        /** Asks to come again. */
        BUSY,
        /** Takes the whole message and goes away without a word. */
        SILENT_AT_THE_END,
        /** Goes away while the message is being written. */
        GONE_IN_THE_MIDDLE
    }

    private final ServerSocket server;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private volatile Manner manner = Manner.KIND;
    private final boolean asksForToken;

    private TestSmtp(int port, boolean asksForToken) throws IOException {
        this.asksForToken = asksForToken;
        this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    static TestSmtp started() {
        return started(0);
    }

    static TestSmtp started(int port) {
        try {
            return new TestSmtp(port, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestSmtp askingForToken() {
        try {
            return new TestSmtp(0, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port at which nobody answers. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    void behave(Manner wanted) {
        manner = wanted;
    }

    /** The messages that it has got whole. */
    List<String> taken() {
        return taken;
    }

    List<String> tokens() {
        return tokens;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (SocketException _) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            say(socket, "220 test ESMTP");
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
            case "EHLO" -> say(socket, "250-test\r\n250 AUTH " + (asksForToken ? "XOAUTH2" : "PLAIN LOGIN"));
            case "AUTH" -> authenticate(socket, line);
            case "RCPT" -> say(socket, recipient());
            case "DATA" -> {
                if (manner == Manner.GONE_IN_THE_MIDDLE) {
                    say(socket, "354 go");
                    in.readLine();
                    return false;
                }
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

    private void authenticate(Socket socket, String line) throws IOException {
        var words = line.split(" ");
        if (asksForToken && words.length == 3 && words[1].equals("XOAUTH2")) {
            var text = new String(Base64.getDecoder().decode(words[2]), StandardCharsets.UTF_8);
            tokens.add(text.replace('\u0001', '|'));
            say(socket, text.contains("auth=Bearer good-") ? "235 ok" : "535 5.7.8 no");
        } else {
            say(socket, asksForToken ? "504 5.5.4 only XOAUTH2" : "235 ok");
        }
    }

    private boolean data(Socket socket, BufferedReader in) throws IOException {
        say(socket, "354 go");
        var message = new StringBuilder();
        String line;
        while ((line = in.readLine()) != null && !line.equals(".")) {
            message.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
        }
        if (line == null) {
            return false;
        }
        taken.add(message.toString());
        if (manner == Manner.SILENT_AT_THE_END) {
            return false;
        }
        say(socket, "250 2.0.0 taken");
        return true;
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
