package io.diabolo.records;

import io.diabolo.identity.Members;
import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordField.Use;
import io.diabolo.web.Flash;
import io.diabolo.web.GivenIds;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** What is done with many records of a list: one value given to all, deleted, or written into a file. */
@Controller
class BulkController {
    private final RecordTypes types;
    private final Bulk bulk;
    private final RecordForms forms;
    private final Members members;
    private final Exports exports;
    private final ObjectProvider<BulkAction> actions;

    BulkController(
            RecordTypes types,
            Bulk bulk,
            RecordForms forms,
            Members members,
            Exports exports,
            ObjectProvider<BulkAction> actions) {
        this.actions = actions;
        this.types = types;
        this.bulk = bulk;
        this.forms = forms;
        this.members = members;
        this.exports = exports;
    }

    @PostMapping("/{plural}/bulk")
    ModelAndView bulk(
            @PathVariable String plural,
            @RequestParam(name = "id", defaultValue = "") List<@Nullable UUID> given,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "0") long count,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "edit") String action,
            Ui ui) {
        var type = types.byPlural(plural);
        var ids = GivenIds.of(given);
        if (!all && ids.isEmpty()) {
            ui.flash("list.bulk.none");
            return new ModelAndView("redirect:/" + type.plural());
        }
        if (ExportWork.FORMATS.contains(action)) {
            exports.begin(
                    new ExportWork.Wanted(plural, Bulk.parameters(query), action, all ? List.of() : ids), ui.me());
            return new ModelAndView("redirect:/exports");
        }
        if (action.equals("merge")) {
            return merge(type, all ? List.of() : ids, ui);
        }
        var wanted = new Bulk.Wanted(
                plural,
                all ? List.of() : ids,
                Bulk.parameters(query),
                all ? count : ids.size(),
                action.equals("delete") ? null : field,
                value);
        var further = actions.stream()
                .filter(one -> one.id().equals(action) && one.takes(type))
                .findFirst();
        if (further.isPresent()) {
            return further.get().ask(wanted, query, ui);
        }
        if (action.equals("edit")) {
            var chosen = forms.field(type, field, Use.BULK);
            return ask(
                    new BulkPage(
                            type,
                            wanted,
                            query,
                            chosen,
                            "",
                            forms.text(ui),
                            members.offered(List.of(ui.me().member()))),
                    HttpStatus.OK);
        }
        try {
            return done(type, wanted, query, ui);
        } catch (BadInput problem) {
            var fault = String.join(" ", forms.faults(problem, ui).values());
            var chosen = forms.field(type, field, Use.BULK);
            return ask(
                    new BulkPage(
                            type,
                            wanted,
                            query,
                            chosen,
                            fault,
                            forms.text(ui),
                            members.offered(List.of(ui.me().member()))),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** A few side by side; the first stays, unless somebody turns it round there. */
    private static ModelAndView merge(RecordType type, List<UUID> ids, Ui ui) {
        if (!Merges.isPossible(type) || ids.size() < 2 || ids.size() > Merges.MOST) {
            ui.flash("list.bulk.merge.some", Merges.MOST);
            return new ModelAndView("redirect:/" + type.plural());
        }
        var others = UriComponentsBuilder.newInstance().queryParam("with", ids.subList(1, ids.size()));
        return new ModelAndView(
                "redirect:/" + type.plural() + "/" + ids.getFirst() + "/merges/new" + others.toUriString());
    }

    private ModelAndView done(RecordType type, Bulk.Wanted wanted, String query, Ui ui) {
        switch (bulk.run(wanted, ui.me())) {
            case Bulk.Answer.Done(var changeSet, var records) ->
                ui.flash(Flash.of(wanted.deletes() ? "list.bulk.deleted" : "list.bulk.edited", records)
                        .undoneBy("/changes/" + changeSet + "/reversal"));
            case Bulk.Answer.Begun(var job) -> {
                return new ModelAndView("redirect:/jobs/" + job);
            }
            case Bulk.Answer.Differs(var now) -> ui.flash("list.bulk.differs", now);
        }
        return new ModelAndView("redirect:/" + type.plural() + (query.isEmpty() ? "" : "?" + query));
    }

    private static ModelAndView ask(BulkPage page, HttpStatus status) {
        var view = new ModelAndView("records/bulk").addObject("page", page);
        view.setStatus(status);
        return view;
    }
}
