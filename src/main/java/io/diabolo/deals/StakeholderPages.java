package io.diabolo.deals;

import io.diabolo.deals.StakeholderPage.Refused;
import io.diabolo.identity.Members;
import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Puts the page of an opportunity's stakeholders together. */
@Component
class StakeholderPages {
    private final Stakeholders stakeholders;
    private final Blockers blockers;
    private final StakeholderMentions mentioned;
    private final Members members;
    private final Records records;
    private final RecordTypes types;

    StakeholderPages(
            Stakeholders stakeholders,
            Blockers blockers,
            StakeholderMentions mentioned,
            Members members,
            Records records,
            RecordTypes types) {
        this.stakeholders = stakeholders;
        this.blockers = blockers;
        this.mentioned = mentioned;
        this.members = members;
        this.records = records;
        this.types = types;
    }

    ModelAndView show(UUID opportunity, Refused refused, HttpStatus status, Ui ui) {
        var deal = records.get(types.byId("opportunity").orElseThrow(), opportunity, ui.me());
        var all = stakeholders.of(opportunity);
        var page = new StakeholderPage(
                opportunity,
                Objects.toString(deal.value("name"), ""),
                all,
                mentioned.of(all),
                Gap.of(all),
                blockers.of(opportunity),
                stakeholders.suggested(opportunity, ui.me()),
                members.offered(List.of(ui.me().member())),
                refused);
        return new ModelAndView("deals/stakeholders", Map.of("page", page), status);
    }

    /** With what was typed, and what is wrong with it. */
    ModelAndView refused(UUID opportunity, String form, Map<String, String> typed, BadInput bad, Ui ui) {
        var faults = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault ->
                        faults.put(fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return show(opportunity, new Refused(form, typed, faults), HttpStatus.UNPROCESSABLE_CONTENT, ui);
    }

    /** Somebody changed it meanwhile: theirs is shown, and what was typed stays in the form. */
    ModelAndView stale(UUID opportunity, String form, Map<String, String> typed, Ui ui) {
        var faults = Map.of("version", ui.t("record.stale"));
        return show(opportunity, new Refused(form, typed, faults), HttpStatus.CONFLICT, ui);
    }

    static ModelAndView done(UUID opportunity, String said, @Nullable UUID changeSet, Ui ui) {
        if (changeSet != null) {
            ui.flash(Flash.of(said).undoneBy("/changes/" + changeSet + "/reversal"));
        }
        var view = new RedirectView("/opportunities/" + opportunity + "/stakeholders");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
