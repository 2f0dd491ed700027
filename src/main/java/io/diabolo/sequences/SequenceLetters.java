package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;
import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.MAIL_TEMPLATE;

import io.diabolo.jooq.tables.records.EnrollmentRecord;
import io.diabolo.mail.Letter;
import io.diabolo.mail.MailPurpose;
import io.diabolo.mail.MailTemplates;
import io.diabolo.mail.Rendered;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a step's mail says to one person, and which of its variants they get. */
@Component
class SequenceLetters {
    private final DSLContext sql;
    private final MailTemplates templates;

    SequenceLetters(DSLContext sql, MailTemplates templates) {
        this.sql = sql;
        this.templates = templates;
    }

    /** @param missing variables that had neither a value nor a fallback */
    record Written(Letter letter, List<String> missing) {}

    /** By the run's id, so that the same run always gets the same and as many get one as the other. */
    Step.Variant variant(UUID run, Step step) {
        var mixed = Objects.hash(run.getLeastSignificantBits() ^ run.getMostSignificantBits(), step.key());
        return step.variants()
                .get(Math.floorMod(mixed ^ (mixed >>> 16), step.variants().size()));
    }

    /** Null when its template isn't there any more. */
    @Nullable
    Written write(EnrollmentRecord run, String to, Step.Variant variant, Instant now) {
        var person = Objects.requireNonNull(run.getPersonId());
        var sender = new MemberId(run.getOwnerId());
        Rendered said;
        try {
            said = render(variant, person, run.getLeadId(), sender);
        } catch (NoSuchRecord _) {
            return null;
        }
        var before = said.subject().isBlank() ? before(run.getId()) : null;
        var letter = new Letter(
                sender,
                person,
                to,
                before == null ? said.subject() : again(before.subject()),
                said.body(),
                MailPurpose.PROSPECTING,
                "lead",
                run.getLeadId(),
                now,
                before == null ? null : before.id(),
                List.of());
        return new Written(letter, said.missing());
    }

    /** As the person would read it, in their language. */
    Rendered render(Step.Variant variant, UUID person, @Nullable UUID lead, MemberId sender) {
        var template = variant.template();
        return template == null
                ? templates.fill(
                        new MailTemplates.Words(
                                variant.subjectFr(), variant.bodyFr(), variant.subjectEn(), variant.bodyEn()),
                        person,
                        lead,
                        sender)
                : templates.render(template, person, lead, sender);
    }

    private record Before(UUID id, String subject) {}

    /** The last mail of the run. */
    private @Nullable Before before(UUID run) {
        return sql.select(MAIL.ID, MAIL.SUBJECT)
                .from(ENROLLMENT_STEP)
                .join(MAIL)
                .on(MAIL.WORKSPACE_ID.eq(ENROLLMENT_STEP.WORKSPACE_ID))
                .and(MAIL.ID.eq(ENROLLMENT_STEP.MAIL_ID))
                .where(ENROLLMENT_STEP.ENROLLMENT_ID.eq(run))
                .and(ENROLLMENT_STEP.STATE.in("queued", "sent"))
                .orderBy(ENROLLMENT_STEP.AT.desc())
                .limit(1)
                .fetchOne(row -> new Before(row.value1(), row.value2()));
    }

    private static String again(String subject) {
        return subject.regionMatches(true, 0, "re:", 0, 3) ? subject : "Re: " + subject;
    }

    /** Templates to choose, by name. Reads the index mail_template_by_name. */
    @Transactional(readOnly = true)
    public Map<UUID, String> templates() {
        var all = new LinkedHashMap<UUID, String>();
        sql.select(MAIL_TEMPLATE.ID, MAIL_TEMPLATE.NAME)
                .from(MAIL_TEMPLATE)
                .where(MAIL_TEMPLATE.DELETED_AT.isNull())
                .orderBy(MAIL_TEMPLATE.NAME_KEY, MAIL_TEMPLATE.ID)
                .limit(300)
                .forEach(row -> all.put(row.value1(), row.value2()));
        return all;
    }
}
