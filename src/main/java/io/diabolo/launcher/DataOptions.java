package io.diabolo.launcher;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data a command works on. */
final class DataOptions {
    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "option.data")
    private @Nullable Path directory;

    @Option(names = "--demo", descriptionKey = "option.demo")
    private boolean demo;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "option.help")
    private boolean help;

    /** By default beside the launcher, from wherever it is called. */
    DataDirectory directory() {
        var place = directory != null ? directory : Path.of(System.getProperty("diabolo.home", ""), "data");
        return new DataDirectory(place, demo);
    }

    boolean demo() {
        return demo;
    }

    boolean help() {
        return help;
    }
}
