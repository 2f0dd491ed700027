package io.diabolo.importing.reading;

import java.nio.file.Path;
import java.util.List;

/** The answer to "unpack this file". */
public sealed interface Unpacking {
    /**
     * The files inside, in the archive's order; the file itself where it wasn't packed. Files that were made lie in the
     * folder given, and are the caller's to delete.
     */
    record Unpacked(List<Piece> pieces) implements Unpacking {
        public Unpacked {
            pieces = List.copyOf(pieces);
        }
    }

    /** Nothing is taken from the file. The arguments are those of the reason's message, in order. */
    record Refused(Opening.Unreadable why) implements Unpacking {}

    /** A file and what the user calls it: with its folders in the archive, as two folders may hold the same name. */
    record Piece(Path file, String name) {}
}
