package io.diabolo.pipeline;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The page on which a workspace says why deals are won and lost and leads disqualified. */
@Controller
class ReasonController {
    private static final String HERE = "/settings/reasons";
    private final Reasons reasons;

    ReasonController(Reasons reasons) {
        this.reasons = reasons;
    }

    /** @param fault of the list that couldn't be saved; empty for the others */
    record Listed(String kind, List<Reason> all, int version, String fault) {}

    record Page(List<Listed> lists, boolean editable) {}

    @GetMapping(HERE)
    ModelAndView show(Ui ui) {
        return page(null, HttpStatus.OK, ui);
    }

    private ModelAndView page(@Nullable Listed typed, HttpStatus status, Ui ui) {
        var lists = BuiltInReasons.KINDS.stream()
                .map(kind -> typed != null && typed.kind().equals(kind) ? typed : listed(kind))
                .toList();
        return new ModelAndView("pipeline/reasons", Map.of("page", new Page(lists, Reasons.mayEdit(ui.me()))), status);
    }

    private Listed listed(String kind) {
        var one = reasons.of(kind);
        return new Listed(kind, one.all(), one.version(), "");
    }

    @PostMapping(HERE + "/{kind}")
    ModelAndView save(@PathVariable String kind, @RequestParam MultiValueMap<String, String> form, Ui ui) {
        if (!BuiltInReasons.KINDS.contains(kind)) {
            throw new NoSuchRecord("reasons", kind);
        }
        var wanted = read(form);
        var version = Objects.requireNonNullElse(form.getFirst("version"), "");
        var looked = version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null;
        try {
            reasons.save(kind, wanted, looked, ui.me());
            ui.flash("reasons.saved");
            var view = new RedirectView(HERE);
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        } catch (StaleVersion _) {
            return typed(kind, wanted, looked, ui.t("record.stale"), HttpStatus.CONFLICT, ui);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return typed(
                    kind,
                    wanted,
                    looked,
                    ui.t(fault.key(), fault.args().toArray()),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ui);
        }
    }

    private ModelAndView typed(
            String kind, List<Reason> wanted, @Nullable Integer version, String fault, HttpStatus status, Ui ui) {
        return page(new Listed(kind, wanted, Objects.requireNonNullElse(version, 0), fault), status, ui);
    }

    private record Placed(int place, Reason reason) {}

    /** Lines by their place; a line in which nothing stands and that has no key is no line. */
    private static List<Reason> read(MultiValueMap<String, String> form) {
        var keys = form.getOrDefault("key", List.of());
        var aside = form.getOrDefault("aside", List.of());
        var all = new ArrayList<Placed>();
        for (var at = 0; at < Math.min(keys.size(), Reasons.MOST + 1); at++) {
            var key = keys.get(at);
            var words = new Words(at(form, "fr", at), at(form, "en", at));
            var place = at(form, "place", at);
            if (!key.isEmpty() || !words.isEmpty()) {
                all.add(new Placed(
                        place.matches("[0-9]{1,4}") ? Integer.parseInt(place) : Integer.MAX_VALUE,
                        new Reason(key, words, !key.isEmpty() && aside.contains(key))));
            }
        }
        all.sort(Comparator.comparingInt(Placed::place));
        return all.stream().map(Placed::reason).toList();
    }

    private static String at(MultiValueMap<String, String> form, String name, int at) {
        var all = form.getOrDefault(name, List.of());
        return at < all.size()
                ? all.get(at).replaceAll("\\p{Cntrl}|\\p{Cs}", "").strip()
                : "";
    }
}
