package io.diabolo.offers;

import io.diabolo.platform.Files;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** A file of a quote as it is handed out: to be saved, never to be shown by the browser under our own address. */
final class FileAnswer {
    private FileAnswer() {}

    static void write(Files.StoredFile file, Files files, HttpServletResponse response) throws IOException {
        headers(file.name(), file.contentType(), file.size(), response);
        files.copy(file.id(), response.getOutputStream());
    }

    static void pdf(String name, byte[] bytes, HttpServletResponse response) throws IOException {
        headers(name + ".pdf", "application/pdf", bytes.length, response);
        response.getOutputStream().write(bytes);
    }

    static void bytes(Files.StoredFile file, byte[] bytes, HttpServletResponse response) throws IOException {
        headers(file.name(), file.contentType(), bytes.length, response);
        response.getOutputStream().write(bytes);
    }

    private static void headers(String name, String type, long size, HttpServletResponse response) {
        response.setContentType(type);
        response.setContentLengthLong(size);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }
}
