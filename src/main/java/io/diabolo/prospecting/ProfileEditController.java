package io.diabolo.prospecting;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** The page of a target profile: its conditions one by one or as text, its market, and the lists made from it. */
@Controller
class ProfileEditController {
    private static final String PROFILE = "/target-profiles/{id:[0-9a-fA-F-]{36}}";
    private static final List<String> FIELDS = List.of("name", "priority", "companies", "people", "note");

    private final TargetProfiles profiles;
    private final ProfilePages pages;
    private final Records records;
    private final RecordTypes types;

    ProfileEditController(TargetProfiles profiles, ProfilePages pages, Records records, RecordTypes types) {
        this.profiles = profiles;
        this.pages = pages;
        this.records = records;
        this.types = types;
    }

    @GetMapping(PROFILE)
    ModelAndView show(@PathVariable UUID id, @RequestParam(defaultValue = "") String naf, Ui ui) {
        return page(
                id, naf.isBlank() ? Map.of() : Map.of("naf", naf), ProfilePage.Said.NOTHING, false, HttpStatus.OK, ui);
    }

    private ModelAndView page(
            UUID id, Map<String, String> typed, ProfilePage.Said fault, boolean stale, HttpStatus status, Ui ui) {
        var page = pages.of(id, typed, fault, stale, ui);
        return new ModelAndView("prospecting/profile", Map.of("page", page), status);
    }

    /** Counted after the page, for over a million companies it takes a moment. */
    @GetMapping(PROFILE + "/market")
    ModelAndView market(@PathVariable UUID id, Ui ui) {
        return new ModelAndView("prospecting/market", Map.of("market", pages.market(id, ui)));
    }

    private interface Change {
        Records.Saved make();
    }

    private ModelAndView changed(UUID id, Map<String, String> typed, Change change, Ui ui) {
        try {
            var saved = change.make();
            if (saved.changeSet() != null) {
                ui.flash(Flash.of("list.saved").undoneBy("/changes/" + saved.changeSet() + "/reversal"));
            }
            return seeOther("/target-profiles/" + id);
        } catch (BadInput bad) {
            var first = bad.faults().getFirst();
            var said = new ProfilePage.Said(
                    first.field(), ui.t(first.key(), first.args().toArray()));
            return page(id, typed, said, false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return page(id, typed, ProfilePage.Said.NOTHING, true, HttpStatus.CONFLICT, ui);
        }
    }

    @PostMapping(PROFILE + "/facts")
    ModelAndView save(@PathVariable UUID id, @RequestParam Map<String, String> typed, Ui ui) {
        var input = new LinkedHashMap<String, String>();
        FIELDS.stream().filter(typed::containsKey).forEach(name -> input.put(name, typed.get(name)));
        var type = types.byId("target_profile").orElseThrow();
        return changed(id, typed, () -> records.update(type, id, input, version(typed), ui.me()), ui);
    }

    /** Several values, as of boxes that were ticked, mean any of them. */
    @PostMapping(PROFILE + "/conditions")
    ModelAndView add(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> form, Ui ui) {
        var typed = new LinkedHashMap<>(form.toSingleValueMap());
        typed.put("value", String.join(", ", form.getOrDefault("value", List.of())));
        typed.remove("naf");
        return changed(
                id,
                typed,
                () -> profiles.add(
                        id,
                        side(typed.getOrDefault("side", "")),
                        typed.getOrDefault("field", ""),
                        typed.getOrDefault("op", ""),
                        typed.getOrDefault("value", ""),
                        version(typed),
                        ui.me()),
                ui);
    }

    @PostMapping(PROFILE + "/conditions/{place}/removal")
    ModelAndView drop(@PathVariable UUID id, @PathVariable int place, @RequestParam Map<String, String> typed, Ui ui) {
        var side = side(typed.getOrDefault("side", ""));
        return changed(id, typed, () -> profiles.drop(id, side, place, version(typed), ui.me()), ui);
    }

    private static Criteria.Side side(String id) {
        for (var side : Criteria.Side.values()) {
            if (side.field().equals(id)) {
                return side;
            }
        }
        throw new NoSuchRecord("target_profile", id);
    }

    static @Nullable Integer version(Map<String, String> typed) {
        var version = typed.getOrDefault("version", "");
        return version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null;
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
