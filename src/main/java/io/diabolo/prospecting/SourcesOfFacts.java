package io.diabolo.prospecting;

import io.diabolo.directory.FactNotes;
import io.diabolo.records.RecordRow;
import io.diabolo.records.Reference;
import io.diabolo.web.Ui;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** At a field that was filled by enrichment: where from, how sure, since when; as long as nobody wrote another value. */
@Component
class SourcesOfFacts implements FactNotes {
    private final Enrichments enrichments;

    SourcesOfFacts(Enrichments enrichments) {
        this.enrichments = enrichments;
    }

    @Override
    public Map<String, Note> of(String type, RecordRow row, Ui ui) {
        var notes = new HashMap<String, Note>();
        if (!Set.of("company", "person").contains(type)) {
            return notes;
        }
        for (var one : enrichments.all(type, row.id())) {
            var value = row.value(one.field());
            var text = value instanceof Reference reference ? reference.id().toString() : String.valueOf(value);
            if (one.state().equals("applied") && one.value().equals(text)) {
                var source = ui.t("enrichment.source." + one.source().id(), one.detail());
                notes.putIfAbsent(
                        one.field(),
                        new Note(
                                source + " · " + ui.percent(one.confidence() / 100.0, 0) + " · " + ui.day(one.at()),
                                "/enrichments/" + one.id() + "/refusal"));
            }
        }
        return notes;
    }
}
