package io.diabolo.importing;

import io.diabolo.identity.Members;
import io.diabolo.importing.mapping.Question;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.ConsoleCommand;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.Undo;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./diabolo import}: the page's import without a page, beside a running server or without one. */
@Component
class ImportConsole implements ConsoleCommand {
    /** Something has to be answered; nothing has changed. */
    private static final int ASKS = 3;

    private final Imports imports;
    private final Members members;
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Texts texts;
    private final JsonMapper json;

    ImportConsole(
            Imports imports,
            Members members,
            DSLContext sql,
            TransactionTemplate transactions,
            Texts texts,
            JsonMapper json) {
        this.imports = imports;
        this.members = members;
        this.sql = sql;
        this.transactions = transactions;
        this.texts = texts;
        this.json = json;
    }

    private record Asked(
            List<Path> files,
            @Nullable String workspace,
            @Nullable Path mapping,
            boolean yes,
            boolean dry,
            @Nullable UUID undo) {}

    @Override
    public String name() {
        return "import";
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        var asked = asked(args);
        if (asked == null) {
            return complain(err, "import.console.usage");
        }
        for (var file : asked.files()) {
            if (!Files.isReadable(file)) {
                return complain(err, "import.console.no-file", file.toString());
            }
        }
        var workspace = workspace(asked.workspace());
        if (workspace == null) {
            return asked.workspace() == null
                    ? complain(err, "import.console.no-workspace-yet")
                    : complain(err, "import.console.no-workspace", asked.workspace());
        }
        return WorkspaceScope.in(workspace, () -> {
            var me = members.firstAdministrator(workspace).through(Origin.CONSOLE);
            try {
                return asked.undo() != null ? undo(asked.undo(), me, out, err) : begin(asked, me, out, err);
            } catch (BadInput bad) {
                bad.faults()
                        .forEach(fault -> err.println(
                                texts.text(locale(), fault.key(), fault.args().toArray())));
                return 2;
            } catch (NoSuchRecord none) {
                err.println(none.getMessage());
                return 2;
            }
        });
    }

    private int undo(UUID id, Actor me, PrintStream out, PrintStream err) {
        if (imports.undo(id, true, me) instanceof Undo.Answer.Done) {
            out.println(texts.text(locale(), "import.console.undone", id.toString()));
            return 0;
        }
        return complain(err, "import.undo.impossible");
    }

    private int begin(Asked asked, Actor me, PrintStream out, PrintStream err) {
        var given = asked.mapping() == null ? null : imports.mapping(text(asked.mapping()));
        // A whole mapping is an answer to everything; without one, only --yes lets Diabolo go on.
        var order = new Imports.Order(
                given, asked.yes() || asked.dry() || given != null, asked.dry(), true, ImportOptions.usual());
        var watching = new AtomicBoolean(true);
        var bar = Thread.ofVirtual().start(() -> watch(watching, me.workspace(), err));
        UUID id;
        try {
            id = imports.upload(uploads(asked.files()), order, me);
        } finally {
            watching.set(false);
            bar.interrupt();
        }
        return answer(imports.find(id, me), asked, out, err);
    }

    private static List<Imports.Upload> uploads(List<Path> files) {
        return files.stream()
                .map(file -> {
                    try {
                        return new Imports.Upload(file.getFileName().toString(), Files.newInputStream(file));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private int answer(Import what, Asked asked, PrintStream out, PrintStream err) {
        err.println();
        if (what.state().equals("failed")) {
            err.println(what.error());
            return 1;
        }
        if (what.state().equals("mapping")) {
            return ask(what, asked, out, err);
        }
        what.matches().stream()
                .filter(match -> match.needed())
                .forEach(match -> err.println(texts.text(
                        locale(),
                        "import.console.taken",
                        match.header(),
                        match.value(),
                        match.proposed(),
                        match.rows())));
        var outcome = what.outcome();
        out.println(texts.text(
                locale(),
                what.isDone() ? "import.console.done" : "import.console.dry",
                what.id().toString(),
                outcome.created(),
                outcome.updated(),
                outcome.unchanged(),
                outcome.rejected()));
        return 0;
    }

    private int ask(Import what, Asked asked, PrintStream out, PrintStream err) {
        for (var question : what.questions()) {
            err.println(texts.text(locale(), "import.console.question", words(question)));
            err.println(texts.text(locale(), "import.console.choices", String.join(", ", question.choices())));
        }
        var open = what.questions().stream().anyMatch(Question::mustBeAnswered);
        err.println(texts.text(
                locale(),
                open || asked.yes() ? "import.console.how" : "import.console.accept",
                what.id().toString()));
        out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(what.mapping()));
        return ASKS;
    }

    private String words(Question question) {
        return texts.text(locale(), question.key(), question.args().toArray());
    }

    /** One line that is written over: how far the newest import's job is. */
    private void watch(AtomicBoolean watching, WorkspaceId workspace, PrintStream err) {
        WorkspaceScope.run(workspace, () -> {
            while (watching.get()) {
                var job = transactions.execute(
                        _ -> sql.fetchOne(
                                "select done, total from job where kind = 'import' and state = 'running' order by created_at desc limit 1"));
                if (job != null) {
                    err.print("\r" + bar(job.get(0, Long.class), job.get(1, Long.class)));
                    err.flush();
                }
                try {
                    Thread.sleep(500);
                } catch (InterruptedException _) {
                    return;
                }
            }
        });
    }

    private String bar(long done, long total) {
        int filled = total == 0 ? 0 : (int) Math.min(30, 30 * done / total);
        return "[" + "#".repeat(filled) + ".".repeat(30 - filled) + "] "
                + texts.text(locale(), "import.console.progress", done);
    }

    private @Nullable WorkspaceId workspace(@Nullable String slug) {
        var id = transactions.execute(_ -> (slug == null
                        ? sql.resultQuery("select first_workspace()")
                        : sql.resultQuery("select workspace_by_slug(?)", slug))
                .fetchSingle(0, UUID.class));
        return id == null ? null : new WorkspaceId(id);
    }

    private static @Nullable Asked asked(List<String> args) {
        var files = new ArrayList<Path>();
        String workspace = null;
        Path mapping = null;
        UUID undo = null;
        boolean yes = false;
        boolean dry = false;
        try {
            for (var rest = args.iterator(); rest.hasNext(); ) {
                var arg = rest.next();
                switch (arg) {
                    case "--yes" -> yes = true;
                    case "--dry-run" -> dry = true;
                    case "--workspace" -> workspace = rest.next();
                    case "--mapping" -> mapping = Path.of(rest.next());
                    case "--undo" -> undo = UUID.fromString(rest.next());
                    default -> {
                        if (arg.startsWith("--")) {
                            return null;
                        }
                        files.add(Path.of(arg));
                    }
                }
            }
        } catch (java.util.NoSuchElementException | IllegalArgumentException _) {
            return null;
        }
        return files.isEmpty() == (undo == null) ? null : new Asked(files, workspace, mapping, yes, dry, undo);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadInput("mapping", "import.bad-mapping");
        }
    }

    private int complain(PrintStream err, String key, Object... args) {
        err.println(texts.text(locale(), key, args));
        return 2;
    }

    private static Locale locale() {
        return Locale.getDefault();
    }
}
