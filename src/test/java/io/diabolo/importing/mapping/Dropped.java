package io.diabolo.importing.mapping;

import io.diabolo.importing.reading.Opening;
import io.diabolo.importing.reading.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Files dropped on the page together, for tests. */
final class Dropped {
    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    Dropped(Path folder) {
        this.folder = folder;
    }

    Dropped file(String name, String text) throws IOException {
        files.add(Files.writeString(folder.resolve(name), text));
        return this;
    }

    Dropped file(Path file) {
        files.add(file);
        return this;
    }

    List<TableProfile> profiles() {
        var profiles = new ArrayList<TableProfile>();
        for (var file : files) {
            var opened = (Opening.Opened) Tables.open(file, file.getFileName().toString());
            opened.tables().forEach(table -> profiles.add(TableProfile.of(table, _ -> {})));
        }
        return profiles;
    }

    Proposal proposal() {
        return Proposer.propose(profiles(), Locale.FRENCH, Map.of());
    }
}
