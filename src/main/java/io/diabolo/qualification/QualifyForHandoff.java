package io.diabolo.qualification;

import io.diabolo.journey.BeforeHandoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.records.Records;
import io.diabolo.sheets.AnswerText;
import io.diabolo.sheets.Sheets;
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
    private final Sheets sheets;
    private final Texts texts;

    QualifyForHandoff(Leads leads, LeadType type, Records records, Sheets sheets, Texts texts) {
        this.leads = leads;
        this.type = type;
        this.records = records;
        this.sheets = sheets;
        this.texts = texts;
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
        carried.putAll(answers(lead, me));
        return carried;
    }

    /** What the sheet says at this moment, each answer with its question and its evidence. */
    private Map<String, String> answers(UUID lead, Actor me) {
        AnswerText.Words words = (key, args) -> texts.text(me.locale(), key, args);
        var all = new LinkedHashMap<String, String>();
        for (var entry : sheets.of("lead", lead, me.locale()).entries()) {
            if (entry.isAnswered()) {
                var name = "sheet." + entry.question().id();
                all.put(name, AnswerText.value(entry, me.locale(), words));
                all.put(name + QUESTION, entry.question().label());
                all.put(name + EVIDENCE, AnswerText.evidence(entry.answer(), me.locale(), words));
            }
        }
        return all;
    }
}
