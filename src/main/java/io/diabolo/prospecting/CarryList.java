package io.diabolo.prospecting;

import io.diabolo.journey.BeforeHandoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A list that is handed on says whom it is for, which priority it serves, and how many of it may be approached today. */
@Component
class CarryList implements BeforeHandoff {
    private static final List<String> CARRIED = List.of("profile", "priority", "note");
    private final RecordTypes types;
    private final Records records;
    private final ListLeads leads;
    private final Texts texts;

    CarryList(RecordTypes types, Records records, ListLeads leads, Texts texts) {
        this.types = types;
        this.records = records;
        this.leads = leads;
        this.texts = texts;
    }

    @Override
    public HandoffKind kind() {
        return HandoffKind.MARKET_SIGNAL;
    }

    @Override
    public boolean isAbout(String subjectType) {
        return subjectType.equals("target_list");
    }

    @Override
    public Map<String, String> offering(UUID list, UUID changeSet, Actor me) {
        var row = records.get(types.byId("target_list").orElseThrow(), list, me);
        var carried = new LinkedHashMap<String, String>();
        for (var field : CARRIED) {
            var said = Objects.toString(row.value(field), "");
            if (!said.isBlank()) {
                carried.put(field, said);
            }
        }
        var reach = leads.reach(list, me);
        carried.put(
                "reach", texts.text(me.locale(), "target-list.reach", reach.people(), reach.free(), reach.pursued()));
        carried.put("reach" + QUESTION, texts.text(me.locale(), "target-list.records"));
        return carried;
    }
}
