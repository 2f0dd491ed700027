package io.diabolo.identity;

import io.diabolo.platform.Actor;
import io.diabolo.platform.ConsoleCommand;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code token [--member EMAIL] [--workspace W] [--scope read|write|admin]}: a new API token, alone on its line. */
@Component
class TokenCommand implements ConsoleCommand {
    private final DSLContext sql;
    private final Members members;
    private final Tokens tokens;
    private final Texts texts;

    TokenCommand(DSLContext sql, Members members, Tokens tokens, Texts texts) {
        this.sql = sql;
        this.members = members;
        this.tokens = tokens;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "token";
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        var options = options(args);
        if (options == null || !List.of("read", "write", "admin").contains(options.getOrDefault("--scope", "admin"))) {
            return complain(err, "token.usage");
        }
        var workspace = workspace(options.get("--workspace"));
        if (workspace == null) {
            return complain(err, "token.no-workspace");
        }
        var scope = Tokens.scope(options.getOrDefault("--scope", "admin"));
        var secret = WorkspaceScope.in(workspace, () -> {
            var member = member(workspace, options.get("--member"));
            return member == null ? null : tokens.create("console", scope, null, member);
        });
        if (secret == null) {
            return complain(err, "token.no-member");
        }
        out.println(secret);
        return 0;
    }

    private @Nullable Actor member(WorkspaceId workspace, @Nullable String email) {
        try {
            if (email == null) {
                return members.firstAdministrator(workspace);
            }
            var member = members.byEmail(email);
            return member == null ? null : members.actor(member.id(), Origin.CONSOLE, Scope.ADMIN);
        } catch (NoSuchRecord e) {
            return null;
        }
    }

    private @Nullable WorkspaceId workspace(@Nullable String slug) {
        var query = slug == null
                ? sql.resultQuery("select first_workspace()")
                : sql.resultQuery("select workspace_by_slug(?)", slug);
        var id = query.fetchSingle(0, UUID.class);
        return id == null ? null : new WorkspaceId(id);
    }

    /** {@code --scope read} and {@code --scope=read}; null when there is anything else. */
    private static @Nullable Map<String, String> options(List<String> args) {
        var known = List.of("--member", "--workspace", "--scope");
        var options = new HashMap<String, String>();
        for (var i = 0; i < args.size(); i++) {
            var parts = args.get(i).split("=", 2);
            if (!known.contains(parts[0]) || (parts.length == 1 && i + 1 == args.size())) {
                return null;
            }
            options.put(parts[0], parts.length == 2 ? parts[1] : args.get(++i));
        }
        return options;
    }

    private int complain(PrintStream err, String key) {
        err.println(texts.text(Locale.getDefault(), key));
        return 2;
    }
}
