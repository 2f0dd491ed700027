package io.diabolo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.accounts.LookedAtAccounts;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import io.diabolo.testkit.TablesOfJobs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A workspace with a record of every type, and what stands in it. */
final class WorldOfRecords {
    static final String MARK = "Zwischenahn";
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final ApplicationContext application;

    WorldOfRecords(
            MockMvcTester mvc, DSLContext sql, Records records, RecordTypes types, ApplicationContext application) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.application = application;
    }

    List<String> plurals() {
        return types.all().stream().map(type -> type.plural()).toList();
    }

    /** By plural, a record of each type that has one. */
    Map<String, String> oneOfEach(Given given) {
        return given.in(() -> {
            var own = new LinkedHashMap<String, String>();
            for (var type : types.all()) {
                var column = type.column("id", java.util.UUID.class);
                var id = sql.select(column).from(type.table()).limit(1).fetchOne(column);
                if (id != null) {
                    own.put(type.plural(), id.toString());
                }
            }
            return own;
        });
    }

    /** A record of every type and a row of what else has an id; answers one id of each table. */
    List<String> filled(Given given) {
        var me = given.administrator();
        WorkspaceScope.run(given.workspace(), () -> {
            var company = create(given, "companies", Map.of("name", MARK + " industrie"));
            create(given, "people", Map.of("last_name", MARK));
            create(given, "leads", Map.of("last_name", MARK));
            create(given, "opportunities", Map.of("name", MARK, "company", company));
            var product = create(given, "products", Map.of("name", MARK));
            create(given, "competitors", Map.of("name", MARK));
            create(given, "price-lists", Map.of("name", MARK));
            create(given, "campaigns", Map.of("name", MARK));
            create(given, "marketing-assets", Map.of("name", MARK));
            create(given, "forms", Map.of("name", MARK));
            create(given, "experiments", Map.of("name", MARK));
            create(
                    given,
                    "meetings",
                    Map.of("subject", MARK, "kind", "visit", "company", company, "starts_at", "2031-03-04T09:00:00Z"));
            create(given, "priorities", Map.of("name", MARK));
            var profile = create(given, "target-profiles", Map.of("name", MARK));
            create(given, "lists", Map.of("name", MARK, "profile", profile));
            create(given, "mail-templates", Map.of("name", MARK, "subject_fr", MARK, "body_fr", MARK));
            create(given, "contracts", Map.of("name", MARK, "company", company, "monthly_amount", "100 EUR"));
            create(given, "orders", Map.of("name", MARK, "company", company));
            create(given, "onboarding-templates", Map.of("name", MARK));
            create(given, "onboardings", Map.of("name", MARK, "company", company));
            create(given, "tickets", Map.of("subject", MARK, "company", company, "description", MARK));
            create(given, "articles", Map.of("title_fr", MARK, "body_fr", MARK));
            create(given, "macros", Map.of("name", MARK, "body", MARK));
            create(given, "sla-policies", Map.of("name", MARK, "first_minutes", "60"));
            var survey = create(given, "surveys", Map.of("name", MARK));
            create(given, "responses", Map.of("survey", survey, "company", company, "score", "9", "comment", MARK));
            create(given, "value-metrics", Map.of("name", MARK, "company", company, "target", "10"));
            create(given, "own-roles", Map.of("name", MARK, "based_on", "sdr"));
            var position = create(given, "positions", Map.of("name", MARK, "role", "sdr"));
            var job = create(given, "job-descriptions", Map.of("name", MARK, "position", position, "intro", MARK));
            var candidate = create(given, "candidates", Map.of("name", MARK, "job_description", job));
            create(given, "interviews", Map.of("candidate", candidate));
            var plan = create(given, "account-plans", Map.of("name", MARK, "company", company, "state", "active"));
            create(given, "objectives", Map.of("name", MARK, "plan", plan));
            create(given, "account-reviews", Map.of("name", MARK, "company", company, "agenda", MARK));
            create(given, "referrals", Map.of("company", company, "last_name", MARK));
            create(given, "win-backs", Map.of("company", company, "churned_on", "2026-01-31"));
            create(given, "usage-allowances", Map.of("product", product, "feature", MARK, "per_unit", "10"));
            create(given, "activities", Map.of("subject", MARK, "kind", "note", "company", company));
            given.run(() -> cared(company));
        });
        given.run(() -> {
            sql.execute("""
                    insert into customer_account (id, name, state, owner_id, currency)
                    select id, name, 'customer', ?, 'EUR' from company order by created_at limit 1
                    on conflict (workspace_id, id) do nothing""", me.member().value());
            sql.execute("""
                    insert into suggestion (name, kind, company_id, reason_fr, reason_en, owner_id)
                    select ?, 'upsell', id, ?, ?, ? from company order by created_at limit 1""", MARK, MARK, MARK, me.member().value());
        });
        mailed(given);
        automated(given);
        coached(given);
        configured(given);
        assertThat(mvc.post()
                        .uri("/opportunities/"
                                + given.in(() ->
                                        sql.fetchValue("select id from opportunity order by created_at, id limit 1"))
                                + "/quotes")
                        .param(
                                "products",
                                given.in(() -> String.valueOf(
                                        sql.fetchValue("select id from product order by created_at, id limit 1"))))
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        given.sheetAnswered(java.util.UUID.fromString(
                given.in(() -> String.valueOf(sql.fetchValue("select id from lead order by created_at, id limit 1")))));
        assertThat(mvc.post()
                        .uri("/handoffs")
                        .param("kind", "qualified-lead")
                        .param("subject_type", "lead")
                        .param(
                                "subject_id",
                                given.in(() -> String.valueOf(
                                        sql.fetchValue("select id from lead order by created_at, id limit 1"))))
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(mvc.post()
                        .uri("/teams")
                        .param("name", MARK)
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(mvc.post()
                        .uri("/exports")
                        .param("plural", "companies")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(mvc.post()
                        .uri("/companies/views")
                        .param("view_name", MARK)
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        LookedAtAccounts.wholly(given, application);
        return given.in(() -> tables("id").stream()
                .map(table ->
                        sql.fetchOne("select id from " + table + " where workspace_id = current_workspace() limit 1"))
                .filter(row -> row != null && row.get(0) instanceof java.util.UUID)
                .map(row -> String.valueOf(row.get(0)))
                .toList());
    }

    /** How the company is, a risk of it, and what is done about such. */
    private void cared(String company) {
        sql.execute(
                "insert into health (company_id, currency, measured_at) values (cast(? as uuid), 'EUR', now())",
                company);
        sql.execute(
                "insert into health_risk (company_id, playbook, reason, score, opened_at) values (cast(? as uuid), 'own', ?, 1, now())",
                company,
                MARK);
        sql.execute("insert into playbook (key, name, tasks) values ('own', ?, '[]')", MARK);
    }

    /** A mailbox that nobody answers at, and a mail of it. */
    private void mailed(Given given) {
        given.run(() -> {
            var mailbox = sql.fetchValue("""
                    insert into mailbox (member_id, address, sender_name, way, login, smtp_host, smtp_port, smtp_security)
                    values (?, 'a@example.org', ?, 'password', 'a', 'localhost', 1, 'none') returning id""", given.administrator().member().value(), MARK);
            sql.execute("""
                    insert into mail (mailbox_id, member_id, direction, state, person_id, from_address, to_address, subject,
                                      body, message_id, thread_id, not_before, at)
                    select ?, ?, 'outbound', 'sent', id, 'a@example.org', 'b@example.org', ?, ?, '<1@example.org>', id, now(),
                           now()
                    from person limit 1""", mailbox, given.administrator().member().value(), MARK, MARK);
        });
    }

    /** An automation that waits for nothing, a run of it, and a webhook that was told. */
    private void automated(Given given) {
        given.run(() -> {
            var me = given.administrator().member().value();
            var automation = sql.fetchValue("""
                    insert into automation (name, state, record_type, begins, plan, keeper_id)
                    values (?, 'off', 'company', 'event', '{"record_type": "company", "actions": []}', ?) returning id""", MARK, me);
            sql.execute("""
                    insert into automation_run (automation_id, number, key, event, record_type, record_id, at, due_at, state)
                    values (?, 1, 'x', 'created', 'company', uuidv7(), now(), now(), 'done')""", automation);
            sql.execute(
                    "insert into webhook (name, url, secret, state, owner_id) values (?, 'https://a.example/', '\\x00', 'off', ?)",
                    MARK,
                    me);
            sql.execute(
                    "insert into webhook_delivery (webhook_id, event, body, state) select id, 'webhook.test', ?, 'failed' from webhook",
                    MARK);
        });
    }

    /** What the administrator noted about somebody they lead, and what was agreed. */
    private void coached(Given given) {
        var led = given.member("Nora Petit", "sdr").member().value();
        var me = given.administrator().member().value();
        given.run(() -> {
            sql.execute("update member set manager_id = ? where id = ?", me, led);
            sql.execute("""
                    with note as (
                        insert into coaching_note (member_id, author_id, body, talked_on)
                        values (?, ?, ?, '2026-11-20') returning id)
                    insert into activity (kind, subject, owner_id, due_on, coaching_note_id)
                    select 'task', ?, ?, '2026-12-01', id from note""", led, me, MARK, MARK, led);
        });
    }

    /** A configuration file that waits to be looked at, and a setting that was changed. */
    private void configured(Given given) {
        var me = given.administrator().member().value();
        given.run(() -> {
            sql.execute(
                    "insert into configuration_import (name, document, member_id) values (?, ?, ?)",
                    MARK,
                    "{\"format\": \"diabolo-configuration\", \"version\": 1, \"sections\": {\"ready_answers\": {\""
                            + MARK + " 2\": {\"body\": \"" + MARK + "\"}}}}",
                    me);
            sql.execute(
                    "insert into configuration_change (member_id, section, item, after) values (?, 'ready_answers', ?, '{\"body\": \"x\"}')",
                    me,
                    MARK);
        });
    }

    private String create(Given given, String plural, Map<String, String> input) {
        return records.create(types.byPlural(plural), input, given.administrator())
                .record()
                .id()
                .toString();
    }

    private List<String> tables(String withColumn) {
        return sql.fetch("""
                        select relname from pg_class join pg_namespace n on n.oid = relnamespace
                        where nspname = 'public' and relkind in ('r', 'p') and relrowsecurity
                          and has_table_privilege(pg_class.oid, 'select')
                          and exists (select from pg_attribute where attrelid = pg_class.oid and attname = ?)
                        order by relname""", withColumn).getValues(0, String.class);
    }

    /** All that a workspace holds, as sums; what its own jobs go on with is left out. */
    Map<String, String> sums(Given given) {
        return given.in(() -> {
            var sums = new LinkedHashMap<String, String>();
            for (var table : tables("workspace_id")) {
                if (!TablesOfJobs.NAMES.contains(table)) {
                    sums.put(
                            table,
                            String.valueOf(sql.fetchValue(
                                    "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from " + table
                                            + " t")));
                }
            }
            return sums;
        });
    }
}
