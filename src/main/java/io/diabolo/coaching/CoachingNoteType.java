package io.diabolo.coaching;

import static io.diabolo.jooq.Tables.COACHING_NOTE;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Coaching notes as lists, API and files see them. The manager who wrote one and the member whom it is about read it, and nobody
 * else, not even who administers the workspace: what is said there is said between two.
 */
@Component
@Order(92)
class CoachingNoteType implements RecordType {
    private static final io.diabolo.jooq.tables.Member WITH = MEMBER.as("coached");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private final DSLContext sql;
    private final Clock clock;

    CoachingNoteType(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, COACHING_NOTE.NAME)
                    .sortedBy(COACHING_NOTE.NAME_KEY)
                    .without(Use.BULK),
            RecordField.member("member", COACHING_NOTE.MEMBER_ID, WITH.NAME).without(Use.BULK),
            RecordField.of("held_on", DATE, COACHING_NOTE.HELD_ON).without(Use.BULK),
            RecordField.of("note", LONG_TEXT, COACHING_NOTE.NOTE).without(Use.SORT, Use.BULK),
            RecordField.of("agreed", LONG_TEXT, COACHING_NOTE.AGREED).without(Use.SORT, Use.BULK),
            RecordField.of("next_on", DATE, COACHING_NOTE.NEXT_ON).without(Use.BULK),
            RecordField.member("owner", COACHING_NOTE.OWNER_ID, OWNER.NAME)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.of("external_id", TEXT, COACHING_NOTE.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, COACHING_NOTE.CREATED_AT));

    @Override
    public String id() {
        return "coaching_note";
    }

    @Override
    public String plural() {
        return "coaching-notes";
    }

    @Override
    public Table<?> table() {
        return COACHING_NOTE;
    }

    @Override
    public Table<?> from() {
        return COACHING_NOTE
                .leftJoin(WITH)
                .on(WITH.WORKSPACE_ID.eq(COACHING_NOTE.WORKSPACE_ID))
                .and(WITH.ID.eq(COACHING_NOTE.MEMBER_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(COACHING_NOTE.WORKSPACE_ID))
                .and(OWNER.ID.eq(COACHING_NOTE.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "member", "held_on", "next_on", "owner");
    }

    @Override
    public String defaultSort() {
        return "-held_on";
    }

    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public Condition seenBy(Actor me) {
        var own = me.member().value();
        return COACHING_NOTE.OWNER_ID.eq(own).or(COACHING_NOTE.MEMBER_ID.eq(own));
    }

    /** Who leads others writes, of those whose records they see; and never of themselves. */
    @Override
    public void prepare(Draft draft, Actor me) {
        if (!leads(me)) {
            throw new NotAllowed("coaching");
        }
        if (draft.text("name") == null) {
            draft.fault("name", "coaching.fault.name");
        }
        if (draft.isNew() && draft.value("owner") == null) {
            draft.set("owner", me.member().value());
        }
        if (draft.gives("owner") && !me.member().value().equals(draft.value("owner"))) {
            draft.fault("owner", "coaching.fault.owner");
        }
        if (draft.value("held_on") == null) {
            draft.set("held_on", LocalDate.ofInstant(clock.instant(), me.zone()));
        }
        if (!(draft.value("member") instanceof UUID member)) {
            draft.fault("member", "coaching.fault.member");
        } else if (draft.gives("member")
                && (me.member().value().equals(member) || !me.visibility().covers(new MemberId(member)))) {
            draft.fault("member", "coaching.fault.member");
        }
    }

    static boolean leads(Actor me) {
        return me.administrator() || me.roles().contains("manager");
    }

    /** Deleting and taking back too: the member reads, the one who wrote it writes. */
    @Override
    public void written(Written written, Actor me) {
        me.mayWrite();
        if (sql.fetchExists(
                COACHING_NOTE,
                COACHING_NOTE.ID.in(written.ids()),
                COACHING_NOTE.OWNER_ID.ne(me.member().value()))) {
            throw new NotAllowed("coaching");
        }
    }
}
