package io.diabolo.qualification;

import io.diabolo.journey.BeforeHandoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.Actor;
import io.diabolo.records.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Whoever hands a lead over to an AE says that it is qualified; what is known of it goes along. */
@Component
class QualifyForHandoff implements BeforeHandoff {
    private static final List<String> CARRIED =
            List.of("company", "person", "title", "channel", "source", "campaign", "score");

    private final Leads leads;
    private final LeadType type;
    private final Records records;

    QualifyForHandoff(Leads leads, LeadType type, Records records) {
        this.leads = leads;
        this.type = type;
        this.records = records;
    }

    @Override
    public HandoffKind kind() {
        return HandoffKind.QUALIFIED_LEAD;
    }

    @Override
    public Map<String, String> offering(UUID lead, UUID changeSet, Actor me) {
        leads.qualifyAlong(lead, changeSet, me);
        var row = records.get(type, lead, me);
        var carried = new LinkedHashMap<String, String>();
        for (var field : CARRIED) {
            var value = row.value(field);
            if (value != null && !value.toString().isBlank()) {
                carried.put(field, value.toString());
            }
        }
        return carried;
    }
}
