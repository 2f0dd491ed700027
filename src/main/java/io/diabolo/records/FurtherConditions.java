package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.web.Ui;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What modules above add to the conditions of a list. */
@Component
public class FurtherConditions {
    private final ObjectProvider<FurtherCondition> all;
    private final ObjectProvider<AlsoSeen> seen;

    FurtherConditions(ObjectProvider<FurtherCondition> all, ObjectProvider<AlsoSeen> seen) {
        this.all = all;
        this.seen = seen;
    }

    /** What modules above show of them to {@code me}. */
    public Condition alsoSeenBy(Actor me, RecordType type) {
        return seen.stream().map(one -> one.of(type, me)).reduce(DSL.falseCondition(), Condition::or);
    }

    public @Nullable Condition of(RecordType type, String parameter, String value, Actor me) {
        return all.stream()
                .filter(one -> one.type().equals(type.id()))
                .map(one -> one.of(parameter, value, me))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    public String text(RecordType type, String parameter, String value, Ui ui) {
        return all.stream()
                .filter(one -> one.type().equals(type.id()))
                .map(one -> one.text(parameter, value, ui))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(value);
    }
}
