package io.diabolo.acceptance;

import io.diabolo.directory.LegalBases;
import io.diabolo.platform.Jobs;
import io.diabolo.records.Bulk;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Pages that are empty in a new workspace, with something on them: twins to merge, people whose time is up, a proof, a job. */
final class FilledPages {
    private final ApplicationContext application;
    private final DSLContext sql;
    private final Given given;

    FilledPages(ApplicationContext application, Given given) {
        this.application = application;
        this.sql = application.getBean(DSLContext.class);
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var companies = twins("companies", "name", Map.of("city", "Niort", "postcode", "79000", "country", "FR"));
        var people = twins("people", "last_name", Map.of("mobile", "0639981122", "email", "nathalie@mecaval.example"));
        var all = new ArrayList<>(List.of(
                "/duplicates",
                "/duplicates?type=person",
                "/companies/" + companies.getFirst() + "/merges/new?with=" + companies.getLast(),
                "/people/" + people.getFirst() + "/merges/new?with=" + people.getLast(),
                "/companies?any.1.filter[city]=Niort&any.1.filter[name]=x&has.people.filter[title]=DAF&add=&at=any.1.",
                "/companies?add=created_at",
                "/retention",
                "/retention?within=90",
                "/erasures"));
        dueAndAllowed(people.getFirst());
        all.add("/people/" + people.getFirst() + "/privacy");
        all.add("/people/" + people.getFirst() + "/erasure");
        all.add("/erasures/" + proof());
        all.add("/jobs/" + job(companies));
        // The job has edited them, so there is a history.
        all.add("/companies/" + companies.getFirst() + "/history");
        all.add("/companies/" + companies.getFirst() + "/history?field=industry");
        all.add("/companies/" + companies.getFirst() + "/edit");
        return all;
    }

    private List<UUID> twins(String plural, String named, Map<String, String> facts) {
        var records = application.getBean(Records.class);
        var type = application.getBean(RecordTypes.class).byPlural(plural);
        return given.in(() -> {
            var first =
                    records.create(type, with(facts, named, "Mécaval Industries et Compagnie"), given.administrator());
            var other = records.create(type, Map.of(named, "MECAVAL INDUSTRIES"), given.administrator());
            sql.execute(
                    "insert into duplicate_pair (record_type, one_id, other_id, score, reasons) values (?, ?, ?, 92, ?::jsonb)",
                    type.id(),
                    first.record().id(),
                    other.record().id(),
                    """
                    [{"key": "same-name", "detail": "", "points": 40}]""");
            return List.of(first.record().id(), other.record().id());
        });
    }

    private static Map<String, String> with(Map<String, String> facts, String name, String value) {
        var all = new HashMap<>(facts);
        all.put(name, value);
        return all;
    }

    private void dueAndAllowed(UUID person) {
        var bases = application.getBean(LegalBases.class);
        given.run(() -> {
            sql.execute("update person set created_at = '2019-03-12' where id = ?", person);
            bases.say(
                    person,
                    new LegalBases.Said(
                            "email",
                            "prospecting",
                            "legitimate_interest",
                            "granted",
                            LocalDate.of(2019, 3, 12),
                            null,
                            null,
                            "Salon"),
                    given.administrator());
        });
    }

    private UUID proof() {
        var erased = """
                insert into erasure (state, requested_by, requested_on, member_id, person_hash, counts, done_at)
                values ('done', 'person', current_date, ?, '\\x00', '{"rows": {"person": 1, "activity": 3}}', now())
                returning id
                """;
        var by = given.administrator().member().value();
        return given.in(() -> sql.resultQuery(erased, by).fetchSingle(0, UUID.class));
    }

    private UUID job(List<UUID> companies) {
        var wanted = new Bulk.Wanted("companies", companies, Map.of(), 2, "industry", "Mécanique");
        return application.getBean(Jobs.class).runNow("bulk", "company", wanted, given.administrator());
    }
}
