package io.diabolo.importing.reading;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** The letters of a file, without the mark of its encoding, and how many of its bytes they have taken so far. */
final class CountedText {
    private final Bytes bytes;
    private final Reader letters;

    private CountedText(Bytes bytes, Reader letters) {
        this.bytes = bytes;
        this.letters = letters;
    }

    static CountedText open(Path file, Charset charset) throws IOException {
        var bytes = new Bytes(Files.newInputStream(file));
        var text = new BufferedReader(new InputStreamReader(bytes, charset), 1 << 16);
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return new CountedText(bytes, text);
    }

    Reader letters() {
        return letters;
    }

    long bytesRead() {
        return bytes.count;
    }

    boolean isAtEnd() {
        return bytes.ended;
    }

    private static final class Bytes extends FilterInputStream {
        private long count;
        private boolean ended;

        Bytes(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? -1 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            if (read < 0) {
                ended = true;
            } else {
                count += read;
            }
        }
    }
}
