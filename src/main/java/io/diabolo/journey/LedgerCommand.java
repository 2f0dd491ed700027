package io.diabolo.journey;

import io.diabolo.platform.ConsoleCommand;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.io.PrintStream;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code ./diabolo ledger verify [--workspace SLUG]}: whether every projection is what the ledger says. */
@Component
class LedgerCommand implements ConsoleCommand {
    private final DSLContext sql;
    private final JourneyVerification verification;

    LedgerCommand(DSLContext sql, JourneyVerification verification) {
        this.sql = sql;
        this.verification = verification;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        var named = args.size() == 3 && args.get(1).equals("--workspace");
        if (args.isEmpty() || !args.getFirst().equals("verify") || !(named || args.size() == 1)) {
            err.println("ledger verify [--workspace SLUG]");
            return 2;
        }
        var workspace = workspace(named ? args.get(2) : null);
        if (workspace == null) {
            err.println("There is no such workspace.");
            return 2;
        }
        var report = WorkspaceScope.in(new WorkspaceId(workspace), verification::verify);
        out.println(report.journeys() + " journeys rebuilt from the ledger, " + report.differing() + " differ");
        report.astray().forEach(out::println);
        return report.isEqual() ? 0 : 1;
    }

    private @Nullable UUID workspace(@Nullable String slug) {
        var asked = slug == null
                ? DSL.field("first_workspace()", UUID.class)
                : DSL.field("workspace_by_slug({0})", UUID.class, DSL.val(slug));
        return sql.select(asked).fetchSingle().value1();
    }
}
