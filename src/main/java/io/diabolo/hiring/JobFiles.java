package io.diabolo.hiring;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A job description as a file: PDF, DOCX, or HTML that carries its facts for search engines. */
@Component
class JobFiles {
    private static final Pattern UNSAFE = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}]+");
    private final JobDescriptions jobs;
    private final JobDocuments documents;
    private final JobPosting posting;
    private final JobAddress address;

    JobFiles(JobDescriptions jobs, JobDocuments documents, JobPosting posting, JobAddress address) {
        this.jobs = jobs;
        this.documents = documents;
        this.posting = posting;
        this.address = address;
    }

    record Made(String name, String type, byte[] content) {}

    /** @throws BadInput for a format that there isn't */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Made make(UUID id, String format, Actor me) {
        var job = jobs.get(id, me);
        var doc = documents.of(job);
        var name = name(doc, format);
        return switch (format) {
            case "pdf" -> new Made(name, "application/pdf", documents.pdf(doc));
            case "docx" ->
                new Made(name, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Docx.of(doc));
            case "html" -> {
                var link = job.link();
                yield new Made(
                        name,
                        "text/html;charset=UTF-8",
                        documents.html(doc, posting.of(job, doc, link == null ? "" : address.of(link))));
            }
            default -> throw new BadInput("format", "problem.field.choice");
        };
    }

    /** As it may be called on any computer. */
    static String name(JobDocument doc, String format) {
        return UNSAFE.matcher(doc.title()).replaceAll(" ").strip() + "." + format;
    }

    void write(UUID id, String format, Actor me, HttpServletResponse response) throws IOException {
        save(make(id, format.isEmpty() ? "pdf" : format, me), response);
    }

    /** To be saved, never to be shown by the browser under our own address. */
    static void save(Made made, HttpServletResponse response) throws IOException {
        response.setContentType(made.type());
        response.setContentLengthLong(made.content().length);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(made.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.getOutputStream().write(made.content());
    }
}
