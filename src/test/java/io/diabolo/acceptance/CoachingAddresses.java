package io.diabolo.acceptance;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Pages of coaching, and a company whose note names somebody. */
final class CoachingAddresses {
    private final ApplicationContext application;
    private final Given given;

    CoachingAddresses(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var me = given.administrator();
        var led = given.member("Zoé Brun", "sdr");
        var sql = application.getBean(DSLContext.class);
        var note = given.in(() -> {
            sql.execute(
                    "update member set manager_id = ? where id = ?",
                    me.member().value(),
                    led.member().value());
            var id = sql.fetchValue(
                    "insert into coaching_note (member_id, author_id, body, talked_on, shared_at)"
                            + " values (?, ?, 'Écoute bien. Le budget vient trop tard.', '2026-11-20', now()) returning id",
                    led.member().value(),
                    me.member().value());
            sql.execute(
                    "insert into activity (kind, subject, owner_id, due_on, coaching_note_id)"
                            + " values ('task', 'Réécouter deux appels', ?, '2026-11-27', ?)",
                    led.member().value(),
                    id);
            return id;
        });
        var types = application.getBean(RecordTypes.class);
        var company = given.in(() -> {
            var records = application.getBean(Records.class);
            var one = records.create(types.byPlural("companies"), Map.of("name", "Cité"), me)
                    .record()
                    .id();
            records.create(
                    types.byPlural("activities"),
                    Map.of("kind", "note", "body", "Vu avec @Zoé Brun.", "company", one.toString()),
                    me);
            return one;
        });
        return List.of(
                "/coaching",
                "/coaching/" + led.member(),
                "/coaching/notes/" + note + "/edit",
                "/members/" + led.member(),
                "/companies/" + company);
    }
}
