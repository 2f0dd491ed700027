package io.diabolo.acceptance;

import io.diabolo.testkit.Given;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Pages of automations and webhooks with something on them. */
final class AutomationPages {
    private final ApplicationContext application;
    private final Given given;

    AutomationPages(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var me = given.administrator().member().value();
        return given.in(() -> {
            var sql = application.getBean(DSLContext.class);
            var automation = sql.fetchValue("""
                    insert into automation (name, state, record_type, begins, plan, keeper_id, trouble)
                    values ('Détracteurs à rappeler', 'stopped', 'company', 'event',
                            '{"record_type": "company", "trigger": {"begins": "event", "event": "created"}, "delay_minutes": 120,
                              "conditions": ["company.city == \\"Brest\\""],
                              "actions": [{"kind": "task", "values": {"subject": "Appeler", "days": "1", "to": "owner"}},
                                          {"kind": "set_field", "values": {"field": "industry", "value": "marine"}},
                                          {"kind": "assign", "values": {"to": "turn:ae"}},
                                          {"kind": "notify", "values": {"to": "role:manager", "text": "Regardez"}},
                                          {"kind": "handoff", "values": {"handoff": "customer-live"}},
                                          {"kind": "webhook", "values": {}}]}', ?, 'automation.trouble.rate')
                    returning id""", me);
            sql.execute("""
                    insert into automation_version (automation_id, number, name, plan, member_id, at)
                    select id, 1, name, plan, ?, now() from automation where id = ?""", me, automation);
            var run = sql.fetchValue("""
                    insert into automation_run (automation_id, number, key, event, record_type, record_id, at, due_at, state, reason, verdicts)
                    values (?, 1, 'essai', 'created', 'company', coalesce((select id from company limit 1), uuidv7()), now(), now(), 'failed',
                            'automation.fault.nobody', '[{"expression": "company.city == \\"Brest\\"", "holds": true}]')
                    returning id""", automation);
            sql.execute("""
                    insert into automation_action (run_id, position, kind, told, state, note, note_args, tries, at)
                    values (?, 0, 'task', '{}', 'done', 'automation.did.task', '["Léa Martin"]', 1, now()),
                           (?, 1, 'assign', '{}', 'failed', 'automation.fault.nobody', '[]', 1, now())""", run, run);
            var webhook = sql.fetchValue("""
                    insert into webhook (name, url, secret, owner_id, failing_since)
                    values ('ERP', 'https://erp.example/un/chemin/assez/long/pour/ne/pas/tenir/sur/un/telephone', '\\x00', ?, now())
                    returning id""", me);
            var delivery = sql.fetchValue("""
                    insert into webhook_delivery (webhook_id, event, body, state, tries, status, answer, millis)
                    values (?, 'company.created', '{"id": "x", "data": {"name": "Une entreprise au nom plutôt long, sans retour à la ligne"}}',
                            'failed', 10, 500, 'Internal Server Error', 42)
                    returning id""", webhook);
            return List.of(
                    "/automations",
                    "/automations/new?example=notice",
                    "/automations/new?example=stale-deal",
                    "/automations/" + automation,
                    "/automations/" + automation + "/existing",
                    "/automation-runs",
                    "/automation-runs?state=held",
                    "/automation-runs/" + run,
                    "/webhooks",
                    "/webhooks/new",
                    "/webhooks/" + webhook,
                    "/webhook-deliveries",
                    "/webhook-deliveries/" + delivery);
        });
    }
}
