package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.mail.Rendered;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The mails of a sequence as a real lead would read them, in their language. */
@Component
class SequencePreview {
    private final DSLContext sql;
    private final RecordTypes types;
    private final SequenceLetters letters;

    SequencePreview(DSLContext sql, RecordTypes types, SequenceLetters letters) {
        this.sql = sql;
        this.types = types;
        this.letters = letters;
    }

    /** @param rendered null: its template isn't there any more */
    record Letter(int number, String variant, @Nullable Rendered rendered) {}

    /** @param lead the one that was found; null where there is none */
    record Page(Sequence sequence, String asked, @Nullable Found lead, List<Letter> letters) {
        boolean isUnknown() {
            return lead == null && !asked.isEmpty();
        }
    }

    record Found(UUID id, String name, UUID person) {}

    /** @param asked a lead's name or its beginning; empty: the newest lead that has a person */
    @Transactional(readOnly = true)
    public Page of(Sequence sequence, String asked, Actor me) {
        var lead = find(asked.strip(), me);
        var all = new ArrayList<Letter>();
        if (lead != null) {
            for (var i = 0; i < sequence.steps().size(); i++) {
                for (var variant : sequence.steps().get(i).variants()) {
                    all.add(new Letter(i + 1, variant.id(), rendered(variant, lead, me)));
                }
            }
        }
        return new Page(sequence, asked.strip(), lead, all);
    }

    private @Nullable Rendered rendered(Step.Variant variant, Found lead, Actor me) {
        try {
            return letters.render(variant, lead.person(), lead.id(), me.member());
        } catch (NoSuchRecord _) {
            return null;
        }
    }

    /** Reads the index lead_by_name, or lead_newest. */
    private @Nullable Found find(String asked, Actor me) {
        var type = types.byId("lead").orElseThrow();
        var named = asked.isEmpty()
                ? DSL.noCondition()
                : LEAD.NAME_KEY.startsWith(DSL.field("fold({0})", String.class, DSL.val(asked.replace("\0", ""))));
        return sql.select(LEAD.ID, LEAD.NAME, LEAD.PERSON_ID)
                .from(LEAD)
                .where(LEAD.DELETED_AT.isNull())
                .and(LEAD.PERSON_ID.isNotNull())
                .and(named)
                .and(Visible.to(me, type))
                .orderBy(LEAD.CREATED_AT.desc(), LEAD.ID.desc())
                .limit(1)
                .fetchOne(row -> new Found(row.value1(), row.value2(), Objects.requireNonNull(row.value3())));
    }
}
