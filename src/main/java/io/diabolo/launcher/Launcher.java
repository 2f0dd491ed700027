package io.diabolo.launcher;

import io.diabolo.backup.Refusal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The verbs of {@code ./diabolo} that need Java. */
public final class Launcher {
    private Launcher() {}

    /**
     * Runs the command; for {@code start} that lasts until Diabolo is stopped.
     *
     * @return the exit code: 0 done, 1 failed, 2 can't be done as asked
     */
    public static int run(Class<?> application, String... args) {
        var out = System.out;
        var texts = Texts.ofConsole();
        var root = CommandSpec.create().name("diabolo");
        var line = new CommandLine(root)
                .addSubcommand("start", new StartCommand(application))
                .addSubcommand("version", new VersionCommand(application));
        for (var verb : new String[] {"import", "token", "ledger", "configuration"}) {
            line.addSubcommand(verb, new DataCommand(verb, application, out));
        }
        line.addSubcommand("backup", new BackupVerb(out));
        line.addSubcommand("restore", new RestoreVerb(out));
        line.addSubcommand("bench", new BenchVerb(application, out));
        line.addSubcommand("help", new CommandLine.HelpCommand());
        line.setResourceBundle(texts.bundle());
        line.setExecutionExceptionHandler((failure, _, _) -> complain(failure, texts));
        // What Flyway logs before the application has set up its log is for nobody.
        LoggingSystem.get(Launcher.class.getClassLoader()).beforeInitialize();
        if (args.length == 0) {
            line.usage(out);
            return 0;
        }
        if (!args[0].equals("start")) {
            // What the libraries print and log must not get into the answer.
            System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
            line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        }
        return line.execute(args);
    }

    /** Says what went wrong: a sentence where it has one, what Java knows where it hasn't. */
    static int complain(Throwable failure, Texts texts) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart reason) {
                System.err.println("diabolo: " + reason.sentence(texts));
                return 2;
            }
            if (cause instanceof Refusal refusal) {
                System.err.println("diabolo: " + Refusals.sentence(refusal, texts));
                return Refusals.exitCode(refusal);
            }
        }
        if (isBeingStopped()) {
            return 1;
        }
        failure.printStackTrace();
        System.err.println("diabolo: " + texts.get("launcher.failed"));
        return 1;
    }

    /** Whoever stops a start half-way knows why it failed. Java tells it by refusing new hooks only. */
    private static boolean isBeingStopped() {
        var hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
