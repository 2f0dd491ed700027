package io.diabolo.launcher;

import io.diabolo.backup.Backup;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backup}: all data in one file, beside a running server or without one. Migrates nothing. */
@Command(name = "backup", sortOptions = false)
final class BackupVerb implements Callable<Integer> {
    private final PrintStream out;
    private final Texts texts = Texts.ofConsole();

    @Parameters(paramLabel = "FILE", descriptionKey = "option.backup")
    private Path file = Path.of("");

    @Mixin
    private final DataOptions data = new DataOptions();

    BackupVerb(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        var directory = data.directory();
        if (Database.external(System.getenv()) == null && !Files.exists(directory.postgres())) {
            throw new CannotStart("launcher.backup.nothing", directory.root());
        }
        if (Files.isDirectory(file)) {
            throw new CannotStart("launcher.backup.directory", file);
        }
        try (var database = DataCommand.access(directory, Preparation.NONE)) {
            var progress = new ConsoleProgress(texts, System.err);
            var manifest = new Backup(database.await().owner(), progress).write(file.toAbsolutePath());
            progress.end();
            out.println(texts.get(
                    "launcher.backup.done",
                    file,
                    manifest.rows(),
                    manifest.tables().size()));
        }
        out.flush();
        return 0;
    }
}
