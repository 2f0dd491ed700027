package io.diabolo.importing.reading;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes its letters, found by reading all of it: a mark at the start is believed, then UTF-16 by its
 * zeros, then UTF-8 if every byte fits, else the encoding that Windows and its spreadsheet use in western Europe.
 */
record Encoding(Charset charset, String sample) {
    private static final int SAMPLE = 128 * 1024;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    static Encoding of(Path file) throws IOException {
        var marked = marked(file);
        if (marked != null) {
            return new Reading(file, marked).mustFit();
        }
        var utf8 = new Reading(file, StandardCharsets.UTF_8);
        if (utf8.fits()) {
            return utf8.encoding();
        }
        if (utf8.failedInLastLetter()) {
            throw new UnreadableFile(Reason.TRUNCATED, 0);
        }
        var windows = new Reading(file, WINDOWS);
        windows.fits();
        return windows.encoding();
    }

    private static @Nullable Charset marked(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(4096);
        }
        if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            return StandardCharsets.UTF_8;
        }
        if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return byZeros(head);
    }

    /** Latin text in UTF-16 has a zero in every second byte, and always in the same half. */
    private static @Nullable Charset byZeros(byte[] head) {
        int[] zeros = new int[2];
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                zeros[i % 2]++;
            }
        }
        int enough = Math.max(2, head.length / 5);
        if (zeros[1] >= enough && zeros[0] * 20 < zeros[1]) {
            return StandardCharsets.UTF_16LE;
        }
        return zeros[0] >= enough && zeros[1] * 20 < zeros[0] ? StandardCharsets.UTF_16BE : null;
    }

    /** One pass over the file in one encoding. */
    private static final class Reading {
        private final Path file;
        private final Charset charset;
        private final StringBuilder sample = new StringBuilder();
        private long letters;
        private long controls;
        private long beyondAscii;
        private long failedAt = -1;

        Reading(Path file, Charset charset) {
            this.file = file;
            this.charset = charset;
        }

        Encoding mustFit() throws IOException {
            if (fits()) {
                return encoding();
            }
            if (failedInLastLetter()) {
                throw new UnreadableFile(Reason.TRUNCATED, 0);
            }
            throw new UnreadableFile(Reason.ENCODING, charset.displayName());
        }

        boolean fits() throws IOException {
            var action = charset.equals(WINDOWS) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
            var decoder = charset.newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
            try (var channel = FileChannel.open(file)) {
                return decode(channel, decoder);
            }
        }

        private boolean decode(FileChannel channel, CharsetDecoder decoder) throws IOException {
            var bytes = ByteBuffer.allocate(1 << 16);
            var chars = CharBuffer.allocate(1 << 16);
            boolean end = false;
            while (!end) {
                end = channel.read(bytes) < 0;
                bytes.flip();
                var result = decoder.decode(bytes, chars, end);
                count(chars);
                if (result.isError()) {
                    failedAt = channel.position() - bytes.remaining();
                    return false;
                }
                bytes.compact();
            }
            return true;
        }

        private void count(CharBuffer chars) {
            chars.flip();
            for (int i = 0; i < chars.length(); i++) {
                char c = chars.charAt(i);
                if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == '\uFFFD') {
                    controls++;
                } else if (c > 127) {
                    beyondAscii++;
                }
            }
            letters += chars.length();
            int room = SAMPLE - sample.length();
            if (room > 0) {
                sample.append(chars, 0, Math.min(room, chars.length()));
            }
            chars.clear();
        }

        /** Only a file that had such letters before can be said to end inside one. */
        boolean failedInLastLetter() throws IOException {
            return failedAt >= Files.size(file) - 3 && (beyondAscii > 0 || !charset.equals(StandardCharsets.UTF_8));
        }

        Encoding encoding() {
            if (controls * 50 > letters) {
                throw new UnreadableFile(Reason.NOT_A_TABLE);
            }
            var text = sample.isEmpty() || sample.charAt(0) != '\uFEFF' ? sample.toString() : sample.substring(1);
            return new Encoding(charset, text);
        }
    }
}
