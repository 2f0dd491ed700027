package io.diabolo.launcher;

import io.diabolo.platform.ConsoleCommand;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** A verb that a module implements as {@link ConsoleCommand}: beside a running server, or with a PostgreSQL of its own. */
@Command(sortOptions = false)
final class DataCommand implements Callable<Integer> {
    private final String name;
    private final Class<?> application;
    private final PrintStream out;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    DataCommand(String name, Class<?> application, PrintStream out) {
        this.name = name;
        this.application = application;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        return run(name, application, data.directory().create(), arguments, out);
    }

    /** Runs the module's command on these data. */
    static int run(String name, Class<?> application, DataDirectory directory, List<String> arguments, PrintStream out)
            throws InterruptedException {
        var database = access(directory, Preparation.of(directory));
        var settings = Map.<String, Object>of(
                "diabolo.data", directory.root().toString(),
                "diabolo.key", ApplicationKey.of(directory, System.getenv()),
                "diabolo.demo", directory.demo());
        var context = Application.forCommand(application, new LaunchProperties(database, settings), database);
        var command = context.getBeanProvider(ConsoleCommand.class)
                .orderedStream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (command.isEmpty()) {
            throw new CannotStart("launcher.command.unknown", name);
        }
        var code = command.get().run(List.copyOf(arguments), out, System.err);
        out.flush();
        return code;
    }

    /** A server lets us in; another command has to end first, because its PostgreSQL ends with it. */
    static DatabaseAccess access(DataDirectory directory, Preparation preparation) throws InterruptedException {
        var external = Database.external(System.getenv());
        if (external != null) {
            return prepared(external, preparation);
        }
        var told = false;
        for (var waited = 0; ; waited++) {
            var ownership = Ownership.claim(directory);
            if (ownership != null) {
                return OwnDatabase.start(directory, ownership, Owner.Kind.COMMAND, 0, preparation, DataCommand::giveUp);
            }
            var owner = Owner.of(directory);
            if (owner != null && owner.kind() == Owner.Kind.SERVER) {
                return prepared(Secrets.of(directory).database(owner.url()), preparation);
            }
            if (owner == null && waited > 600) {
                throw new CannotStart("launcher.owned.starting", directory.root());
            }
            if (owner != null && !told) {
                System.err.println(Texts.ofConsole().get("launcher.owned.waiting", Long.toString(owner.pid())));
                told = true;
            }
            Thread.sleep(200);
        }
    }

    private static DatabaseAccess prepared(Database database, Preparation preparation) {
        preparation.prepare(database);
        return DatabaseAccess.to(database);
    }

    static void giveUp(Throwable reason) {
        Runtime.getRuntime().halt(Launcher.complain(reason, Texts.ofConsole()));
    }
}
