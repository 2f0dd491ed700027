package io.diabolo.importing;

import io.diabolo.identity.Members;
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
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code ./diabolo import}: the page's import without a page, beside a running server or without one. */
@Component
class ImportConsole implements ConsoleCommand {
    private static final int FAILED = 1;
    private static final int IMPOSSIBLE = 2;
    /** Something has to be answered; nothing has changed. */
    private static final int ASKS = 3;

    private final Imports imports;
    private final ImportDecisions decisions;
    private final Members members;
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Texts texts;
    private final ConsoleReport report;

    ImportConsole(
            Imports imports,
            ImportDecisions decisions,
            Members members,
            DSLContext sql,
            TransactionTemplate transactions,
            Texts texts,
            ConsoleReport report) {
        this.imports = imports;
        this.decisions = decisions;
        this.members = members;
        this.sql = sql;
        this.transactions = transactions;
        this.texts = texts;
        this.report = report;
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        try {
            var asked = ImportArguments.of(args);
            var workspace = workspace(asked.workspace());
            return WorkspaceScope.in(workspace, () -> {
                var me = members.firstAdministrator(workspace).through(Origin.CONSOLE);
                return asked.undo() != null ? undo(asked.undo(), me, out, err) : begin(asked, me, out, err);
            });
        } catch (BadInput bad) {
            bad.faults()
                    .forEach(fault -> err.println(
                            texts.text(locale(), fault.key(), fault.args().toArray())));
            return bad.faults().stream().anyMatch(fault -> fault.key().equals("import.unreadable"))
                    ? FAILED
                    : IMPOSSIBLE;
        } catch (NoSuchRecord none) {
            err.println(texts.text(locale(), "import.console.no-import", none.id()));
        }
        return IMPOSSIBLE;
    }

    private int undo(UUID id, Actor me, PrintStream out, PrintStream err) {
        if (imports.find(id, me).state().equals("undone")) {
            out.println(texts.text(locale(), "import.console.undone", id.toString()));
            return 0;
        }
        if (imports.undo(id, true, me) instanceof Undo.Answer.Done done) {
            out.println(texts.text(locale(), "import.console.undone", id.toString()));
            if (done.keptCount() > 0) {
                err.println(texts.text(locale(), "import.console.undo-kept", done.keptCount()));
            }
            return 0;
        }
        err.println(texts.text(locale(), "import.undo.impossible"));
        return IMPOSSIBLE;
    }

    private int begin(ImportArguments asked, Actor me, PrintStream out, PrintStream err) {
        var given = asked.mapping() == null ? null : decisions.mapping(text(asked.mapping()));
        // A dry run takes what is proposed, to say what would come of it.
        var order = new Imports.Order(given, asked.yes() || asked.dry(), asked.dry(), true, ImportOptions.usual());
        err.println(texts.text(locale(), "import.console.begin", asked.files().size()));
        UUID id;
        try (var _ = ConsoleProgress.over(sql, transactions, texts, me.workspace(), err)) {
            id = imports.upload(uploads(asked.files()), order, me);
            var read = imports.find(id, me);
            if (read.state().equals("mapping") && read.questions().isEmpty()) {
                imports.apply(id, true, me);
            }
        }
        var what = imports.find(id, me);
        if (asked.written() != null && !what.state().equals("failed")) {
            write(asked.written(), report.mapping(what), err);
        }
        return answer(what, asked, out, err);
    }

    private int answer(Import what, ImportArguments asked, PrintStream out, PrintStream err) {
        return switch (what.state()) {
            case "failed" -> {
                err.println(what.error());
                yield FAILED;
            }
            case "mapping" -> {
                report.ask(what, asked.yes() || asked.dry(), out, err);
                yield ASKS;
            }
            case "ready", "done" -> {
                report.tell(what, asked, out, err);
                yield 0;
            }
            default -> {
                err.println(texts.text(locale(), "import.failed"));
                yield FAILED;
            }
        };
    }

    private static List<Imports.Upload> uploads(List<Path> files) {
        return files.stream()
                .map(file -> {
                    try {
                        return new Imports.Upload(
                                Objects.requireNonNull(file.getFileName()).toString(), Files.newInputStream(file));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    /** The one that is named, or the only one there is: a file in the wrong place is a nuisance to all. */
    private WorkspaceId workspace(@Nullable String slug) {
        var slugs = Objects.requireNonNull(transactions.execute(
                _ -> sql.fetchSingle("select workspace_slugs()").get(0, String[].class)));
        if (slugs.length == 0) {
            throw new BadInput("", "import.console.no-workspace-yet");
        }
        if (slug == null && slugs.length > 1) {
            throw new BadInput("", "import.console.which-workspace", String.join(", ", slugs));
        }
        var id =
                transactions.execute(_ -> sql.resultQuery("select workspace_by_slug(?)", slug == null ? slugs[0] : slug)
                        .fetchSingle(0, UUID.class));
        if (id == null) {
            throw new BadInput("", "import.console.no-workspace", String.valueOf(slug), String.join(", ", slugs));
        }
        return new WorkspaceId(id);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new BadInput("mapping", "import.bad-mapping");
        } catch (IOException e) {
            throw new BadInput("mapping", "import.console.unreadable", file.toString());
        }
    }

    private void write(Path file, String text, PrintStream err) {
        try {
            Files.writeString(file, text + System.lineSeparator());
            err.println(texts.text(locale(), "import.console.written", file.toString()));
        } catch (IOException e) {
            err.println(texts.text(locale(), "import.console.unwritable", file.toString()));
        }
    }

    static Locale locale() {
        return Locale.getDefault();
    }
}
