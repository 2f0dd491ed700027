package io.diabolo.directory.duplicates;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.PastMerges;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordTypes;
import io.diabolo.web.Ui;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Which records a company or person took up, each with the way back. */
@Component
@Order(90)
class MergedHere implements RecordBeside {
    private final PastMerges merges;
    private final RecordTypes types;

    MergedHere(PastMerges merges, RecordTypes types) {
        this.merges = merges;
        this.types = types;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        var lines = types.byId(type).map(one -> merges.into(one, row.id(), ui.me())).orElse(List.of()).stream()
                .map(past -> new Line(
                        past.label(),
                        ui.t("duplicates.merged.by", past.by(), ui.day(past.at())),
                        past.undoable() ? "/changes/" + past.changeSet() : "",
                        past.undoable() ? "/changes/" + past.changeSet() + "/reversal" : ""))
                .toList();
        return List.of(new Panel("duplicates.merged", lines, null, "duplicates.merged.undo"));
    }
}
