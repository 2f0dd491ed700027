package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.records.Draft;
import io.diabolo.sheets.Question;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What can't be written into a lead by hand, because it is decided, or asked for something first. */
@Component
class LeadLimits {
    /** What is being done about an open lead; everything else is decided, with what belongs to the decision. */
    private static final Set<String> BY_EDIT = Set.of("new", "working");

    private final DSLContext sql;
    private final ObjectProvider<Qualifying> qualifying;

    LeadLimits(DSLContext sql, ObjectProvider<Qualifying> qualifying) {
        this.sql = sql;
        this.qualifying = qualifying;
    }

    /** Whether somebody says another score than the one that stands there: a form sends what it was shown. */
    boolean givesScore(Draft draft) {
        return draft.gives("score") && !Objects.equals(score(draft.value("score")), scoreOf(draft));
    }

    private static @Nullable Integer score(@Nullable Object given) {
        return given instanceof Number number ? Integer.valueOf(number.intValue()) : null;
    }

    private @Nullable Integer scoreOf(Draft draft) {
        return draft.isNew()
                ? null
                : score(sql.select(LEAD.SCORE)
                        .from(LEAD)
                        .where(LEAD.ID.eq(draft.id()))
                        .fetchOne(LEAD.SCORE));
    }

    /** A lead that begins further on passes by the same questions as one that is moved there; later needs its day. */
    void asked(Draft draft, Stage stage, Actor me) {
        var missing = qualifying.getObject().missingAtFirst(stage, me);
        if (!missing.isEmpty()) {
            var named = missing.stream().map(Question::label).collect(Collectors.joining(", "));
            draft.fault(draft.gives("stage") ? "stage" : "status", "lead.fault.first", missing.size(), named);
        }
        if (me.origin() != Origin.IMPORT && "nurturing".equals(draft.value("status"))) {
            draft.fault("status", "lead.fault.status");
        }
    }

    void began(UUID lead, Stage stage, Actor me) {
        if (me.origin() != Origin.IMPORT) {
            qualifying.getObject().moved(lead, stage, me);
        }
    }

    /** Qualified, disqualified, kept for later: each asks for something that an edit doesn't bring. */
    void status(Draft draft) {
        if (!draft.gives("status")) {
            return;
        }
        var old =
                sql.select(LEAD.STATUS).from(LEAD).where(LEAD.ID.eq(draft.id())).fetchOne(LEAD.STATUS);
        var now = draft.text("status");
        if (Objects.equals(old, now)) {
            return;
        }
        if (!BY_EDIT.contains(now) || !(BY_EDIT.contains(old) || "nurturing".equals(old))) {
            draft.fault("status", "lead.fault.status");
        } else if ("nurturing".equals(old)) {
            draft.setColumn("return_on", null);
        }
    }
}
