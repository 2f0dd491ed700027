package io.diabolo.testkit;

import io.diabolo.identity.TestSession;
import io.diabolo.identity.Tokens;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** The world of one test: a fresh workspace with an administrator, and what the test adds to it. */
public final class Given {
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Tokens tokens;
    private final WorkspaceId workspace;
    private final Actor administrator;

    Given(DSLContext sql, TransactionTemplate transactions, Tokens tokens) {
        this.sql = sql;
        this.transactions = transactions;
        this.tokens = tokens;
        this.workspace = createWorkspace();
        this.administrator = member("Claire Fontaine", new Visibility.All(), true, "manager");
    }

    private WorkspaceId createWorkspace() {
        var slug = "w-" + UUID.randomUUID();
        var id = transactions.execute(_ -> sql.select(DSL.field("create_workspace({0})", UUID.class, DSL.val(slug)))
                .fetchSingle()
                .value1());
        var created = new WorkspaceId(id);
        WorkspaceScope.run(
                created,
                () -> transactions.executeWithoutResult(
                        _ -> sql.execute("insert into workspace_setting (name) values (?)", slug)));
        return created;
    }

    public WorkspaceId workspace() {
        return workspace;
    }

    /** Who may do and see everything. */
    public Actor administrator() {
        return administrator;
    }

    /** A member who sees everything and holds these roles. */
    public Actor member(String name, String... roles) {
        return member(name, new Visibility.All(), false, roles);
    }

    /** A member who sees only their own records. */
    public Actor memberWhoSeesOwn(String name, String... roles) {
        return member(name, null, false, roles);
    }

    private Actor member(String name, @Nullable Visibility visibility, boolean administrator, String... roles) {
        var email = UUID.randomUUID() + "@example.org";
        var id = new MemberId(in(() -> sql.fetchSingle(
                        "insert into member (name, email, roles, administrator, visibility) values (?, ?, ?, ?, ?) returning id",
                        name,
                        email,
                        roles,
                        administrator,
                        visibility == null ? "own" : "all")
                .get(0, UUID.class)));
        return new Actor(
                workspace,
                id,
                name,
                Set.of(roles),
                administrator,
                visibility == null ? new Visibility.Of(Set.of(id)) : visibility,
                Scope.ADMIN,
                Origin.PAGE,
                Locale.FRANCE,
                ZoneId.of("Europe/Paris"));
    }

    /** Answers what the usual sheet requires of a lead, as told on the phone. */
    public void sheetAnswered(UUID lead) {
        for (var question : new String[] {"need", "timing", "budget", "authority"}) {
            run(() -> sql.execute(
                    "insert into sheet_answer (subject_type, subject_id, sheet, question, value, said_by, source, member_id)"
                            + " values ('lead', ?, 'bant', ?, ?, 'Léa Martin', 'call', ?)",
                    lead,
                    question,
                    "ce qu’elle dit de : " + question,
                    administrator.member().value()));
        }
    }

    /** A MockMvc request of a member who is signed in; a form needs {@code csrf()} too. */
    public RequestPostProcessor signedIn(Actor actor) {
        return TestSession.of(actor);
    }

    /** The value of the header Authorization for the API, with a new token of a member. */
    public String bearer(Actor actor, Scope scope) {
        return "Bearer " + token(actor, scope);
    }

    /** A new API token of a member. */
    public String token(Actor actor, Scope scope) {
        return in(() -> tokens.create("test", scope, null, actor));
    }

    /** Does something in the test's workspace, in one transaction. */
    public <T extends @Nullable Object> T in(Supplier<T> work) {
        return WorkspaceScope.in(workspace, () -> transactions.execute(_ -> work.get()));
    }

    public void run(Runnable work) {
        WorkspaceScope.run(workspace, () -> transactions.executeWithoutResult(_ -> work.run()));
    }

    /** Makes worlds. */
    @TestConfiguration
    public static class Kit {
        private final DSLContext sql;
        private final TransactionTemplate transactions;
        private final Tokens tokens;

        Kit(DSLContext sql, TransactionTemplate transactions, Tokens tokens) {
            this.sql = sql;
            this.transactions = transactions;
            this.tokens = tokens;
        }

        public Given given() {
            return new Given(sql, transactions, tokens);
        }
    }
}
