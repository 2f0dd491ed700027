package io.diabolo.records;

import io.diabolo.identity.Members;
import io.diabolo.platform.Texts;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of any record type, and what is kept of it as views. */
@Controller
class ListController {
    private static final int BIN_ROWS = 10;
    private final RecordTypes types;
    private final Lists lists;
    private final ListBuilders builders;
    private final SavedViews views;
    private final Members members;
    private final ChangeLog changes;
    private final Texts texts;
    private final ObjectProvider<BulkAction> actions;

    ListController(
            RecordTypes types,
            Lists lists,
            ListBuilders builders,
            SavedViews views,
            Members members,
            ChangeLog changes,
            Texts texts,
            ObjectProvider<BulkAction> actions) {
        this.actions = actions;
        this.types = types;
        this.lists = lists;
        this.builders = builders;
        this.views = views;
        this.members = members;
        this.changes = changes;
        this.texts = texts;
    }

    @GetMapping("/{plural}")
    ModelAndView list(@PathVariable String plural, @RequestParam MultiValueMap<String, String> parameters, Ui ui) {
        var type = types.byPlural(plural);
        var query = lists.parse(type, parameters, ui.me());
        var step = builders.step(query, parameters, ui);
        if (step.redirect() != null) {
            return new ModelAndView("redirect:" + step.redirect());
        }
        var page = new ListPage(
                query,
                lists.page(query, ui.me()),
                parameters.containsKey("counted")
                        ? Long.valueOf(lists.count(query, ui.me()))
                        : lists.quickCount(query, ui.me()),
                new FieldText(ui, texts),
                step.builder() == null
                        ? List.of()
                        : members.offered(List.of(ui.me().member())),
                views.tabs(type, String.valueOf(parameters.getFirst("view")), ui.me()),
                String.valueOf(parameters.getFirst("view")),
                builders.says(query, ui),
                step.builder(),
                specials(query, ui),
                actions.orderedStream().filter(one -> one.takes(type)).toList());
        var view = new ModelAndView("records/list").addObject("page", page);
        if (step.builder() != null && !step.builder().fault().isEmpty()) {
            view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return view;
    }

    /** Conditions that aren't a field's, as people read them. */
    private Map<String, String> specials(ListQuery query, Ui ui) {
        var shown = new LinkedHashMap<String, String>();
        query.specials()
                .forEach((name, value) -> shown.put(
                        name,
                        name.equals("created_in")
                                ? changes.title(UUID.fromString(value)).orElse(ui.t("list.chosen"))
                                : query.type().specialText(name, value, ui)));
        return shown;
    }

    /** All views that one may open, by their names. */
    @GetMapping("/{plural}/views")
    ModelAndView views(@PathVariable String plural, @RequestParam(defaultValue = "") String q, Ui ui) {
        var type = types.byPlural(plural);
        return new ModelAndView("records/views")
                .addObject("type", type)
                .addObject("q", q.strip())
                .addObject("views", views.named(type, q.strip(), ui.me()));
    }

    @PostMapping("/{plural}/views")
    String save(
            @PathVariable String plural,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam("view_name") String name,
            @RequestParam(name = "view_shared", defaultValue = "false") boolean shared,
            Ui ui) {
        parameters.remove("view_name");
        parameters.remove("view_shared");
        var query = lists.parse(types.byPlural(plural), parameters, ui.me());
        var id = views.save(query, name, shared, ui.me());
        ui.flash("list.view.saved", name);
        return "redirect:" + viewPath(query.path(), id);
    }

    private static String viewPath(String path, UUID id) {
        return path + (path.contains("?") ? "&" : "?") + "view=" + id;
    }

    @PostMapping("/{plural}/views/{id}")
    String rename(@PathVariable String plural, @PathVariable UUID id, @RequestParam("view_name") String name, Ui ui) {
        var query = views.rename(id, name, ui.me());
        ui.flash("list.view.saved", name.strip());
        return "redirect:" + viewPath("/" + types.byPlural(plural).plural() + (query.isEmpty() ? "" : "?" + query), id);
    }

    @PostMapping("/{plural}/views/{id}/deletion")
    String delete(@PathVariable String plural, @PathVariable UUID id, Ui ui) {
        views.delete(id, ui.me());
        ui.flash(Flash.of("list.view.deleted"));
        return "redirect:/" + types.byPlural(plural).plural();
    }

    /** What was deleted, by type. */
    @GetMapping("/bin")
    ModelAndView bin(Ui ui) {
        var me = ui.me();
        var found = types.all().stream()
                .filter(type -> !type.isReadOnly() && type.table().field("deleted_at") != null)
                .map(type -> lists.parse(type, Map.of("filter[deleted]", List.of("true")), me))
                .map(query -> new BinPage.Part(
                        query,
                        lists.count(query, me),
                        lists.page(query.limitedTo(BIN_ROWS), me).rows()))
                .filter(part -> part.count() > 0)
                .toList();
        return new ModelAndView("records/bin").addObject("page", new BinPage(found, new FieldText(ui, texts)));
    }
}
