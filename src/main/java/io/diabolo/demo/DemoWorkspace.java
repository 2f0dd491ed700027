package io.diabolo.demo;

import static io.diabolo.jooq.Tables.JOURNEY;

import io.diabolo.identity.Members;
import io.diabolo.journey.Journeys;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordType;
import io.diabolo.records.Records;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the demo workspace before the web server opens, once; what a visitor changes in it stays. */
@Component
@ConditionalOnProperty("diabolo.demo")
class DemoWorkspace implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DemoWorkspace.class);
    private static final long SEED = 20_260_101;
    private static final String SLUG = "atelier-nord";
    private static final int ONBOARDED = 12;

    private final DataSource owner;
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Journeys journeys;
    private final List<RecordType> types;
    private final Records records;
    private final Jobs jobs;
    private final Members members;
    private final Clock clock;
    private boolean running;

    DemoWorkspace(
            @Qualifier("ownerDataSource") DataSource owner,
            DSLContext sql,
            TransactionTemplate transactions,
            Journeys journeys,
            List<RecordType> types,
            Records records,
            Jobs jobs,
            Members members,
            Clock clock) {
        this.owner = owner;
        this.sql = sql;
        this.transactions = transactions;
        this.journeys = journeys;
        this.types = types;
        this.records = records;
        this.jobs = jobs;
        this.members = members;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        try (var connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            var workspace = present(connection);
            if (workspace == null) {
                workspace = generate(connection);
                connection.commit();
            } else if (isProjected(connection, workspace)) {
                return;
            }
            project(workspace);
            care(workspace);
            LOG.info("made the demo workspace in {} ms", (System.nanoTime() - began) / 1_000_000);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the demo workspace could not be made", e);
        }
    }

    private static @Nullable UUID present(Connection connection) throws SQLException {
        try (var found =
                connection.createStatement().executeQuery("select id from workspace where slug = '" + SLUG + "'")) {
            return found.next() ? found.getObject(1, UUID.class) : null;
        }
    }

    /** Rows and what follows from them are two transactions; a start that was killed between them goes on here. */
    private static boolean isProjected(Connection connection, UUID workspace) throws SQLException {
        try (var found = connection
                .createStatement()
                .executeQuery("select from search_entry where workspace_id = '" + workspace + "' limit 1")) {
            return found.next();
        }
    }

    private UUID generate(Connection connection) throws SQLException, IOException {
        // Yesterday: of the day that runs, nobody knows yet what its afternoon brings.
        var today = LocalDate.now(clock.withZone(Chance.ZONE)).minusDays(1);
        var start = today.minusMonths(18);
        var chance = new Chance(SEED, clock.instant());
        var words = new Words();
        var workspace = chance.id(start.atStartOfDay(Chance.ZONE).toInstant());
        try (var statement = connection.createStatement()) {
            statement.execute("insert into workspace (id, slug) values ('" + workspace + "', '" + SLUG + "')");
            statement.execute("insert into workspace_setting (workspace_id, name, demo) values ('" + workspace
                    + "', 'Atelier Nord', true)");
        }
        var cast = new Cast(chance, start);
        hire(connection, cast, workspace, chance, start);
        var market = new Market(chance, words, start);
        new Register(words, market, cast, chance, workspace).send(connection);
        var changeSet = chance.id(start.atStartOfDay(Chance.ZONE).toInstant());
        // Dated at its beginning: the history of a demo isn't something to take back with one click.
        var sets = new TableCopy("change_set", "id, member_id, origin, action, title, created_at", workspace);
        sets.row(changeSet, cast.manager().id(), "import", "demo", "Atelier Nord", chance.workingTime(start));
        sets.send(connection);
        new Cycle(chance, words, cast, market, today, workspace, changeSet).send(connection);
        new Entries(workspace, cast.manager().id()).send(connection);
        try (var statement = connection.createStatement()) {
            statement.execute("analyze");
        }
        return workspace;
    }

    private static void hire(Connection connection, Cast cast, UUID workspace, Chance chance, LocalDate start)
            throws SQLException, IOException {
        var teams = new TableCopy("team", "id, name", workspace);
        var members = new TableCopy(
                "member",
                "id, name, email, roles, administrator, visibility, team_id, manager_id, created_at",
                workspace);
        var ids = new java.util.LinkedHashMap<String, UUID>();
        var hired = chance.workingTime(start);
        for (var player : cast.all()) {
            ids.computeIfAbsent(player.team(), name -> {
                var id = chance.id(hired);
                teams.row(id, name);
                return id;
            });
            var manager =
                    player.equals(cast.manager()) ? null : cast.bossOf(player).id();
            members.row(
                    player.id(),
                    player.name(),
                    Market.slug(player.name()).replace('-', '.') + "@atelier-nord.example",
                    "{" + String.join(",", player.roles()) + "}",
                    player.administrator(),
                    player.visibility(),
                    ids.get(player.team()),
                    manager,
                    hired);
        }
        teams.send(connection);
        members.send(connection);
    }

    /** What follows from the rows, by the same code as for any other workspace. */
    private void project(UUID workspace) {
        WorkspaceScope.run(
                new WorkspaceId(workspace),
                () -> transactions.executeWithoutResult(_ -> {
                    journeys.refresh(sql.select(JOURNEY.ID).from(JOURNEY));
                    for (var type : types) {
                        if (type.isReadOnly()) {
                            continue;
                        }
                        var entries = type.searchEntries(
                                sql.select(type.column("id", UUID.class)).from(type.table()));
                        if (entries != null) {
                            index(type.id().toLowerCase(Locale.ROOT), entries);
                        }
                    }
                    onboard(workspace);
                    new Vacancy(sql, types, records).open(workspace, LocalDate.now(clock.withZone(Chance.ZONE)));
                }));
    }

    /** How customers are is measured as it is each night. */
    private void care(UUID workspace) {
        var id = new WorkspaceId(workspace);
        jobs.runNow("health", "", Map.of(), members.firstAdministrator(id));
    }

    /** Customers in delivery are being onboarded, some of them late. */
    private void onboard(UUID workspace) {
        var type = types.stream().filter(one -> one.id().equals("onboarding")).findFirst();
        if (type.isEmpty()) {
            return;
        }
        for (var row : sql.fetch("""
                select c.id, c.name, c.company_id, c.csm_id, c.starts_on, member.name as csm, o.id as opportunity
                from contract c
                join member on member.id = c.csm_id
                join opportunity o on o.id = c.opportunity_id
                join journey j on j.id = o.journey_id and j.current_stage = 8
                order by c.starts_on desc limit ?""", ONBOARDED)) {
            var me = new Actor(
                    new WorkspaceId(workspace),
                    new MemberId(row.get("csm_id", UUID.class)),
                    row.get("csm", String.class),
                    Set.of("csm"),
                    true,
                    new Visibility.All(),
                    Scope.ADMIN,
                    Origin.IMPORT,
                    Locale.FRANCE,
                    Chance.ZONE);
            var made = records.create(
                    type.get(),
                    Map.of(
                            "name", row.get("name", String.class),
                            "company", row.get("company_id", String.class),
                            "contract", row.get("id", String.class),
                            "signed_on", row.get("starts_on", String.class),
                            "owner", row.get("csm_id", String.class)),
                    me);
            var id = made.record().id();
            sql.execute(
                    "update onboarding set opportunity_id = ? where id = ?", row.get("opportunity", UUID.class), id);
            sql.execute("""
                    update onboarding_step set done_at = due_on + interval '10 hours',
                           done_by = case side when 'us' then ? else 'Le client' end
                    where onboarding_id = ? and kind <> 'check' and due_on < current_date - position % 5""", row.get("csm", String.class), id);
        }
        // Looked at again as soon as the server runs.
        sql.execute("update onboarding set looked_on = current_date - 1");
    }

    private void index(String kind, org.jooq.Select<?> entries) {
        sql.execute(
                "insert into search_entry (kind, record_id, owner_id, label, detail, text_key)"
                        + " select {0}, e.* from ({1}) as e",
                org.jooq.impl.DSL.inline(kind), entries);
        sql.execute(
                "insert into search_unread (kind, record_ids)"
                        + " select kind, array_agg(record_id) from search_entry where kind = ? group by kind",
                kind);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server opens and before jobs run. */
    @Override
    public int getPhase() {
        return 0;
    }
}
