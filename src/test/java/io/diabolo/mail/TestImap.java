package io.diabolo.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An IMAP server that does nothing but ask for XOAUTH2, as Microsoft's and Google's do. */
final class TestImap implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> tokens = new CopyOnWriteArrayList<>();

    TestImap() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> tokens() {
        return tokens;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            say(socket, "* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] ready");
            String line;
            while ((line = in.readLine()) != null) {
                var words = line.split(" ");
                var tag = words[0];
                switch (words.length < 2 ? "" : words[1].toUpperCase(Locale.ROOT)) {
                    case "CAPABILITY" -> {
                        say(socket, "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR");
                        say(socket, tag + " OK");
                    }
                    case "AUTHENTICATE" -> {
                        var token = words.length > 3 ? words[3] : asked(socket, in);
                        say(socket, tag + (isGood(token) ? " OK" : " NO [AUTHENTICATIONFAILED] no"));
                    }
                    case "LIST" -> {
                        say(socket, "* LIST () \"/\" INBOX");
                        say(socket, tag + " OK");
                    }
                    case "LOGOUT" -> {
                        say(socket, "* BYE");
                        say(socket, tag + " OK");
                        return;
                    }
                    default -> say(socket, tag + " OK");
                }
            }
        } catch (IOException _) {
            // The other side went away.
        }
    }

    private static String asked(Socket socket, BufferedReader in) throws IOException {
        say(socket, "+ ");
        return in.readLine();
    }

    private boolean isGood(String token) {
        var text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        tokens.add(text.replace('\u0001', '|'));
        return text.contains("auth=Bearer good-");
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
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
