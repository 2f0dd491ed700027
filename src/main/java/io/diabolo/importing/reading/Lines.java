package io.diabolo.importing.reading;

import org.jspecify.annotations.Nullable;

/** The records of a file one after the other, blank ones left out. */
interface Lines extends AutoCloseable {
    /** The next record, null after the last. @throws UnreadableFile when the file can't be read on */
    @Nullable
    Line next();

    /** Bytes of the file read so far, -1 where that can't be said. */
    long bytesRead();

    /** Whether each record should have all its cells, so that a short last one was cut off. Sheets leave out blank ones. */
    default boolean areWhole() {
        return false;
    }

    @Override
    void close();

    /** Opens the records anew. */
    interface Source {
        Lines open();
    }
}
