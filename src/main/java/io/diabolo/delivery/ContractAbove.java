package io.diabolo.delivery;

import io.diabolo.directory.RecordAbove;
import io.diabolo.platform.Money;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The top of a contract's page: what it is worth, until when notice can be given, and what may be done with it. */
@Component
class ContractAbove implements RecordAbove {
    @Override
    public String type() {
        return "contract";
    }

    @Override
    public @Nullable Top of(RecordRow row, Ui ui) {
        return null;
    }

    @Override
    public @Nullable Headline headline(RecordRow row, Ui ui) {
        return row.value("monthly_amount") instanceof Money monthly
                        && row.value("yearly_amount") instanceof Money yearly
                ? new Headline(
                        ui.t("contract.monthly", ui.money(monthly)),
                        ui.t("contract.yearly", ui.money(yearly)),
                        Set.of("monthly_amount", "yearly_amount"),
                        null)
                : null;
    }

    @Override
    public List<String> notes(RecordRow row, Ui ui) {
        var notes = new ArrayList<String>();
        if (row.value("ends_on") instanceof LocalDate end) {
            notes.add(ui.t(end.isBefore(ui.today()) ? "contract.note.ended" : "contract.note.ends", ui.dayLong(end)));
        } else if ("tacit".equals(row.value("renewal_kind"))
                && row.value("notice_on") instanceof LocalDate notice
                && row.value("renewal_on") instanceof LocalDate renewal
                && !ui.today().isAfter(renewal)
                && ui.today().isAfter(notice)) {
            notes.add(ui.t("contract.note.renews", ui.dayLong(renewal)));
        } else if (row.value("renewal_on") instanceof LocalDate renewal && !renewal.isAfter(ui.today())) {
            notes.add(ui.t("contract.note.overdue", ui.dayLong(renewal)));
        }
        return notes;
    }

    @Override
    public List<Action> actions(RecordRow row, Ui ui) {
        var path = "/contracts/" + row.id();
        var ends = row.value("ends_on") != null;
        return List.of(
                new Action(ui.t("contract.amend"), path + "/amendments/new", !ends),
                new Action(ui.t(ends ? "contract.resume" : "contract.end"), path + "/ending", false));
    }
}
