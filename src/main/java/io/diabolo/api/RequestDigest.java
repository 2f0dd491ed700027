package io.diabolo.api;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a request asks for, all of it, so that two can be compared. */
final class RequestDigest {
    private RequestDigest() {}

    static boolean isMultipart(HttpServletRequest request) {
        return String.valueOf(request.getContentType()).startsWith("multipart/");
    }

    static String of(HttpServletRequest request) throws IOException, ServletException {
        var sha = sha256();
        add(request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString(), sha);
        if (isMultipart(request)) {
            // Large ones stand in files already; the boundary between them differs each time.
            for (var part : request.getParts()) {
                add(part.getName() + " " + part.getSubmittedFileName() + " " + part.getSize(), sha);
                add(part.getInputStream(), sha);
            }
        } else {
            add(request.getInputStream(), sha);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void add(String line, MessageDigest sha) {
        sha.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void add(InputStream in, MessageDigest sha) throws IOException {
        try (in) {
            var piece = new byte[8192];
            for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
                sha.update(piece, 0, read);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
