package io.diabolo.acceptance;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Pages of hiring with something on them, and what a candidate finds. */
final class HiringPages {
    private final ApplicationContext application;
    private final Given given;

    HiringPages(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var position = create("positions", Map.of("role", "csm", "segments", "smb", "languages", "fr, en"));
        var job = create(
                "job-descriptions",
                Map.of(
                        "position", position.toString(),
                        "language", "fr",
                        "salary_min", "40000",
                        "salary_max", "48000",
                        "city", "Nantes",
                        "state", "published"));
        var draft = create("job-descriptions", Map.of("position", position.toString(), "language", "en"));
        var candidate = create(
                "candidates",
                Map.of("name", "Agathe Lenoir", "email", "a@exemple.fr", "job_description", job.toString()));
        create(
                "candidates",
                Map.of(
                        "name", "Bastien Roche",
                        "contact_on",
                                LocalDate.now(java.time.ZoneId.of("Europe/Paris"))
                                        .minusMonths(25)
                                        .toString(),
                        "applied_on",
                                LocalDate.now(java.time.ZoneId.of("Europe/Paris"))
                                        .minusMonths(25)
                                        .toString()));
        var talk = create("interviews", Map.of("candidate", candidate.toString()));
        var link = given.in(() -> String.valueOf(application
                .getBean(DSLContext.class)
                .fetchValue("select link from job_description where link is not null limit 1")));
        return List.of(
                "/positions/" + position,
                "/positions/" + position + "/job-descriptions/new",
                "/job-descriptions",
                "/job-descriptions/" + job,
                "/job-descriptions/" + draft,
                "/job-descriptions/" + job + "/kit",
                "/job-descriptions/" + job + "/kit?language=en",
                "/settings/sheets?edit=interview_csm&language=en",
                "/job-descriptions/" + job + "/comparison",
                "/candidates",
                "/candidates/board",
                "/candidates/retention",
                "/candidates/" + candidate,
                "/candidates/" + candidate + "/interviews/new",
                "/candidates/" + candidate + "/data",
                "/interviews/" + talk,
                "/interviews/" + talk + "/sheet",
                "/settings/hiring",
                "/roles/csm?language=en&country=GB",
                "/j/" + link);
    }

    private UUID create(String plural, Map<String, String> values) {
        return given.in(() -> application
                .getBean(Records.class)
                .create(application.getBean(RecordTypes.class).byPlural(plural), values, given.administrator())
                .record()
                .id());
    }
}
