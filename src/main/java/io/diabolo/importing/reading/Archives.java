package io.diabolo.importing.reading;

import io.diabolo.importing.reading.Unpacking.Piece;
import io.diabolo.importing.reading.Unpacking.Refused;
import io.diabolo.importing.reading.Unpacking.Unpacked;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks zips of files and what gzip made small, one step deep. Names in the archive are shown and never used as
 * paths; sizes written in it aren't believed: the bytes are counted as they come.
 */
public final class Archives {
    private static final int FILES = 200;
    private static final long LARGEST = 4L << 30;
    /** Text compresses well, 5 to 50 times; from this size on more than the ratio means harm. */
    private static final long HARMLESS = 64L << 20;

    private static final int RATIO = 400;

    private final Path folder;
    private final long largest;
    private final byte[] buffer = new byte[1 << 16];
    private final List<Piece> pieces = new ArrayList<>();
    private long all;

    private Archives(Path folder, long largest) {
        this.folder = folder;
        this.largest = largest;
    }

    /**
     * Unpacks a file, if it is packed.
     *
     * @param name what the user calls it
     * @param folder where pieces are written, under names of our own
     */
    public static Unpacking unpack(Path file, String name, Path folder) {
        return unpack(file, name, folder, LARGEST);
    }

    static Unpacking unpack(Path file, String name, Path folder, long largest) {
        try {
            return switch (Signature.of(file)) {
                case ARCHIVE -> new Archives(folder, largest).zip(file);
                case PACKED -> new Archives(folder, largest).gzip(file, name);
                default -> new Unpacked(List.of(new Piece(file, name)));
            };
        } catch (UnreadableFile unreadable) {
            return new Refused(unreadable.answer());
        } catch (ZipException | EOFException _) {
            return new Refused(new Opening.Unreadable(Reason.TRUNCATED, List.of(0)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Unpacking zip(Path file) throws IOException {
        try (var zip = open(file)) {
            var files = Collections.list(zip.entries()).stream()
                    .filter(Archives::isForPeople)
                    .toList();
            if (files.isEmpty()) {
                throw new UnreadableFile(Reason.NOTHING_INSIDE);
            }
            if (files.size() > FILES) {
                throw new UnreadableFile(Reason.TOO_MANY_FILES, files.size(), FILES);
            }
            for (var entry : files) {
                try (var in = zip.getInputStream(entry)) {
                    keep(in, shown(entry.getName()), entry.getCompressedSize());
                }
            }
        }
        return new Unpacked(pieces);
    }

    /** Older systems write names in the letters of their country; in western Europe these are the ones of IBM. */
    static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException broken) {
            var message = broken.getMessage();
            if (message != null && message.contains("bad entry name")) {
                return new ZipFile(file.toFile(), Charset.forName("IBM850"));
            }
            throw broken;
        }
    }

    /** Folders, and what systems and spreadsheets leave beside the files. */
    private static boolean isForPeople(ZipEntry entry) {
        var name = entry.getName().replace('\\', '/');
        var last = name.substring(name.lastIndexOf('/') + 1);
        return !entry.isDirectory()
                && !last.isEmpty()
                && !name.startsWith("__MACOSX/")
                && !last.startsWith(".")
                && !last.startsWith("~$")
                && !last.equalsIgnoreCase("thumbs.db")
                && !last.equalsIgnoreCase("desktop.ini");
    }

    /** Its folders are kept in the name, without those that would lead out of the archive. */
    private static String shown(String path) {
        var parts = new ArrayList<String>();
        for (var part : path.replace('\\', '/').split("/")) {
            var plain = part.replaceAll("\\p{Cntrl}", "").strip();
            if (!plain.isEmpty() && !plain.equals("..") && !plain.equals(".") && !plain.matches("[A-Za-z]:")) {
                parts.add(plain);
            }
        }
        return parts.isEmpty() ? "?" : String.join("/", parts);
    }

    private Unpacking gzip(Path file, String name) throws IOException {
        var plain = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        try (var in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            keep(in, plain, Files.size(file));
        }
        return new Unpacked(pieces);
    }

    private void keep(InputStream in, String name, long packed) throws IOException {
        var piece = Files.createTempFile(folder, "piece", ".upload");
        pieces.add(new Piece(piece, name));
        try (var out = Files.newOutputStream(piece)) {
            write(in, out, packed);
        }
        switch (Signature.of(piece)) {
            case ARCHIVE -> throw new UnreadableFile(Reason.NESTED, name);
            case PACKED -> throw new UnreadableFile(Reason.NESTED, name);
            default -> {}
        }
    }

    private void write(InputStream in, OutputStream out, long packed) throws IOException {
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            all += read;
            if (size > HARMLESS && size / Math.max(1, packed) > RATIO) {
                throw new UnreadableFile(Reason.ZIP_BOMB);
            }
            if (all > largest) {
                throw new UnreadableFile(Reason.TOO_LARGE, largest >> 20);
            }
            out.write(buffer, 0, read);
        }
    }
}
