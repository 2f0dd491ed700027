package io.diabolo.importing.reading;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Inflates a workbook once without keeping anything, before a reader that keeps a lot gets it. The sizes written in
 * the archive aren't believed: the bytes are counted as they come.
 */
final class WorkbookGuard {
    private static final int ENTRIES = 10_000;
    private static final long ALL = 4L << 30;
    /** All texts of a workbook are kept in memory while it is read. */
    private static final long SHARED_STRINGS = 160L << 20;
    /** Sheets compress well, 10 to 100 times; from this size on more than the ratio means harm. */
    private static final long HARMLESS = 32L << 20;

    private static final int RATIO = 250;

    private final byte[] buffer = new byte[1 << 16];
    private long all;

    private WorkbookGuard() {}

    static void check(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > ENTRIES) {
                throw new UnreadableFile(Reason.ZIP_BOMB);
            }
            var guard = new WorkbookGuard();
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                guard.inflate(zip, entries.nextElement());
            }
        } catch (ZipException | EOFException cut) {
            throw new UnreadableFile(new Opening.Unreadable(Reason.TRUNCATED, java.util.List.of(0)), cut);
        }
    }

    private void inflate(ZipFile zip, ZipEntry entry) throws IOException {
        boolean text = entry.getName().endsWith(".xml");
        long limit = entry.getName().endsWith("sharedStrings.xml") ? SHARED_STRINGS : ALL;
        var cells = new CellWatch();
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                all += read;
                if (size > limit || all > ALL || isBomb(size, entry.getCompressedSize())) {
                    throw new UnreadableFile(Reason.ZIP_BOMB);
                }
                if (text) {
                    cells.watch(buffer, read);
                }
            }
        }
    }

    private static boolean isBomb(long size, long compressed) {
        return size > HARMLESS && size / Math.max(1, compressed) > RATIO;
    }

    /**
     * Looks for texts and cell addresses that would make the reader take all memory: it builds each text whole, and
     * a list as long as the last column's number.
     */
    private static final class CellWatch {
        /** A letter may take four bytes. */
        private static final int TEXT = 4 * Limits.CELL;
        /** XFD, the last column of a spreadsheet, has three letters. */
        private static final int LETTERS = 3;

        private long sinceTag;
        private int state;
        private int letters;

        void watch(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                byte b = bytes[i];
                if (b == '<') {
                    sinceTag = 0;
                    state = 1;
                    continue;
                }
                if (++sinceTag > TEXT) {
                    throw new UnreadableFile(Reason.CELL_TOO_LONG, 0, Limits.CELL);
                }
                if (state != 0) {
                    address(b);
                }
            }
        }

        /** Follows {@code <c … r="ABC12"}: 1 after &lt;, 2 after c, 3 after a blank, 4 after r, 5 after =, 6 inside. */
        private void address(byte b) {
            state = switch (state) {
                case 1 -> b == 'c' ? 2 : 0;
                case 2 -> b == ' ' ? 3 : 0;
                case 3 -> b == 'r' ? 4 : b == '>' ? 0 : b == ' ' ? 3 : 7;
                case 4 -> b == '=' ? 5 : b == '>' ? 0 : 7;
                case 5 -> opened();
                case 6 -> letter(b);
                default -> b == '>' ? 0 : b == ' ' ? 3 : 7;
            };
        }

        private int opened() {
            letters = 0;
            return 6;
        }

        private int letter(byte b) {
            if (b >= 'A' && b <= 'Z') {
                if (++letters > LETTERS) {
                    throw new UnreadableFile(Reason.TOO_MANY_COLUMNS, 16_384, Limits.COLUMNS);
                }
                return 6;
            }
            return 0;
        }
    }
}
