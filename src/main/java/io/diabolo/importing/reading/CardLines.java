package io.diabolo.importing.reading;

import ezvcard.VCard;
import ezvcard.io.text.VCardReader;
import java.io.FilterReader;
import java.io.IOException;
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

    private final CountedText text;
    private final Letters letters;
    private final VCardReader cards;
    private int last = -1;

    private CardLines(CountedText text, Letters letters) {
        this.text = text;
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
            var text = CountedText.open(file, charset);
            return new CardLines(text, new Letters(text.letters()));
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
        return text.bytesRead();
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
}
