package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.JOB_DESCRIPTION;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.POSITION;
import static io.diabolo.records.FieldKind.BOOLEAN;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.AMOUNTS;
import static io.diabolo.records.FormPart.OWN;
import static io.diabolo.records.FormPart.PLACE;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Job descriptions as lists, API and files see them; everybody sees for whom is looked, who hires writes them. */
@Component
@Order(89)
class JobDescriptionType implements RecordType {
    static final List<String> LANGUAGES = List.of("fr", "en");
    static final List<String> CONTRACTS =
            List.of("permanent", "fixed_term", "apprenticeship", "internship", "freelance");
    static final List<String> REMOTE = List.of("none", "partial", "full");
    private static final io.diabolo.jooq.tables.Position FOR = POSITION.as("for_position");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private final JobDescriptionRules rules;
    private final List<RecordField> fields = all();

    JobDescriptionType(JobDescriptionRules rules) {
        this.rules = rules;
    }

    private static List<RecordField> all() {
        var of = JOB_DESCRIPTION;
        var all = new ArrayList<RecordField>();
        all.add(RecordField.of("name", TEXT, of.NAME).sortedBy(of.NAME_KEY).without(Use.BULK));
        all.add(RecordField.reference("position", "position", of.POSITION_ID, FOR.NAME)
                .without(Use.BULK));
        all.add(RecordField.choice("language", of.LANGUAGE, LANGUAGES).without(Use.BULK));
        all.add(RecordField.choice("inclusive", of.INCLUSIVE, InclusiveForm.ids())
                .without(Use.BULK));
        all.add(RecordField.choice("state", of.STATE, List.of("draft", "published", "closed"))
                .without(Use.BULK));
        all.add(RecordField.money("salary_min", of.SALARY_MIN, of.CURRENCY)
                .under(AMOUNTS)
                .without(Use.BULK));
        all.add(RecordField.money("salary_max", of.SALARY_MAX, of.CURRENCY)
                .under(AMOUNTS)
                .without(Use.BULK));
        all.add(RecordField.money("variable", of.VARIABLE, of.CURRENCY)
                .under(AMOUNTS)
                .without(Use.BULK));
        all.add(RecordField.choice("contract", of.CONTRACT, CONTRACTS));
        all.add(RecordField.of("part_time", BOOLEAN, of.PART_TIME));
        all.add(RecordField.of("city", TEXT, of.CITY).under(PLACE).without(Use.BULK));
        all.add(RecordField.of("postal_code", TEXT, of.POSTAL_CODE).under(PLACE).without(Use.BULK));
        all.add(RecordField.of("country", TEXT, of.COUNTRY).under(PLACE).without(Use.BULK));
        all.add(RecordField.choice("remote", of.REMOTE, REMOTE).under(PLACE));
        all.add(RecordField.of("starts_on", DATE, of.STARTS_ON));
        all.add(RecordField.of("apply_until", DATE, of.APPLY_UNTIL).without(Use.BULK));
        for (var part : DescriptionPart.values()) {
            all.add(RecordField.of(
                            part.id(), LONG_TEXT, Objects.requireNonNull(of.field(part.id(), String.class), part.id()))
                    .under(OWN)
                    .without(Use.BULK, Use.SORT));
        }
        all.add(RecordField.member("owner", of.OWNER_ID, OWNER.NAME));
        all.add(RecordField.of("external_id", TEXT, of.EXTERNAL_ID)
                .under(SELDOM)
                .without(Use.BULK));
        all.add(RecordField.computed("published_at", INSTANT, of.PUBLISHED_AT));
        all.add(RecordField.computed("created_at", INSTANT, of.CREATED_AT));
        return List.copyOf(all);
    }

    @Override
    public String id() {
        return "job_description";
    }

    @Override
    public String plural() {
        return "job-descriptions";
    }

    @Override
    public Table<?> table() {
        return JOB_DESCRIPTION;
    }

    @Override
    public Table<?> from() {
        return JOB_DESCRIPTION
                .leftJoin(FOR)
                .on(FOR.WORKSPACE_ID.eq(JOB_DESCRIPTION.WORKSPACE_ID))
                .and(FOR.ID.eq(JOB_DESCRIPTION.POSITION_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(JOB_DESCRIPTION.WORKSPACE_ID))
                .and(OWNER.ID.eq(JOB_DESCRIPTION.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "position", "state", "salary_min", "salary_max", "city", "apply_until", "owner");
    }

    /** None: everybody may know for whom is looked, and pass it on. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        JOB_DESCRIPTION.ID,
                        val(null, UUID.class),
                        JOB_DESCRIPTION.NAME,
                        coalesce(JOB_DESCRIPTION.CITY, inline("")),
                        function(
                                "fold", String.class, concatWs(" ", JOB_DESCRIPTION.NAME, JOB_DESCRIPTION.EXTERNAL_ID)))
                .from(JOB_DESCRIPTION)
                .where(JOB_DESCRIPTION.ID.in(ids));
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.prepare(draft, me);
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        HiringRights.hire(me);
    }
}
