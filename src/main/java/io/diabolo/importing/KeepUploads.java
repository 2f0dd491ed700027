package io.diabolo.importing;

import io.diabolo.importing.reading.Opening.Unreadable;
import io.diabolo.importing.reading.Tables;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
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
        var copies = new ArrayList<Path>();
        try {
            var faults = new ArrayList<BadInput.Fault>();
            for (var upload : uploads) {
                var copy = java.nio.file.Files.createTempFile("diabolo-import", ".upload");
                copies.add(copy);
                try (var bytes = upload.bytes()) {
                    java.nio.file.Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
                }
                if (Tables.open(copy, upload.name()) instanceof Unreadable why) {
                    faults.add(fault(upload, why, me));
                }
            }
            if (!faults.isEmpty()) {
                throw new BadInput(faults);
            }
            var kept = new ArrayList<KeptTables.Kept>();
            for (int i = 0; i < copies.size(); i++) {
                kept.add(keep(uploads.get(i).name(), copies.get(i)));
            }
            return kept;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            copies.forEach(KeepUploads::delete);
        }
    }

    private BadInput.Fault fault(Imports.Upload upload, Unreadable why, Actor me) {
        var reason = texts.text(me.locale(), why.reason().key(), why.args().toArray());
        return new BadInput.Fault("file", "import.unreadable", upload.name(), reason);
    }

    private KeptTables.Kept keep(String name, Path copy) throws IOException {
        try (var bytes = java.nio.file.Files.newInputStream(copy)) {
            return new KeptTables.Kept(
                    files.keep(name, "application/octet-stream", bytes).id(), name);
        }
    }

    private static void delete(Path copy) {
        try {
            java.nio.file.Files.deleteIfExists(copy);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
