package io.diabolo.qualification.prediction;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.diabolo.records.Follower;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A new lead is predicted at once, and again while more is learned of it on its first day. */
@Component
class PredictNew implements Follower {
    /** What a file brings in waits for the night. */
    private static final int AT_ONCE = 50;

    private static final Set<String> FOLLOWED = Set.of("lead", "person", "company", "activity");
    private final DSLContext sql;
    private final LeadModels models;
    private final Predictions predictions;

    PredictNew(DSLContext sql, LeadModels models, Predictions predictions) {
        this.sql = sql;
        this.models = models;
        this.predictions = predictions;
    }

    @Override
    public void written(RecordType type, Select<Record1<UUID>> ids, @Nullable Set<String> changed) {
        if (!FOLLOWED.contains(type.id()) || !models.isAny()) {
            return;
        }
        var written = ids.asTable("written", "id");
        var few = sql.select(field(name("written", "id"), UUID.class))
                .from(written)
                .limit(AT_ONCE + 1)
                .fetch(Record1::value1);
        if (few.size() <= AT_ONCE) {
            predictions.predictNew(which(type.id(), few));
        }
    }

    private static Condition which(String type, List<UUID> ids) {
        return switch (type) {
            case "lead" -> LEAD.ID.in(ids);
            case "person" -> LEAD.PERSON_ID.in(ids);
            case "company" -> LEAD.COMPANY_ID.in(ids);
            default ->
                LEAD.PERSON_ID.in(select(ACTIVITY.PERSON_ID).from(ACTIVITY).where(ACTIVITY.ID.in(ids)));
        };
    }
}
