package io.diabolo.organisation;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OWN_ROLE;
import static io.diabolo.jooq.Tables.POSITION;
import static io.diabolo.jooq.Tables.TEAM;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.MULTI_CHOICE;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.AMOUNTS;
import static io.diabolo.records.FormPart.COURSE;
import static io.diabolo.records.FormPart.PLACE;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import io.diabolo.roles.CanonicalRole;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Positions as lists, API and files see them. All members see who does what; who leads or recruits changes it. */
@Component
@Order(88)
class PositionType implements RecordType {
    static final List<String> CHANNELS = List.of("inbound", "outbound");
    static final List<String> SEGMENTS = List.of("micro", "smb", "mid_market", "enterprise");
    static final List<String> LANGUAGES = List.of("fr", "en", "de", "es", "it", "nl", "pt", "pl");
    static final List<String> STAGES = Stage.stages().stream().map(Stage::id).toList();
    private static final io.diabolo.jooq.tables.Member HOLDER = MEMBER.as("holder");
    private static final io.diabolo.jooq.tables.Member ABOVE = MEMBER.as("above");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private static final io.diabolo.jooq.tables.Team IN = TEAM.as("in_team");
    private static final io.diabolo.jooq.tables.OwnRole OWN = OWN_ROLE.as("own_role_of");
    private final PositionRules rules;

    PositionType(PositionRules rules) {
        this.rules = rules;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, POSITION.NAME).sortedBy(POSITION.NAME_KEY),
            RecordField.choice(
                            "role",
                            POSITION.ROLE,
                            CanonicalRole.catalogue().stream()
                                    .map(CanonicalRole::id)
                                    .toList())
                    .without(Use.BULK),
            RecordField.reference("own_role", "own_role", POSITION.OWN_ROLE_ID, OWN.NAME)
                    .under(COURSE)
                    .without(Use.BULK),
            RecordField.choice("state", POSITION.STATE, PositionState.ids()).without(Use.BULK),
            RecordField.member("member", POSITION.MEMBER_ID, HOLDER.NAME).without(Use.BULK),
            RecordField.of("share", INTEGER, POSITION.SHARE).without(Use.BULK),
            RecordField.of("starts_on", DATE, POSITION.STARTS_ON),
            // Teams aren't records: one is meant by its name.
            RecordField.of("team", TEXT, IN.NAME).sortedBy(IN.NAME_KEY).without(Use.BULK, Use.STORED),
            RecordField.member("manager", POSITION.MANAGER_ID, ABOVE.NAME).without(Use.BULK),
            several("stages", POSITION.STAGES, STAGES).under(COURSE),
            several("channels", POSITION.CHANNELS, CHANNELS).under(PLACE),
            several("segments", POSITION.SEGMENTS, SEGMENTS).under(PLACE),
            RecordField.of("territory", TEXT, POSITION.TERRITORY).under(PLACE),
            several("languages", POSITION.LANGUAGES, LANGUAGES).under(PLACE),
            RecordField.money("quota", POSITION.QUOTA, POSITION.QUOTA_CURRENCY)
                    .under(AMOUNTS)
                    .without(Use.BULK),
            RecordField.of("ramp_months", INTEGER, POSITION.RAMP_MONTHS)
                    .under(AMOUNTS)
                    .without(Use.BULK),
            RecordField.of("note", LONG_TEXT, POSITION.NOTE).without(Use.SORT, Use.BULK),
            RecordField.member("owner", POSITION.OWNER_ID, OWNER.NAME).under(SELDOM),
            RecordField.of("external_id", TEXT, POSITION.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("opened_at", INSTANT, POSITION.OPENED_AT),
            RecordField.computed("filled_at", INSTANT, POSITION.FILLED_AT),
            RecordField.computed("created_at", INSTANT, POSITION.CREATED_AT));

    private static RecordField several(String name, Field<String[]> column, List<String> choices) {
        return RecordField.of(name, MULTI_CHOICE, column).suggesting(choices).without(Use.BULK, Use.SORT);
    }

    @Override
    public String id() {
        return "position";
    }

    @Override
    public String plural() {
        return "positions";
    }

    @Override
    public Table<?> table() {
        return POSITION;
    }

    @Override
    public Table<?> from() {
        return POSITION.leftJoin(HOLDER)
                .on(HOLDER.WORKSPACE_ID.eq(POSITION.WORKSPACE_ID))
                .and(HOLDER.ID.eq(POSITION.MEMBER_ID))
                .leftJoin(ABOVE)
                .on(ABOVE.WORKSPACE_ID.eq(POSITION.WORKSPACE_ID))
                .and(ABOVE.ID.eq(POSITION.MANAGER_ID))
                .leftJoin(IN)
                .on(IN.WORKSPACE_ID.eq(POSITION.WORKSPACE_ID))
                .and(IN.ID.eq(POSITION.TEAM_ID))
                .leftJoin(OWN)
                .on(OWN.WORKSPACE_ID.eq(POSITION.WORKSPACE_ID))
                .and(OWN.ID.eq(POSITION.OWN_ROLE_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(POSITION.WORKSPACE_ID))
                .and(OWNER.ID.eq(POSITION.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "role", "state", "member", "share", "team", "manager", "starts_on");
    }

    /** None: everybody sees who does what. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    /** Who fills it and where it stands follow from each other. */
    @Override
    public boolean isPlain(RecordField field) {
        return field.name().equals("owner");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        POSITION.ID,
                        val(null, UUID.class),
                        POSITION.NAME,
                        inline(""),
                        function("fold", String.class, concatWs(" ", POSITION.NAME, POSITION.EXTERNAL_ID)))
                .from(POSITION)
                .where(POSITION.ID.in(ids));
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.prepare(draft, me);
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        PositionRights.change(me);
    }
}
