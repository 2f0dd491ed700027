package io.diabolo.importing;

import io.diabolo.importing.reading.Opening;
import io.diabolo.importing.reading.Table;
import io.diabolo.importing.reading.Tables;
import io.diabolo.platform.Files;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The tables of kept files, on this node's disk while they are read. */
final class KeptTables implements AutoCloseable {
    private final List<Path> copies = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();

    private KeptTables() {}

    /** A kept file as the user calls it. */
    record Kept(UUID id, String name) {}

    /** @throws UnreadableUpload for the first file that can't be read as a table */
    static KeptTables open(Files files, List<Kept> kept) {
        var opened = new KeptTables();
        try {
            for (var file : kept) {
                opened.open(files, file);
            }
            return opened;
        } catch (IOException e) {
            opened.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void open(Files files, Kept file) throws IOException {
        var copy = java.nio.file.Files.createTempFile("diabolo-import", ".upload");
        copies.add(copy);
        try (var out = java.nio.file.Files.newOutputStream(copy)) {
            files.copy(file.id(), out);
        }
        switch (Tables.open(copy, file.name())) {
            case Opening.Opened(var found) -> tables.addAll(found);
            case Opening.Unreadable(var reason, var args) ->
                throw new UnreadableUpload(file.name(), reason.key(), args);
        }
    }

    List<Table> tables() {
        return tables;
    }

    long rows() {
        return tables.stream().mapToLong(Table::rowCount).sum();
    }

    @Override
    public void close() {
        for (var copy : copies) {
            try {
                java.nio.file.Files.deleteIfExists(copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
