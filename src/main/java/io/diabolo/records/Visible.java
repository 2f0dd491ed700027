package io.diabolo.records;

import static org.jooq.impl.DSL.noCondition;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Visibility;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;

/** Whose records a member may see, as a condition: the one place that says it for lists, counts, figures and commands. */
public final class Visible {
    private Visible() {}

    /** Records of this type. */
    public static Condition to(Actor me, RecordType type) {
        var owners = type.owners();
        var owned = owners.isEmpty() || me.visibility() instanceof Visibility.All
                ? noCondition()
                : to(me, owners).or(type.alsoSeenBy(me));
        return owned.and(type.seenBy(me));
    }

    /** @param owners the columns of which one has to name somebody whose records may be seen */
    public static Condition to(Actor me, List<? extends Field<UUID>> owners) {
        return switch (me.visibility()) {
            case Visibility.All() -> noCondition();
            case Visibility.Of(var seen) -> {
                var ids = seen.stream().map(MemberId::value).toList();
                yield owners.stream()
                        .map(owner -> owner.in(ids))
                        .reduce(Condition::or)
                        .orElse(noCondition());
            }
        };
    }
}
