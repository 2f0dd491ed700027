package io.diabolo.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An IMAP server that does nothing but ask for XOAUTH2, as Microsoft's and Google's do, or for STARTTLS. */
final class TestImap implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final @Nullable SSLContext tls;

    TestImap() {
        this(null);
    }

    /** @param tls with which the line is to be encrypted before anybody signs in; null: it isn't */
    TestImap(@Nullable SSLContext tls) {
        this.tls = tls;
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

    /** What was asked of it, and whether the line was encrypted then: {@code LOGIN tls}. */
    List<String> said() {
        return said;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket, true));
            } catch (IOException _) {
                return;
            }
        }
    }

    private String offers(Socket socket) {
        if (tls == null) {
            return "IMAP4rev1 AUTH=XOAUTH2 SASL-IR";
        }
        return socket instanceof SSLSocket ? "IMAP4rev1" : "IMAP4rev1 STARTTLS LOGINDISABLED";
    }

    private void encrypt(Socket socket, String tag) throws IOException {
        say(socket, tag + " OK go ahead");
        var encrypted = (SSLSocket)
                Objects.requireNonNull(tls).getSocketFactory().createSocket(socket, (InputStream) null, true);
        encrypted.setUseClientMode(false);
        talk(encrypted, false);
    }

    private void talk(Socket socket, boolean greets) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            if (greets) {
                say(socket, "* OK [CAPABILITY " + offers(socket) + "] ready");
            }
            String line;
            while ((line = in.readLine()) != null) {
                var words = line.split(" ");
                var tag = words[0];
                var verb = words.length < 2 ? "" : words[1].toUpperCase(Locale.ROOT);
                said.add(verb + (socket instanceof SSLSocket ? " tls" : " plain"));
                switch (verb) {
                    case "CAPABILITY" -> {
                        say(socket, "* CAPABILITY " + offers(socket));
                        say(socket, tag + " OK");
                    }
                    case "STARTTLS" -> {
                        encrypt(socket, tag);
                        return;
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
