package io.diabolo.field;

import static io.diabolo.jooq.Tables.MEETING;

import io.diabolo.platform.Actor;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Somebody who goes out to customers, a customer, a deal, and visits. */
public final class AVisit {
    private final Given given;
    private final ApplicationContext application;
    public final Actor seller;
    public final UUID company;
    public final UUID person;
    public final UUID deal;

    private AVisit(Given given, ApplicationContext application) {
        this.given = given;
        this.application = application;
        this.seller = given.member("Marc Attal", "ae");
        this.company = company("Atelier Brest", "1 quai de la Douane", "29200", "Brest");
        this.person = create(
                "people",
                Map.of(
                        "first_name",
                        "Léa",
                        "last_name",
                        "Martin",
                        "company",
                        company.toString(),
                        "mobile",
                        "+33639981144"));
        this.deal = create(
                "opportunities",
                Map.of(
                        "name",
                        "Atelier Brest – équipement",
                        "company",
                        company.toString(),
                        "stage",
                        "discovery",
                        "owner",
                        seller.member().toString()));
    }

    public static AVisit of(Given given, ApplicationContext application) {
        return new AVisit(given, application);
    }

    UUID company(String name, String street, String postcode, String city) {
        return create(
                "companies",
                Map.of(
                        "name",
                        name,
                        "street",
                        street,
                        "postcode",
                        postcode,
                        "city",
                        city,
                        "country",
                        "FR",
                        "phone",
                        "+33639981155"));
    }

    UUID create(String plural, Map<String, ?> values) {
        return given.in(() -> application
                .getBean(Records.class)
                .create(
                        application.getBean(RecordTypes.class).byPlural(plural),
                        new HashMap<>(values),
                        given.administrator())
                .record()
                .id());
    }

    /** Of today in any case: right after midnight it began with the day. */
    public UUID visit(String subject, int minutesAgo) {
        var start = Instant.now().minus(minutesAgo, ChronoUnit.MINUTES);
        var midnight = LocalDate.now(seller.zone()).atStartOfDay(seller.zone()).toInstant();
        return visit(subject, start.isBefore(midnight) ? midnight : start, seller, deal);
    }

    public UUID visit(String subject, Instant start, Actor host, @org.jspecify.annotations.Nullable UUID about) {
        var id = UUID.randomUUID();
        OffsetDateTime at = start.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
        given.run(() -> application
                .getBean(DSLContext.class)
                .insertInto(MEETING)
                .set(MEETING.ID, id)
                .set(MEETING.SUBJECT, subject)
                .set(MEETING.KIND, "visit")
                .set(MEETING.STARTS_AT, at)
                .set(MEETING.ENDS_AT, at.plusMinutes(45))
                .set(MEETING.COMPANY_ID, company)
                .set(MEETING.PERSON_ID, person)
                .set(MEETING.OPPORTUNITY_ID, about)
                .set(MEETING.OWNER_ID, host.member().value())
                .set(MEETING.BOOKED_BY, host.member().value())
                .set(MEETING.LINK, id.toString())
                .execute());
        return id;
    }
}
