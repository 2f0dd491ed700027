package io.diabolo.importing;

import io.diabolo.platform.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stood behind {@code ./diabolo import}.
 *
 * @param mapping a file with answers, with a whole mapping, or with both
 * @param written where the mapping in force is written to
 */
record ImportArguments(
        List<Path> files,
        @Nullable String workspace,
        @Nullable Path mapping,
        @Nullable Path written,
        boolean yes,
        boolean dry,
        @Nullable UUID undo) {

    /** @throws BadInput for what can't be meant, in words */
    static ImportArguments of(List<String> args) {
        var read = new Reading(args);
        var undo = read.undo == null ? null : id(read.undo);
        if (read.files.isEmpty() == (undo == null)) {
            throw new BadInput("", read.files.isEmpty() ? "import.console.usage" : "import.console.undo-alone");
        }
        read.files.forEach(ImportArguments::mayBeRead);
        var names = new HashSet<Path>();
        for (var file : read.files) {
            if (!names.add(file.getFileName())) {
                throw new BadInput("", "import.console.same-name", String.valueOf(file.getFileName()));
            }
        }
        if (read.mapping != null) {
            mayBeRead(read.mapping);
        }
        return new ImportArguments(read.files, read.workspace, read.mapping, read.written, read.yes, read.dry, undo);
    }

    private static void mayBeRead(Path file) {
        if (!Files.exists(file)) {
            throw new BadInput("", "import.console.no-file", file.toString());
        }
        if (Files.isDirectory(file)) {
            throw new BadInput("", "import.console.directory", file.toString());
        }
        if (!Files.isReadable(file)) {
            throw new BadInput("", "import.console.unreadable", file.toString());
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new BadInput("", "import.console.no-import", text);
        }
    }

    /** {@code --mapping FILE} and {@code --mapping=FILE}; what follows {@code --} is a file whatever it looks like. */
    private static final class Reading {
        private static final Set<String> VALUED = Set.of("--workspace", "--mapping", "--write-mapping", "--undo");
        private final List<Path> files = new ArrayList<>();
        private @Nullable String workspace;
        private @Nullable Path mapping;
        private @Nullable Path written;
        private @Nullable String undo;
        private boolean yes;
        private boolean dry;

        Reading(List<String> args) {
            boolean options = true;
            for (var rest = args.iterator(); rest.hasNext(); ) {
                var arg = rest.next();
                var parts = arg.split("=", 2);
                if (options && arg.equals("--")) {
                    options = false;
                } else if (!options || !arg.startsWith("-")) {
                    files.add(Path.of(arg));
                } else if (VALUED.contains(parts[0])) {
                    if (parts.length == 1 && !rest.hasNext()) {
                        throw new BadInput("", "import.console.no-value", arg);
                    }
                    take(parts[0], parts.length == 2 ? parts[1] : rest.next());
                } else {
                    flag(arg);
                }
            }
        }

        private void take(String option, String value) {
            switch (option) {
                case "--workspace" -> workspace = value;
                case "--mapping" -> mapping = Path.of(value);
                case "--write-mapping" -> written = Path.of(value);
                default -> undo = value;
            }
        }

        private void flag(String arg) {
            switch (arg) {
                case "--yes" -> yes = true;
                case "--dry-run" -> dry = true;
                default -> throw new BadInput("", "import.console.no-option", arg);
            }
        }
    }
}
