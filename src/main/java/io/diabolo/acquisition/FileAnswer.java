package io.diabolo.acquisition;

import io.diabolo.platform.Files;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** An asset's file as it is handed out: to be saved, never to be shown by the browser under our own address. */
final class FileAnswer {
    private FileAnswer() {}

    static void write(Files.StoredFile file, Files files, HttpServletResponse response) throws IOException {
        response.setContentType(file.contentType());
        response.setContentLengthLong(file.size());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        files.copy(file.id(), response.getOutputStream());
    }
}
