package io.diabolo.configuration;

import io.diabolo.configuration.ConfigurationImports.Answer;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.ConsoleCommand;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code configuration [FILE [--apply]] [--workspace W]}: writes the file, or says what another one would change, or takes it
 * over. 0 done, 1 faults or somebody else was faster, 2 can't be done as asked.
 */
@Component
class ConfigurationCommand implements ConsoleCommand {
    private final DSLContext sql;
    private final Members members;
    private final ConfigurationImports imports;
    private final Texts texts;

    ConfigurationCommand(DSLContext sql, Members members, ConfigurationImports imports, Texts texts) {
        this.sql = sql;
        this.members = members;
        this.imports = imports;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        var files = new ArrayList<String>();
        String slug = null;
        var applies = false;
        for (var i = 0; i < args.size(); i++) {
            var arg = args.get(i);
            if (arg.equals("--apply")) {
                applies = true;
            } else if (arg.equals("--workspace") && i + 1 < args.size()) {
                slug = args.get(++i);
            } else {
                files.add(arg);
            }
        }
        var isMeant = files.size() == 1 ? !files.getFirst().startsWith("--") : files.isEmpty() && !applies;
        if (!isMeant) {
            return say(err, 2, "configuration.usage");
        }
        var workspace = workspace(slug);
        if (workspace == null) {
            return say(err, 2, "configuration.no-workspace");
        }
        var file = files.isEmpty() ? null : Path.of(files.getFirst());
        var wanted = applies;
        return Objects.requireNonNull(WorkspaceScope.in(workspace, () -> {
            var me = members.firstAdministrator(workspace);
            if (file == null) {
                out.print(imports.export(me));
                return 0;
            }
            return read(file, wanted, me, out, err);
        }));
    }

    private int read(Path file, boolean applies, Actor me, PrintStream out, PrintStream err) {
        try {
            if (!Files.isRegularFile(file)) {
                return say(err, 2, "configuration.no-file", file);
            }
            var text = ConfigurationController.text(Files.readAllBytes(file));
            var name = Objects.toString(file.getFileName(), "");
            var id = imports.compare(name, text, me);
            var comparison = imports.comparison(id, me);
            tell(comparison, out);
            var faults = imports.find(id, me).faults();
            if (!faults.isEmpty()) {
                faults.forEach(fault -> err.println(said(fault)));
                return 1;
            }
            if (!comparison.isChanging()) {
                return say(out, 0, "configuration.same");
            }
            return applies ? apply(id, comparison, me, out, err) : 0;
        } catch (BadInput bad) {
            bad.faults().forEach(fault -> err.println(said(fault)));
            return 1;
        } catch (IOException e) {
            return say(err, 2, "configuration.no-file", file);
        }
    }

    private int apply(UUID id, Comparison comparison, Actor me, PrintStream out, PrintStream err) {
        var all = comparison.sections().stream().map(Comparison.OfSection::id).collect(Collectors.toSet());
        return switch (imports.apply(id, all, comparison.fingerprint(), me)) {
            case Answer.Done _ -> say(out, 0, "configuration.applied");
            case Answer.Nothing _ -> say(out, 0, "configuration.same");
            case Answer.Outdated _, Answer.AlreadyApplied _ -> say(err, 1, "configuration.outdated");
        };
    }

    private static void tell(Comparison comparison, PrintStream out) {
        for (var part : comparison.sections()) {
            for (var item : part.items()) {
                if (item.kind() == Comparison.Kind.KEPT) {
                    continue;
                }
                var sign = item.kind() == Comparison.Kind.ADDED ? "+ " : "~ ";
                out.println(sign + part.id() + "." + item.key());
                if (item.kind() == Comparison.Kind.CHANGED) {
                    item.differences()
                            .forEach(one -> out.println("    " + one.path() + ": " + Objects.toString(one.old(), "–")
                                    + " → " + Objects.toString(one.now(), "–")));
                }
            }
        }
    }

    private String said(Fault fault) {
        var words = texts.text(Locale.getDefault(), fault.key(), fault.args().toArray());
        return fault.field().isEmpty() ? words : fault.field() + ": " + words;
    }

    private int say(PrintStream where, int code, String key, Object... args) {
        where.println(texts.text(Locale.getDefault(), key, args));
        return code;
    }

    private @Nullable WorkspaceId workspace(@Nullable String slug) {
        var query = slug == null
                ? sql.resultQuery("select first_workspace()")
                : sql.resultQuery("select workspace_by_slug(?)", slug);
        var id = query.fetchSingle(0, UUID.class);
        return id == null ? null : new WorkspaceId(id);
    }
}
