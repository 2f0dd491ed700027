package io.diabolo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What a browser keeps open to be told of changes.
 *
 * @param status the answer's first line
 */
record Stream(Socket socket, BufferedReader lines, String status) {
    static Stream open(URI base, String cookie, String topic) throws IOException {
        var socket = new Socket(base.getHost(), base.getPort());
        socket.getOutputStream()
                .write(("GET /live?topics=" + topic + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nCookie: "
                                + cookie + "\r\nAccept: text/event-stream\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        return new Stream(socket, lines, String.valueOf(lines.readLine()));
    }

    boolean isOpen() {
        return status.contains(" 200");
    }
}
