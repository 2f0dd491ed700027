package io.diabolo.support;

import static io.diabolo.jooq.Tables.STORED_FILE;
import static io.diabolo.jooq.Tables.TICKET_FILE;

import io.diabolo.mail.Attachment;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/**
 * The files of what was said without a mail. What strangers send is bounded in number, size and kind, kept as it came, and
 * only ever handed out as a download.
 */
@Component
class TicketFiles {
    static final int MOST = 5;
    /** Of one file, and of all that come together. */
    static final int MOST_BYTES = 10_000_000;

    static final int MOST_TOGETHER = 20_000_000;
    static final int MEGABYTE = 1_000_000;
    private static final int LONGEST_NAME = 200;
    /** What is looked at: pictures, documents, tables, texts, recordings, archives. Nothing that a double click would run. */
    static final List<String> KINDS = List.of(
            "pdf", "png", "jpg", "jpeg", "gif", "webp", "heic", "txt", "log", "md", "csv", "json", "xml", "eml", "doc",
            "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "zip", "gz", "mp4", "mov", "mp3", "wav");

    /** How programs begin, whatever they are called: Windows, Linux, macOS in both orders, scripts. */
    private static final Set<String> PROGRAMS =
            Set.of("4d5a", "7f454c46", "feedface", "feedfacf", "cffaedfe", "cafebabe", "2321");

    private final DSLContext sql;
    private final Files files;

    TicketFiles(DSLContext sql, Files files) {
        this.sql = sql;
        this.files = files;
    }

    /** Ends for the field {@code accept}: what a browser offers at first. */
    static String accepted() {
        return "." + String.join(",.", KINDS);
    }

    /**
     * As they came from a form; the empty ones are no files.
     *
     * @throws BadInput when there are too many or too large ones, before any of them is read into memory
     */
    static List<Attachment> of(@Nullable List<MultipartFile> uploads) {
        if (uploads == null) {
            return List.of();
        }
        var given = uploads.stream().filter(file -> !file.isEmpty()).toList();
        bound(given.stream().map(MultipartFile::getSize).toList());
        var all = new ArrayList<Attachment>();
        for (var file : given) {
            try {
                all.add(new Attachment(
                        name(Objects.requireNonNullElse(file.getOriginalFilename(), "")),
                        "application/octet-stream",
                        file.getBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /** No path, whatever the sender called it. */
    private static String name(String given) {
        var plain = given.replaceAll("\\p{Cntrl}|[/\\\\:*?\"<>|]+", "_").strip();
        return plain.isEmpty() ? "file" : plain.substring(Math.max(0, plain.length() - LONGEST_NAME));
    }

    /** @throws BadInput when there are too many, too large ones, or some that could do harm */
    static void check(List<Attachment> all) {
        bound(all.stream().map(one -> (long) one.content().length).toList());
        for (var one : all) {
            var dot = one.name().lastIndexOf('.');
            var kind = dot < 0 ? "" : one.name().substring(dot + 1).toLowerCase(Locale.ROOT);
            if (!KINDS.contains(kind) || isProgram(one.content())) {
                throw new BadInput("files", "ticket.fault.file-kind", one.name());
            }
        }
    }

    private static void bound(List<Long> sizes) {
        if (sizes.size() > MOST) {
            throw new BadInput("files", "ticket.fault.file-count", MOST);
        }
        if (sizes.stream().anyMatch(size -> size > MOST_BYTES)) {
            throw new BadInput("files", "ticket.fault.file-size", MOST_BYTES / MEGABYTE);
        }
        if (sizes.stream().mapToLong(Long::longValue).sum() > MOST_TOGETHER) {
            throw new BadInput("files", "ticket.fault.file-size", MOST_TOGETHER / MEGABYTE);
        }
    }

    private static boolean isProgram(byte[] content) {
        var start = new StringBuilder();
        for (var at = 0; at < Math.min(4, content.length); at++) {
            start.append(String.format(Locale.ROOT, "%02x", content[at]));
        }
        return PROGRAMS.stream().anyMatch(start.toString()::startsWith);
    }

    /** Keeps them with what was said. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(UUID message, List<Attachment> all, UUID changeSet) {
        for (var position = 0; position < all.size(); position++) {
            var one = all.get(position);
            var file = files.keep(one.name(), one.type(), new ByteArrayInputStream(one.content()));
            sql.insertInto(TICKET_FILE)
                    .set(TICKET_FILE.MESSAGE_ID, message)
                    .set(TICKET_FILE.POSITION, (short) position)
                    .set(TICKET_FILE.FILE_ID, file.id())
                    .set(TICKET_FILE.CREATED_IN, changeSet)
                    .execute();
        }
    }

    /** By message; an erasure destroys files that name somebody. Reads the index ticket_file_of. */
    Map<UUID, List<Message.File>> of(Collection<UUID> messages) {
        var all = new HashMap<UUID, List<Message.File>>();
        if (messages.isEmpty()) {
            return all;
        }
        sql.select(TICKET_FILE.MESSAGE_ID, STORED_FILE.ID, STORED_FILE.NAME, STORED_FILE.SIZE)
                .from(TICKET_FILE)
                .join(STORED_FILE)
                .on(STORED_FILE.WORKSPACE_ID.eq(TICKET_FILE.WORKSPACE_ID))
                .and(STORED_FILE.ID.eq(TICKET_FILE.FILE_ID))
                .where(TICKET_FILE.MESSAGE_ID.in(messages))
                .and(STORED_FILE.EXPIRED_AT.isNull())
                .orderBy(TICKET_FILE.POSITION)
                .forEach(row -> all.computeIfAbsent(row.value1(), _ -> new ArrayList<>())
                        .add(new Message.File(row.value2(), row.value3(), row.value4())));
        return all;
    }
}
