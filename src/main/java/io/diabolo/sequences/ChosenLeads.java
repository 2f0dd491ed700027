package io.diabolo.sequences;

import io.diabolo.platform.Actor;
import io.diabolo.prospecting.TargetLists;
import io.diabolo.records.Lists;
import io.diabolo.records.RecordTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which leads are meant: some by name, all that match a list, or those of a target list. */
@Component
class ChosenLeads {
    private final Lists lists;
    private final RecordTypes types;
    private final TargetLists targets;

    ChosenLeads(Lists lists, RecordTypes types, TargetLists targets) {
        this.lists = lists;
        this.types = types;
        this.targets = targets;
    }

    /**
     * @param ids these; empty: not by name
     * @param parameters a list's, as in its URL; null: not by a list
     * @param targetList null: not by a target list
     */
    record Choice(
            List<UUID> ids,
            @Nullable Map<String, List<String>> parameters,
            @Nullable UUID targetList) {
        Choice {
            ids = List.copyOf(ids);
        }

        static Choice of(List<UUID> ids) {
            return new Choice(ids, null, null);
        }
    }

    /** In the reading transaction of the caller; those of a list as far as {@code me} sees them. */
    List<UUID> ids(Choice choice, Actor me) {
        var target = choice.targetList();
        if (target != null) {
            return targets.leadsOf(target, me);
        }
        var given = choice.parameters();
        if (given == null) {
            return choice.ids().stream().distinct().toList();
        }
        var parameters = new LinkedHashMap<String, List<String>>(given);
        parameters.remove("cursor");
        var query = lists.parse(types.byPlural("leads"), parameters, me);
        return lists.ids(query, me).fetch(row -> row.value1());
    }
}
