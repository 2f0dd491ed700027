package io.diabolo.importing;

import io.diabolo.importing.reading.Archives;
import io.diabolo.importing.reading.Opening.Unreadable;
import io.diabolo.importing.reading.Tables;
import io.diabolo.importing.reading.Unpacking;
import io.diabolo.importing.reading.Unpacking.Piece;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Keeps uploads, once all of them have been read through: of a file that isn't a table nothing stays behind. */
@Component
class KeepUploads {
    private final Files files;
    private final Texts texts;

    KeepUploads(Files files, Texts texts) {
        this.files = files;
        this.texts = texts;
    }

    /** @throws BadInput with an entry for each file that can't be read as a table */
    List<KeptTables.Kept> keep(List<Imports.Upload> uploads, Actor me) {
        var folder = folder();
        try {
            var faults = new ArrayList<BadInput.Fault>();
            var pieces = new ArrayList<Piece>();
            for (var upload : uploads) {
                var copy = java.nio.file.Files.createTempFile(folder, "whole", ".upload");
                try (var bytes = upload.bytes()) {
                    java.nio.file.Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
                }
                switch (Archives.unpack(copy, upload.name(), folder)) {
                    case Unpacking.Refused(var why) -> faults.add(fault(upload.name(), why, me));
                    case Unpacking.Unpacked(var unpacked) -> pieces.addAll(unpacked);
                }
            }
            for (var piece : pieces) {
                if (Tables.open(piece.file(), piece.name()) instanceof Unreadable why) {
                    faults.add(fault(piece.name(), why, me));
                }
            }
            if (!faults.isEmpty()) {
                throw new BadInput(faults);
            }
            return keep(pieces);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            delete(folder);
        }
    }

    private static Path folder() {
        try {
            return java.nio.file.Files.createTempDirectory("diabolo-import");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private BadInput.Fault fault(String name, Unreadable why, Actor me) {
        var reason = texts.text(me.locale(), why.reason().key(), why.args().toArray());
        return new BadInput.Fault("file", "import.unreadable", name, reason);
    }

    /** Questions and answers name files, so no two of one import have the same name. */
    private List<KeptTables.Kept> keep(List<Piece> pieces) throws IOException {
        var taken = new HashSet<String>();
        var kept = new ArrayList<KeptTables.Kept>();
        for (var piece : pieces) {
            var name = piece.name();
            for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
                name = numbered(piece.name(), n);
            }
            kept.add(keep(name, piece.file()));
        }
        return kept;
    }

    /** {@code deals.csv}: {@code deals (2).csv}. */
    private static String numbered(String name, int n) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name + " (" + n + ")" : name.substring(0, dot) + " (" + n + ")" + name.substring(dot);
    }

    private KeptTables.Kept keep(String name, Path copy) throws IOException {
        try (var bytes = java.nio.file.Files.newInputStream(copy)) {
            return new KeptTables.Kept(
                    files.keep(name, "application/octet-stream", bytes).id(), name);
        }
    }

    private static void delete(Path folder) {
        try (var inside = java.nio.file.Files.list(folder)) {
            for (var file : inside.toList()) {
                java.nio.file.Files.deleteIfExists(file);
            }
            java.nio.file.Files.deleteIfExists(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
