package io.diabolo.launcher;

import io.diabolo.backup.Restore;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code restore}: a backup into an empty directory, or into the empty external database. */
@Command(name = "restore", sortOptions = false)
final class RestoreVerb implements Callable<Integer> {
    private final PrintStream out;
    private final Texts texts = Texts.ofConsole();

    @Parameters(paramLabel = "FILE", descriptionKey = "option.restore")
    private Path file = Path.of("");

    @Mixin
    private final DataOptions data = new DataOptions();

    RestoreVerb(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        // Before anything is made for it.
        Restore.describe(file);
        try (var access = access()) {
            var database = access.await();
            var progress = new ConsoleProgress(texts, System.err);
            var restored = new Restore(database.owner(), database.appUser(), progress).read(file);
            var manifest = restored.manifest();
            progress.end();
            out.println(texts.get(
                    "launcher.restore.done",
                    manifest.rows(),
                    manifest.tables().size(),
                    manifest.at().toString()));
            tellOfErasures(restored);
            if (manifest.rowsOf("second_factor") > 0 && !isKeyThere()) {
                out.println(texts.get("launcher.restore.key", data.directory().applicationKey()));
            }
        }
        out.flush();
        return 0;
    }

    private void tellOfErasures(Restore.Restored restored) {
        var people = restored.erasedAgain();
        if (people == null) {
            out.println(texts.get(
                    "launcher.restore.erasures.unknown",
                    restored.manifest().at().toString()));
        } else if (people > 0) {
            out.println(texts.get("launcher.restore.erasures.again", people));
        }
    }

    private boolean isKeyThere() {
        return System.getenv("DIABOLO_KEY") != null
                || Files.exists(data.directory().applicationKey());
    }

    private DatabaseAccess access() {
        var external = Database.external(System.getenv());
        if (external != null) {
            return DatabaseAccess.to(external);
        }
        var directory = data.directory().create();
        var ownership = Ownership.claim(directory);
        if (ownership == null) {
            throw Ownership.taken(directory);
        }
        return OwnDatabase.start(directory, ownership, Owner.Kind.COMMAND, 0, Preparation.NONE, DataCommand::giveUp);
    }
}
