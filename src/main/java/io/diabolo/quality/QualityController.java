package io.diabolo.quality;

import io.diabolo.platform.BadInput;
import io.diabolo.quality.Quality.Counted;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The state of the data, by what is wrong; each figure opens the list in which it is mended. */
@Controller
class QualityController {
    private final Quality quality;

    QualityController(Quality quality) {
        this.quality = quality;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry qualityEntry() {
            return NavigationEntry.of(NavigationGroup.DATA, 35, "/quality", "quality.title")
                    .visibleTo(Stewards::are);
        }
    }

    /**
     * @param typed what was typed for a check of one's own
     * @param fault why it couldn't be added; empty when nothing is wrong
     */
    record Page(Map<Check.Kind, List<Counted>> kinds, Map<String, String> typed, String fault, Ui ui) {
        String name(Check check) {
            return check.name() == null ? ui.t("quality.check." + check.key()) : check.name();
        }

        String found(Counted one) {
            return one.records() == null ? "–" : ui.number(one.records());
        }

        /** Since a week ago; empty where nothing is known of then, or nothing changed. */
        String change(Counted one) {
            if (one.records() == null || one.before() == null || one.records().equals(one.before())) {
                return "";
            }
            var by = one.records() - one.before();
            return ui.t(by > 0 ? "quality.more" : "quality.less", Math.abs(by));
        }

        boolean isWorse(Counted one) {
            return one.before() != null && one.found() > one.before();
        }
    }

    @GetMapping("/quality")
    ModelAndView show(Ui ui) {
        return page(Map.of(), "", HttpStatus.OK, ui);
    }

    private ModelAndView page(Map<String, String> typed, String fault, HttpStatus status, Ui ui) {
        var kinds = new LinkedHashMap<Check.Kind, List<Counted>>();
        for (var one : quality.counted(ui.me())) {
            kinds.computeIfAbsent(one.check().kind(), _ -> new ArrayList<>()).add(one);
        }
        return new ModelAndView("quality/quality", Map.of("page", new Page(kinds, typed, fault, ui)), status);
    }

    @PostMapping("/quality/counts")
    ModelAndView count(Ui ui) {
        quality.count(ui.me());
        ui.flash("quality.counted");
        return back();
    }

    @PostMapping("/quality/checks")
    ModelAndView add(
            @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String address, Ui ui) {
        try {
            quality.add(name, address, ui.me());
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return page(
                    Map.of("name", name, "address", address),
                    ui.t(fault.key(), fault.args().toArray()),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ui);
        }
        ui.flash("quality.added", name.strip());
        return back();
    }

    @PostMapping("/quality/checks/{id}/deletion")
    ModelAndView drop(@PathVariable UUID id, Ui ui) {
        quality.drop(id, ui.me());
        ui.flash("quality.dropped");
        return back();
    }

    private static ModelAndView back() {
        var view = new RedirectView("/quality");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    @GetMapping("/api/v1/quality-checks")
    @ResponseBody
    Map<String, Object> list(Ui ui) {
        return Map.of(
                "items",
                quality.counted(ui.me()).stream().map(one -> json(one, ui)).toList());
    }

    private static Map<String, @Nullable Object> json(Counted one, Ui ui) {
        var check = one.check();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("key", check.key());
        body.put("kind", check.kind().id());
        body.put("name", check.name() == null ? ui.t("quality.check." + check.key()) : check.name());
        body.put("of", check.plural());
        body.put("query", check.query());
        body.put("records", one.records());
        body.put("records_a_week_ago", one.before());
        return body;
    }

    /** @param address the list's, such as {@code /companies?filter[city][empty]=true} */
    record Wanted(@Nullable String name, @Nullable String address) {}

    @PostMapping("/api/v1/quality-checks")
    ResponseEntity<Map<String, Object>> create(@RequestBody Wanted wanted, Ui ui) {
        var id = quality.add(text(wanted.name()), text(wanted.address()), ui.me());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", "/api/v1/quality-checks/" + id)
                .body(Map.of("key", id.toString()));
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    @DeleteMapping("/api/v1/quality-checks/{id}")
    ResponseEntity<Void> delete(@PathVariable UUID id, Ui ui) {
        quality.drop(id, ui.me());
        return ResponseEntity.noContent().build();
    }
}
