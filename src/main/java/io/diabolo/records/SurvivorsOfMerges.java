package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.web.Survivors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells who writes to a merged record what became of it. */
@Component
class SurvivorsOfMerges implements Survivors {
    private final RecordTypes types;
    private final Merges merges;
    private final Lists lists;

    SurvivorsOfMerges(RecordTypes types, Merges merges, Lists lists) {
        this.types = types;
        this.merges = merges;
        this.lists = lists;
    }

    @Override
    @Transactional(readOnly = true)
    public @Nullable Survivor of(String type, String id, Actor me) {
        var kind = types.byId(type).orElse(null);
        var merged = FieldConditions.uuid(id);
        var survivor = kind == null || merged == null ? null : merges.survivorOf(kind, merged);
        return kind == null || survivor == null || lists.find(kind, survivor, false, me) == null
                ? null
                : new Survivor(survivor, kind.plural());
    }
}
