package io.diabolo.acceptance;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Pages of surveys, usage and value metrics with something on them, and what a customer is asked. */
final class SurveyPages {
    private final ApplicationContext application;
    private final Given given;

    SurveyPages(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var company = create("companies", Map.of("name", "Brodard", "segment", "smb"));
        var person = create("people", Map.of("last_name", "Brodard", "company", company.toString()));
        var survey = create("surveys", Map.of("name", "NPS", "state", "running", "occasion", "link"));
        var answer = create(
                "responses",
                Map.of("survey", survey.toString(), "person", person.toString(), "score", "4", "comment", "Trop lent"));
        var rating = given.in(() -> {
            var sql = application.getBean(DSLContext.class);
            var link = String.valueOf(
                    sql.fetchValue(
                            "select translate(encode(uuid_send(current_workspace()) || decode(repeat('0a', 32), 'hex'), 'base64'), E'+/\\n', '-_')"));
            sql.execute("""
                    insert into survey_ask (survey_id, person_id, channel, occasion, hash, asked_at, expires_at)
                    values (?, ?, 'link', 'link', sha256(convert_to(?, 'UTF8')), now(), now() + interval '1 day')
                    """, survey, person, link);
            return link;
        });
        given.run(() -> application
                .getBean(DSLContext.class)
                .execute(
                        "insert into usage_day (company_id, feature, day, count, events) values (?, 'export', (now() at time zone 'Europe/Paris')::date, 12, 3)",
                        company));
        var metric = create(
                "value-metrics",
                Map.of("name", "Retouches", "company", company.toString(), "baseline", "9", "target", "3"));
        given.run(() -> application
                .getBean(DSLContext.class)
                .execute(
                        "insert into value_measure (metric_id, day, value, source) values (?, (now() at time zone 'Europe/Paris')::date - 30, 8, 'typed'), (?, (now() at time zone 'Europe/Paris')::date, 5, 'api')",
                        metric,
                        metric));
        return List.of(
                "/value-metrics/" + metric,
                "/value-metrics/" + metric + "/measures",
                "/usage",
                "/companies/" + company,
                "/surveys/" + survey,
                "/surveys/new",
                "/surveys/" + survey + "/link?q=bro",
                "/surveys/figures?kind=nps",
                "/responses/" + answer,
                "/ratings/" + rating);
    }

    private UUID create(String plural, Map<String, String> values) {
        return given.in(() -> application
                .getBean(Records.class)
                .create(application.getBean(RecordTypes.class).byPlural(plural), values, given.administrator())
                .record()
                .id());
    }
}
