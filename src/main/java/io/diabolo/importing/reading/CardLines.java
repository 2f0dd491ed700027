package io.diabolo.importing.reading;

import ezvcard.VCard;
import ezvcard.io.text.VCardReader;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The cards of an address book, one a row; a row's number is the card's place in the file. */
final class CardLines implements Lines {
    private static final String BEGIN = "begin:vcard";
    private static final String END = "end:vcard";
    /** Pictures stand in cards; what is larger isn't one. */
    private static final long CARD = 32L << 20;

    private final Bytes bytes;
    private final Letters letters;
    private final VCardReader cards;
    private int last = -1;

    private CardLines(Bytes bytes, Letters letters) {
        this.bytes = bytes;
        this.letters = letters;
        this.cards = new VCardReader(letters);
    }

    static boolean areIn(String sample) {
        return sample.stripLeading().toLowerCase(Locale.ROOT).startsWith(BEGIN);
    }

    /** @throws UnreadableFile when the last card doesn't end */
    static void mustEnd(Path file, Charset charset) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            long size = channel.size();
            var tail = java.nio.ByteBuffer.allocate((int) Math.min(size, 4096));
            channel.position(size - tail.capacity());
            while (tail.hasRemaining() && channel.read(tail) >= 0) {}
            var text = new String(tail.array(), 0, tail.position(), charset);
            if (!text.stripTrailing().toLowerCase(Locale.ROOT).endsWith(END)) {
                throw new UnreadableFile(Reason.TRUNCATED, 0);
            }
        }
    }

    static CardLines open(Path file, Charset charset) {
        try {
            var bytes = new Bytes(Files.newInputStream(file));
            var text = new BufferedReader(new InputStreamReader(bytes, charset), 1 << 16);
            text.mark(1);
            if (text.read() != '\uFEFF') {
                text.reset();
            }
            return new CardLines(bytes, new Letters(text));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public @Nullable Line next() {
        if (++last == 0) {
            return new Line(0, Cards.HEADER, Cards.HEADER.size());
        }
        try {
            for (VCard card = read(); card != null; card = read()) {
                var cells = Cards.cells(card);
                for (var cell : cells) {
                    if (cell.length() > Limits.CELL) {
                        throw new UnreadableFile(Reason.CELL_TOO_LONG, last, Limits.CELL);
                    }
                }
                var line = new Line(last, cells, cells.size());
                if (!line.isBlank()) {
                    return line;
                }
                last++;
            }
            return null;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private @Nullable VCard read() throws IOException {
        letters.sinceCard = 0;
        letters.card = last;
        return cards.readNext();
    }

    @Override
    public long bytesRead() {
        return bytes.count;
    }

    @Override
    public void close() {
        try {
            cards.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Stops before one card fills the memory. */
    private static final class Letters extends FilterReader {
        private long sinceCard;
        private int card;

        Letters(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            sinceCard += read;
            if (sinceCard > CARD) {
                throw new UnreadableFile(new Opening.Unreadable(Reason.CELL_TOO_LONG, List.of(card, (int) CARD)), null);
            }
        }
    }

    private static final class Bytes extends FilterInputStream {
        private long count;

        Bytes(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
