package io.diabolo.launcher;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code version}: the edition this is, and what it runs on. */
@Command(name = "version")
final class VersionCommand implements Callable<Integer> {
    private final Class<?> application;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    VersionCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        var version = Objects.requireNonNullElse(application.getPackage().getImplementationVersion(), "(unpacked)");
        spec.commandLine().getOut().println("Diabolo " + version + ", Java " + Runtime.version());
        return 0;
    }
}
