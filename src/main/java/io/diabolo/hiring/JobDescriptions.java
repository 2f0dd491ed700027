package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.JOB_DESCRIPTION;

import io.diabolo.jooq.tables.records.JobDescriptionRecord;
import io.diabolo.organisation.Positions;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.Records;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Job descriptions and what can be done with them. They are written as records of the type {@code job_description}. */
@Service
class JobDescriptions {
    private final DSLContext sql;
    private final Records records;
    private final JobDescriptionType type;
    private final JobDescriptionRules rules;
    private final Positions positions;
    private final WriteDescription write;

    JobDescriptions(
            DSLContext sql,
            Records records,
            JobDescriptionType type,
            JobDescriptionRules rules,
            Positions positions,
            WriteDescription write) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.rules = rules;
        this.positions = positions;
        this.write = write;
    }

    /** @throws NoSuchRecord also if it lies in the bin */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public JobDescription get(UUID id, Actor me) {
        records.get(type, id, me);
        return read(
                sql.selectFrom(JOB_DESCRIPTION).where(JOB_DESCRIPTION.ID.eq(id)).fetchSingle());
    }

    /** Those of a position, the newest first. Reads the index job_description_position. */
    @Transactional(readOnly = true)
    public List<JobDescription> of(UUID position) {
        return sql.selectFrom(JOB_DESCRIPTION)
                .where(JOB_DESCRIPTION.POSITION_ID.eq(position))
                .and(JOB_DESCRIPTION.DELETED_AT.isNull())
                .orderBy(JOB_DESCRIPTION.CREATED_AT.desc())
                .fetch(this::read);
    }

    /** In the present workspace, for whoever has the link; null where it opens nothing. */
    @Transactional(readOnly = true)
    public @Nullable JobDescription byLink(JobLink link) {
        var row = sql.selectFrom(JOB_DESCRIPTION)
                .where(JOB_DESCRIPTION.LINK.eq(link.text()))
                .and(JOB_DESCRIPTION.DELETED_AT.isNull())
                .fetchOne();
        return row == null ? null : read(row);
    }

    /** Begins one for a position: written from what is known of it. */
    @Transactional
    public UUID begin(UUID position, String language, Actor me) {
        HiringRights.hire(me);
        var of = positions.get(position);
        if (of.isFilled()) {
            throw new BadInput("position", "hiring.fault.filled");
        }
        var input = new HashMap<String, @Nullable Object>();
        input.put("position", position.toString());
        input.put("language", language);
        if (of.startsOn() != null) {
            input.put("starts_on", of.startsOn().toString());
        }
        return records.create(type, input, me).record().id();
    }

    /**
     * Writes anew what nobody edited.
     *
     * @return the parts that stay because somebody edited them
     */
    @Transactional
    public List<DescriptionPart> regenerate(UUID id, Actor me) {
        HiringRights.hire(me);
        var before = get(id, me);
        // The same language again: what follows from it is written anew.
        records.update(type, id, Map.of("language", before.language()), null, me);
        return List.of(DescriptionPart.values()).stream()
                .filter(before::isEdited)
                .toList();
    }

    /** One part back to what Diabolo proposes. */
    @Transactional
    public void propose(UUID id, String part, Actor me) {
        HiringRights.hire(me);
        var present = get(id, me);
        var fresh = write.write(positions.get(present.position()), present.locale(), present.form());
        var text = fresh.get(part);
        if (text == null) {
            throw new NoSuchRecord("part", part);
        }
        records.update(type, id, Map.of(part, text, "language", present.language()), null, me);
    }

    private JobDescription read(JobDescriptionRecord row) {
        var parts = new LinkedHashMap<String, String>();
        for (var part : DescriptionPart.ids()) {
            parts.put(part, Objects.requireNonNullElse((String) row.get(part), ""));
        }
        return new JobDescription(
                row.getId(),
                row.getVersion(),
                row.getName(),
                row.getPositionId(),
                row.getLanguage(),
                InclusiveForm.of(row.getInclusive()),
                row.getState(),
                parts,
                rules.written(row.getId()),
                new JobDescription.Pay(
                        money(row.getSalaryMin(), row), money(row.getSalaryMax(), row), money(row.getVariable(), row)),
                new JobDescription.Terms(
                        row.getContract(),
                        row.getPartTime(),
                        row.getCity(),
                        row.getPostalCode(),
                        row.getCountry(),
                        row.getRemote(),
                        row.getStartsOn(),
                        row.getApplyUntil()),
                row.getLink(),
                row.getPublishedAt() == null ? null : row.getPublishedAt().toInstant(),
                row.getOwnerId() == null ? null : new MemberId(row.getOwnerId()));
    }

    private static @Nullable Money money(@Nullable Long minor, JobDescriptionRecord row) {
        return minor == null ? null : Money.ofMinor(minor, Objects.requireNonNullElse(row.getCurrency(), "EUR"));
    }
}
