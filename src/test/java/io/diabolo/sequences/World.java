package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.jooq.tables.records.EnrollmentRecord;
import io.diabolo.jooq.tables.records.EnrollmentStepRecord;
import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;

/** What tests of sequences ask for again and again. */
final class World {
    /** A Monday, ten in the morning in Paris, a year from the present at least: nothing of it leaves by itself. */
    static final Instant MONDAY =
            ZonedDateTime.parse("2029-10-08T10:00:00+02:00").toInstant();

    final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Sequences sequences;
    private final Enrollments enrollments;
    private final Tick tick;
    private final ApplicationEventPublisher events;

    World(ApplicationContext application) {
        this.sql = application.getBean(DSLContext.class);
        this.records = application.getBean(Records.class);
        this.types = application.getBean(RecordTypes.class);
        this.sequences = application.getBean(Sequences.class);
        this.enrollments = application.getBean(Enrollments.class);
        this.tick = application.getBean(Tick.class);
        this.events = application;
    }

    /** Writes from this mailbox, so many a day; its server isn't there. */
    void mailbox(Given given, Actor member, int cap) {
        given.run(() -> sql.execute(
                """
                insert into mailbox (member_id, address, sender_name, way, login, smtp_host, smtp_port, smtp_security, password, daily_cap)
                values (?, ?, ?, 'password', 'x', '127.0.0.1', 9, 'none', '\\x00', ?)
                """, member.member().value(), "m-" + UUID.randomUUID() + "@vendeur.example", member.name(), cap));
    }

    UUID lead(Given given, String name, Map<String, ?> more, Actor me) {
        var input = new HashMap<String, Object>(Map.of(
                "last_name",
                name,
                "first_name",
                "Léa",
                "email",
                name.toLowerCase(java.util.Locale.ROOT) + "@client.example",
                "channel",
                "outbound"));
        input.putAll(more);
        return given.in(() -> records.create(types.byId("lead").orElseThrow(), input, me)
                .record()
                .id());
    }

    List<UUID> leads(Given given, int many, Actor me) {
        return given.in(() -> sql.resultQuery(
                        """
                        with people as (
                            insert into person (last_name, email, owner_id)
                            select 'Client' || i, 'client' || i || '@client.example', ? from generate_series(1, ?) i returning id, name),
                        runs as (
                            insert into journey (type, person_id, name, channel)
                            select 'new_business', id, name, 'outbound' from people returning id, person_id, name)
                        insert into lead (journey_id, name, person_id, channel, owner_id)
                        select id, name, person_id, 'outbound', ? from runs returning id
                        """, me.member().value(), many, me.member().value())
                .fetch()
                .getValues(0, UUID.class));
    }

    static Step mail(String key, String subject) {
        return Step.email(
                key, new Step.Variant("a", null, subject, "Bonjour {{person.first_name | Madame, Monsieur}},", "", ""));
    }

    Sequence active(Given given, Actor me, Step... steps) {
        return given.in(() -> {
            var made = sequences.create(SequencePlan.of("Relance", List.of(steps)), me);
            return sequences.become(made.id(), SequenceState.ACTIVE, me);
        });
    }

    /** Due on the test's own Monday, so that the server's own tick leaves it alone. */
    Enrolled enroll(Given given, Sequence sequence, List<UUID> leads, Actor me) {
        return given.in(() -> {
            var enrolled = enrollments.enroll(sequence.id(), leads, me);
            sql.update(ENROLLMENT)
                    .set(ENROLLMENT.DUE, MONDAY.atOffset(java.time.ZoneOffset.UTC))
                    .where(ENROLLMENT.DUE.isNotNull())
                    .and(ENROLLMENT.SEQUENCE_ID.eq(sequence.id()))
                    .execute();
            return enrolled;
        });
    }

    void at(Given given, Instant now) {
        WorkspaceScope.run(given.workspace(), () -> tick.here(now));
    }

    EnrollmentRecord run(Given given, UUID lead) {
        return given.in(() -> sql.selectFrom(ENROLLMENT)
                .where(ENROLLMENT.LEAD_ID.eq(lead))
                .orderBy(ENROLLMENT.ENROLLED_AT.desc())
                .limit(1)
                .fetchSingle());
    }

    List<EnrollmentStepRecord> steps(Given given, UUID lead) {
        return given.in(() -> sql.select(ENROLLMENT_STEP.fields())
                .from(ENROLLMENT_STEP)
                .join(ENROLLMENT)
                .on(ENROLLMENT.ID.eq(ENROLLMENT_STEP.ENROLLMENT_ID))
                .where(ENROLLMENT.LEAD_ID.eq(lead))
                .orderBy(ENROLLMENT_STEP.AT, ENROLLMENT_STEP.STEP)
                .fetchInto(ENROLLMENT_STEP));
    }

    List<MailRecord> mails(Given given) {
        return given.in(() -> sql.selectFrom(MAIL)
                .where(MAIL.DIRECTION.eq("outbound"))
                .orderBy(MAIL.NOT_BEFORE)
                .fetch());
    }

    UUID mail(Given given, UUID lead) {
        return steps(given, lead).stream()
                .map(EnrollmentStepRecord::getMailId)
                .filter(java.util.Objects::nonNull)
                .toList()
                .getLast();
    }

    UUID person(Given given, UUID lead) {
        return given.in(() -> sql.select(LEAD.PERSON_ID)
                .from(LEAD)
                .where(LEAD.ID.eq(lead))
                .fetchSingle()
                .value1());
    }

    /** An event as its module publishes it. */
    void say(Given given, Object event) {
        given.run(() -> events.publishEvent(event));
    }

    /** Goes on tick by tick, until the mail of this lead stands in the outbox. */
    void untilMailed(Given given, UUID lead) {
        var now = MONDAY;
        for (var i = 0; i < 50; i++) {
            at(given, now);
            if (steps(given, lead).stream().anyMatch(step -> step.getMailId() != null)) {
                return;
            }
            now = now.plusSeconds(1_800);
        }
        throw new AssertionError("no mail was queued");
    }
}
