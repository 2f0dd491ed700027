package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.web.Ui;
import java.util.Objects;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What modules above add to the conditions of a list. */
@Component
public class FurtherConditions {
    private final ObjectProvider<FurtherCondition> all;

    FurtherConditions(ObjectProvider<FurtherCondition> all) {
        this.all = all;
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
