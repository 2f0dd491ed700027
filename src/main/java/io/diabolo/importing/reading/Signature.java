package io.diabolo.importing.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipException;

/** What a file is by its first bytes; its name isn't trusted. */
enum Signature {
    TEXT,
    WORKBOOK,
    ENCRYPTED_WORKBOOK,
    OLD_WORKBOOK,
    TRUNCATED_ARCHIVE,
    /** Protected by a password. */
    LOCKED_ARCHIVE,
    /** A zip of files. */
    ARCHIVE,
    /** One file, made small by gzip. */
    PACKED,
    /** A zip that is one document: of a word processor, an OpenDocument, a programme. */
    OTHER_DOCUMENT,
    BINARY;

    private static final String ZIP = "504b0304";
    private static final String EMPTY_ZIP = "504b0506";
    private static final String GZIP = "1f8b";
    private static final String COMPOUND = "d0cf11e0a1b11ae1";
    /** PDF, PNG, JPEG, GIF, 7z, RAR, bzip2, ELF, SQLite. */
    private static final List<String> OTHERS = List.of(
            "25504446",
            "89504e47",
            "ffd8ff",
            "47494638",
            "377abcaf",
            "52617221",
            "425a68",
            "7f454c46",
            "53514c69746520");

    /** Parts that only a document or a programme has. */
    private static final List<String> DOCUMENTS = List.of(
            "[Content_Types].xml", "word/document.xml", "META-INF/manifest.xml", "META-INF/MANIFEST.MF", "mimetype");

    static Signature of(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(8);
        }
        var hex = HexFormat.of().formatHex(head);
        if (hex.startsWith(GZIP)) {
            return PACKED;
        }
        if (hex.startsWith(ZIP) || hex.startsWith(EMPTY_ZIP)) {
            return archive(file);
        }
        if (hex.startsWith(COMPOUND)) {
            return isEncrypted(file) ? ENCRYPTED_WORKBOOK : OLD_WORKBOOK;
        }
        return OTHERS.stream().anyMatch(hex::startsWith) ? BINARY : TEXT;
    }

    private static Signature archive(Path file) throws IOException {
        try (var zip = Archives.open(file)) {
            if (zip.getEntry("xl/workbook.xml") != null) {
                return WORKBOOK;
            }
            return DOCUMENTS.stream().anyMatch(part -> zip.getEntry(part) != null) ? OTHER_DOCUMENT : ARCHIVE;
        } catch (ZipException cut) {
            return isLocked(file) ? LOCKED_ARCHIVE : TRUNCATED_ARCHIVE;
        }
    }

    /** Bit 0 of the first entry's flags. An archive with a password isn't opened at all. */
    private static boolean isLocked(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(8);
            return head.length == 8 && (head[6] & 1) == 1;
        }
    }

    /** A workbook with a password is a compound file that holds a stream of this name, in UTF-16. */
    private static boolean isEncrypted(Path file) throws IOException {
        var wanted = new String("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
        long size = Files.size(file);
        int window = 1 << 20;
        try (var channel = Files.newByteChannel(file)) {
            for (long at : new long[] {0, Math.max(0, size - window)}) {
                channel.position(at);
                var buffer = java.nio.ByteBuffer.allocate((int) Math.min(window, size));
                int read = 0;
                while (buffer.hasRemaining() && read >= 0) {
                    read = channel.read(buffer);
                }
                if (new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1).contains(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }
}
